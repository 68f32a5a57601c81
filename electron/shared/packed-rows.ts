/**
 * Rows of one form on their way between processes: column by column, names once, and of a text column
 * each different text once. A page of 100 operations is 13 kB of JSON for 31 kB, and what crosses is
 * copied and parsed in proportion.
 */
export interface PackedRows {
  /** How many. */
  count: number
  /** By field: the values in the order of the rows, or the different texts and which one each row has. */
  columns: Record<string, { values: unknown[] } | { texts: string[]; at: number[] }>
}

type Row = Record<string, unknown>

/** @returns null where the rows are not all of one form, which they must be to be packed */
export function packRows(rows: readonly unknown[]): PackedRows | null {
  const [first] = rows
  if (!isRow(first)) return null
  const fields = Object.keys(first)
  const columns: PackedRows['columns'] = {}
  for (const field of fields) {
    const values: unknown[] = []
    for (const row of rows) {
      if (!isRow(row) || row[field] === undefined) return null
      values.push(row[field])
    }
    columns[field] = packColumn(values)
  }
  // As many fields, and all of the first's: the same ones.
  const alike = rows.every((row) => Object.keys(row as Row).length === fields.length)
  return alike ? { count: rows.length, columns } : null
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function packColumn(values: unknown[]): PackedRows['columns'][string] {
  const places = new Map<string, number>()
  const at: number[] = []
  for (const value of values) {
    if (typeof value !== 'string') return { values }
    const known = places.get(value) ?? places.size
    if (known === places.size) places.set(value, known)
    at.push(known)
  }
  return places.size * 2 > values.length ? { values } : { texts: [...places.keys()], at }
}

export function unpackRows({ count, columns }: PackedRows): Row[] {
  const rows = Array.from({ length: count }, (): Row => ({}))
  for (const [field, column] of Object.entries(columns)) {
    for (const [index, row] of rows.entries()) {
      row[field] = 'values' in column ? column.values[index] : column.texts[column.at[index] ?? 0]
    }
  }
  return rows
}
