import { ref, watch, watchEffect, type Ref } from 'vue'
import type { Column, ColumnField } from '#shared/operation'
import { isCopy, scrollToCell, stepOf } from './table-keys'
import { keyOf, type RangeEnd, type RowSource, type TableRow } from './row-source'

/** What a menu was asked for on. */
export interface CellTarget {
  row: TableRow
  field: ColumnField
  /** The one of several resources that was pointed at. */
  resource: string | null
  /** Place in the window, px. */
  at: { x: number; y: number }
}

interface Options {
  scroller: Readonly<Ref<HTMLElement | null>>
  source: () => RowSource
  /** All rows there are, also those that are still to be loaded. */
  total: () => number
  columns: () => readonly Column[]
  /** Key of the selected row. */
  selected: () => string | null
  /** Rows a page key moves. */
  pageRows: () => number
  select: (key: string, row: TableRow, extend: boolean) => void
  /** Whether a row is selected, alone or with others. */
  isSelected: (key: string) => boolean
  /** Everything between is to be selected. */
  range: (from: RangeEnd, to: RangeEnd) => void
  /** One row more, or one less. */
  toggle: (row: TableRow) => void
  all: () => void
  /** The rows selected, or the cell of the cursor. */
  copy: (cell: CellTarget | null) => void
  /** Width of the columns that stay at the left, px. */
  pinnedWidth: () => number
  menu: (target: CellTarget) => void
  /** The cursor was moved to a row by key. */
  moved: (row: number) => void
}

/** The row and cell of the table that keys act on. */
export function useTableCursor(options: Options) {
  const { scroller, source, columns } = options
  const cursor = ref(-1)
  const cell = ref(0)
  /** Told to a screen reader is the row, and one cell of it once the reader went sideways. */
  const byCell = ref(false)
  /** The cursor stands on a row that is not here yet; it is selected once it is. */
  const selectLater = ref<'alone' | 'with others' | null>(null)
  /** Where a range begins. */
  let anchor: RangeEnd = { index: -1, row: null }
  /** Key of the row the cursor stands on; null: none, or one that is not here yet. */
  let under: string | null = null

  watchEffect(() => {
    if (!selectLater.value) return
    const row = source().rowAt(cursor.value)
    if (!row) return
    const extend = selectLater.value === 'with others'
    selectLater.value = null
    under = keyOf(row)
    if (!extend) anchor = { index: cursor.value, row }
    options.select(keyOf(row), row, extend)
  })

  // Rows that come in above move the others, and the keys are to act on the same one.
  watch(
    () => source().rowAt(cursor.value),
    (row) => {
      if (under === null || (row && keyOf(row) === under)) return
      const now = source().indexOf(under)
      if (now >= 0) cursor.value = now
    }
  )

  function moveTo(index: number): void {
    // Whatever was gone to before and is not here yet is not to be selected any more.
    selectLater.value = null
    cursor.value = index
    const row = source().rowAt(index)
    under = row && keyOf(row)
  }

  /** Puts the cursor on a row and selects it, once it is here. */
  function choose(index: number): void {
    anchor = { index, row: source().rowAt(index) }
    moveTo(index)
    selectLater.value = 'alone'
  }

  function extendTo(index: number): void {
    const from = anchorNow(index)
    moveTo(index)
    selectLater.value = 'with others'
    options.range(from, { index, row: source().rowAt(index) })
  }

  /** Rows may have come in above the anchor since it was set. */
  function anchorNow(otherwise: number): RangeEnd {
    if (anchor.index < 0) {
      const index = place()
      const at = index < 0 ? otherwise : index
      anchor = { index: at, row: source().rowAt(at) }
    }
    const found = anchor.row ? source().indexOf(keyOf(anchor.row)) : -1
    if (found >= 0) anchor.index = found
    return anchor
  }

  function toggle(index: number): void {
    const row = source().rowAt(index)
    if (!row) return
    moveTo(index)
    anchor = { index, row }
    options.toggle(row)
  }

  /** A click on a row: alone, with Shift up to it, with Ctrl or Cmd it too. */
  function point(event: MouseEvent, index: number): void {
    if (event.shiftKey) extendTo(index)
    else if (event.ctrlKey || event.metaKey) toggle(index)
    else choose(index)
  }

  /** Rows got other numbers and are the same. */
  function shift(by: number): void {
    if (cursor.value >= 0) cursor.value += by
    if (anchor.index >= 0) anchor = { ...anchor, index: anchor.index + by }
  }

  function forget(): void {
    selectLater.value = null
    cursor.value = -1
    under = null
    anchor = { index: -1, row: null }
  }

  function press(event: KeyboardEvent): void {
    if (event.target !== scroller.value || source().count === 0 || event.altKey) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault()
      sideways(event.key === 'ArrowLeft' ? -1 : 1)
      return
    }
    if (chord(event)) return
    const step = stepOf(event.key, options.pageRows())
    if (step === null) return
    event.preventDefault()
    const from = place()
    const wanted = from < 0 && step !== Infinity ? 0 : from + step
    const to = Math.min(source().count - 1, Math.max(0, wanted))
    if (event.shiftKey) extendTo(to)
    else choose(to)
    options.moved(to)
  }

  /** From the row into its cells; to the left of the first one is the row again. */
  function sideways(by: -1 | 1): void {
    const to = cell.value + by
    byCell.value = to >= 0
    cell.value = Math.min(columns().length - 1, Math.max(0, to))
    const line = scroller.value?.querySelector(`[data-index="${cursor.value}"]`)
    const found = line?.querySelectorAll<HTMLElement>('[data-column]')[cell.value]
    if (scroller.value && found) scrollToCell(scroller.value, found, options.pinnedWidth())
  }

  /** Moves from the selected row, also to one that is still to be loaded. */
  function step(by: number): void {
    const from = place()
    const to = from < 0 ? 0 : from + by
    if (to < 0 || to >= Math.max(source().count, options.total())) return
    choose(to)
    options.moved(to)
  }

  /** Keys with Ctrl or Cmd: all, copy; and the space that adds or takes away a row. */
  function chord(event: KeyboardEvent): boolean {
    const command = event.ctrlKey || event.metaKey
    if (command && !event.altKey && event.key.toLowerCase() === 'a') options.all()
    else if (isCopy(event)) options.copy(event.shiftKey ? cellTarget(cursor.value) : null)
    else if (command && event.key === ' ') toggle(cursor.value)
    else return false
    event.preventDefault()
    return true
  }

  function cellTarget(index: number): CellTarget | null {
    const row = source().rowAt(index)
    const field = columns()[cell.value]?.field
    return row && field ? { row, field, resource: null, at: belowCell(index) } : null
  }

  /** Where the selected row stands; the cursor remembers it once the row is out of reach. */
  function place(): number {
    const selected = options.selected()
    if (selected === null) return -1
    const row = source().rowAt(cursor.value)
    if (row && keyOf(row) === selected) return cursor.value
    const found = source().indexOf(selected)
    return found >= 0 ? found : cursor.value
  }

  /** A menu by mouse belongs to the cell under it; by key to the cell of the cursor. */
  function openMenu(event: MouseEvent): void {
    // The listener stands on an element, and events of it come from elements.
    const target = event.target as HTMLElement
    const line = target.closest<HTMLElement>('[data-index]')
    const index = line ? Number(line.dataset['index']) : cursor.value
    const found = line
      ? target.closest<HTMLElement>('[data-column]')?.dataset['column']
      : cellTarget(index)?.field
    const row = source().rowAt(index)
    const field = columns().find((column) => column.field === found)?.field
    if (!row || !field) return
    event.preventDefault()
    // The menu of several rows is about all of them.
    if (!options.isSelected(keyOf(row))) choose(index)
    const at = line ? { x: event.clientX, y: event.clientY } : belowCell(index)
    const resource = target.closest<HTMLElement>('[data-resource]')?.dataset['resource'] ?? null
    options.menu({ row, field, resource, at })
  }

  function belowCell(index: number): { x: number; y: number } {
    const cells = scroller.value?.querySelectorAll(`[data-index="${index}"] [data-column]`)
    const box = (cells?.[cell.value] ?? scroller.value)?.getBoundingClientRect()
    return { x: (box?.left ?? 0) + 12, y: box?.bottom ?? 0 }
  }

  return { cursor, cell, byCell, choose, point, press, step, openMenu, shift, forget }
}
