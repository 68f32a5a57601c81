import type { ColumnField } from '#shared/operation'
import type { TableRow } from '../composables/row-source'

/** What a menu was asked for on. */
export interface CellTarget {
  row: TableRow
  field: ColumnField
  /** The one of several resources that was pointed at. */
  resource: string | null
  /** Place in the window, px. */
  at: { x: number; y: number }
}

/** How many rows a key moves the cursor; null: it does not move it. */
export function stepOf(key: string, page: number): number | null {
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
