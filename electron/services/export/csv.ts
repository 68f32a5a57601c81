import { stringify } from 'csv-stringify/sync'
import { disarm } from '#shared/disarm'
import { columnOf, type ColumnField, type RawOperation } from '#shared/operation'
import type { TimeZone } from '#shared/settings'
import { formatExport } from '#shared/time'
import { normalize, textOf } from '../records'

export const byteOrderMark = '\ufeff'

/** One line of cells, RFC 4180: ended by CR LF, quoted where needed. */
export function csvLine(cells: readonly string[]): string {
  return stringify([[...cells]], {
    record_delimiter: '\r\n',
    // With CR LF between records the library would leave a lone LF or CR in a cell unquoted.
    quoted_match: /[\r\n]/,
    // A line with nothing in it is no record: readers skip it.
    quoted_empty: cells.length === 1
  })
}

/** The cells of a record in the order of the columns; times in the zone, unreadable ones as received. */
export function cellsOf(
  raw: RawOperation,
  fields: readonly ColumnField[],
  zone: TimeZone
): string[] {
  const operation = normalize(raw)
  return fields.map((field) => {
    const { type, value } = columnOf(field)
    const content = value(operation)
    if (type === 'instant') {
      return typeof content === 'number' ? formatExport(content, zone) : disarm(textOf(raw[field]))
    }
    if (type === 'resources' && typeof raw[field] === 'string') return disarm(raw[field])
    // As it was sent: not every number can be held exactly.
    if (type === 'number') return disarm(textOf(raw[field]))
    return disarm(Array.isArray(content) ? content.join(' ') : textOf(content))
  })
}
