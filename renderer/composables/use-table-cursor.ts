import { ref, watchEffect, type Ref } from 'vue'
import type { Column, ColumnField } from '#shared/operation'
import { keyOf, type RowSource, type TableRow } from './row-source'

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
  select: (key: string, row: TableRow) => void
  menu: (target: CellTarget) => void
  /** The cursor was moved to a row by key. */
  moved: (row: number) => void
}

/** The row and cell of the table that keys act on. */
export function useTableCursor(options: Options) {
  const { scroller, source, columns } = options
  const cursor = ref(-1)
  const cell = ref(0)
  /** The cursor stands on a row that is not here yet; it is selected once it is. */
  const selectLater = ref(false)

  watchEffect(() => {
    if (!selectLater.value) return
    const row = source().rowAt(cursor.value)
    if (!row) return
    selectLater.value = false
    options.select(keyOf(row), row)
  })

  function choose(index: number): void {
    cursor.value = index
    selectLater.value = true
  }

  function press(event: KeyboardEvent): void {
    if (event.target !== scroller.value || source().count === 0 || event.altKey) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const to = cell.value + (event.key === 'ArrowLeft' ? -1 : 1)
      cell.value = Math.min(columns().length - 1, Math.max(0, to))
      event.preventDefault()
      return
    }
    const step = stepOf(event.key, options.pageRows())
    if (step === null) return
    event.preventDefault()
    const from = place()
    const wanted = from < 0 && step !== Infinity ? 0 : from + step
    const to = Math.min(source().count - 1, Math.max(0, wanted))
    choose(to)
    options.moved(to)
  }

  /** Moves from the selected row, also to one that is still to be loaded. */
  function step(by: number): void {
    const from = place()
    const to = from < 0 ? 0 : from + by
    if (to < 0 || to >= Math.max(source().count, options.total())) return
    choose(to)
    options.moved(to)
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
    const row = source().rowAt(index)
    const named = target.closest<HTMLElement>('[data-column]')?.dataset['column']
    const pointed = columns().find((column) => column.field === named)?.field
    const field = line ? pointed : columns()[cell.value]?.field
    if (!row || !field) return
    event.preventDefault()
    choose(index)
    const at = line ? { x: event.clientX, y: event.clientY } : belowCell(index)
    const resource = target.closest<HTMLElement>('[data-resource]')?.dataset['resource'] ?? null
    options.menu({ row, field, resource, at })
  }

  function belowCell(index: number): { x: number; y: number } {
    const cells = scroller.value?.querySelectorAll(`[data-index="${index}"] [data-column]`)
    const box = (cells?.[cell.value] ?? scroller.value)?.getBoundingClientRect()
    return { x: (box?.left ?? 0) + 12, y: box?.bottom ?? 0 }
  }

  return { cursor, cell, choose, press, step, openMenu }
}

/** How many rows a key moves the cursor; null: it does not move it. */
function stepOf(key: string, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return page
    case 'PageUp':
      return -page
    case 'Home':
      return -Infinity
    case 'End':
      return Infinity
    default:
      return null
  }
}
