import { computed, type Ref } from 'vue'
import { columnOf } from '#shared/operation'
import type { TableColumn } from '../table-columns'

/** A column and where it stays while the others scroll sideways. */
export interface LaidColumn extends TableColumn {
  /** CSS of each of its cells; undefined: it scrolls along. */
  stuck: string | undefined
  /** What its cells have, px: its width and what it takes of the free space. */
  room: number
}

const profileWidth = 148
/** Pinned columns must leave room to read the others in. */
const pinnedShare = 0.7
/** Free space that the description has before resources get any: by then it is read whole, px. */
const descriptionFirst = 140
/** Resources take so much of what is left, up to so many px: eight of them. */
const growth = { share: 0.7, most: 520 }

/** Widths and fixed places of the columns. */
export function useColumnLayout(
  columns: () => readonly TableColumn[],
  merged: () => boolean,
  /** px */
  view: Readonly<Ref<number>>
) {
  const ahead = computed(() => (merged() ? profileWidth : 0))
  const laid = computed<LaidColumn[]>(() => {
    const stuck = stuckColumns()
    let left = ahead.value
    return columns().map((column, index) => {
      const style = index < stuck ? styleOf(left, index === stuck - 1) : undefined
      left += column.width
      const grows = !style && column.field === 'resource_ids' && isStandard(column)
      return { ...column, stuck: style, room: column.width + (grows ? grown.value : 0) }
    })
  })
  const total = computed(() => columns().reduce((sum, { width }) => sum + width, ahead.value))
  const grown = computed(() => {
    const left = (view.value - total.value - descriptionFirst) * growth.share
    return Math.floor(Math.min(growth.most, Math.max(0, left)))
  })

  /** How many of the first columns stay. */
  function stuckColumns(): number {
    let right = ahead.value
    const past = columns().findIndex(({ pinned, width }) => {
      return !pinned || (right += width) > view.value * pinnedShare
    })
    return past < 0 ? columns().length : past
  }

  const pinnedWidth = computed(() => {
    const stuck = laid.value.filter((column) => column.stuck)
    return stuck.length === 0 ? 0 : stuck.reduce((sum, { width }) => sum + width, ahead.value)
  })
  /** The description takes the free space, but not where the next column's place depends on it. */
  const tracks = computed(() =>
    [
      ...(merged() ? [`${profileWidth}px`] : []),
      ...laid.value.map(({ room, field, stuck }) =>
        field === 'action_describe' && !stuck ? `minmax(${room}px, 1fr)` : `${room}px`
      )
    ].join(' ')
  )
  const minWidth = computed(() => `${total.value}px`)
  return { laid, pinnedWidth, tracks, minWidth }
}

/** A width that somebody chose stays as it is. */
function isStandard({ field, width }: TableColumn): boolean {
  return width === columnOf(field).width
}

/** The last one has a line that says where the others pass beneath. */
function styleOf(left: number, isLast: boolean): string {
  return `position:sticky;left:${left}px${isLast ? ';border-right:1px solid var(--line)' : ''}`
}
