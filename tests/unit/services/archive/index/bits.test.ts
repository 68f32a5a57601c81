import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitsOfCodes, count, forEachRow } from '../../../../../electron/services/archive/index/bits'

/** A column in as few bytes as it is held in; out of the file it may begin at any address. */
function columnAt(from: number, codes: readonly number[], values: number) {
  const Column = values > 0x100 ? Uint16Array : Uint8Array
  const bytes = Column.BYTES_PER_ELEMENT
  const column = new Column(new ArrayBuffer((from + codes.length) * bytes), from * bytes)
  column.set(codes)
  return column
}

/** Codes of a column, and which of them are looked for. */
const columns = fc
  .oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 200, max: 300 }))
  .chain((values) =>
    fc.record({
      codes: fc.array(fc.nat(values - 1), { minLength: 1, maxLength: 200, size: 'max' }),
      marks: fc.array(fc.nat(1), { minLength: values, maxLength: values }),
      from: fc.nat(3)
    })
  )

test('rows with a marked code are found, wherever the column begins and ends', () => {
  fc.assert(
    fc.property(columns, ({ codes, marks, from }) => {
      const rows = codes.flatMap((code, row) => (marks[code] === 1 ? [row] : []))
      const column = columnAt(from, codes, marks.length)
      const bits = bitsOfCodes(column, Uint8Array.from(marks))
      const found: number[] = []
      forEachRow(bits, codes.length, (row) => found.push(row))
      expect(found).toEqual(rows)
      expect(count(bits, codes.length)).toBe(rows.length)
    }),
    { numRuns: 1000 }
  )
})
