import { computed, type Ref } from 'vue'
import type { TableColumn } from '../table-columns'

/** A column and where it stays while the others scroll sideways. */
export interface LaidColumn extends TableColumn {
  /** CSS of each of its cells; undefined: it scrolls along. */
  stuck: string | undefined
}

export const profileWidth = 148
/** Pinned columns must leave room to read the others in. */
const pinnedShare = 0.7

/** Widths and fixed places of the columns. */
export function useColumnLayout(
  columns: () => readonly TableColumn[],
  merged: () => boolean,
  /** px */
  view: Readonly<Ref<number>>
) {
  const ahead = computed(() => (merged() ? profileWidth : 0))
  const laid = computed<LaidColumn[]>(() => {
    let left = ahead.value
    return columns().map((column) => {
      const stuck =
        column.pinned && left + column.width <= view.value * pinnedShare
          ? `position:sticky;left:${left}px`
          : undefined
      left += column.width
      return { ...column, stuck }
    })
  })
  const pinnedWidth = computed(() => {
    const stuck = laid.value.filter((column) => column.stuck)
    return stuck.length === 0 ? 0 : stuck.reduce((sum, { width }) => sum + width, ahead.value)
  })
  /** The description takes the free space, but not where the next column's place depends on it. */
  const tracks = computed(() =>
    [
      ...(merged() ? [`${profileWidth}px`] : []),
      ...laid.value.map(({ width, field, stuck }) =>
        field === 'action_describe' && !stuck ? `minmax(${width}px, 1fr)` : `${width}px`
      )
    ].join(' ')
  )
  const minWidth = computed(() => {
    return `${columns().reduce((sum, { width }) => sum + width, ahead.value)}px`
  })
  return { laid, pinnedWidth, tracks, minWidth }
}
