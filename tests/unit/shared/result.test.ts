import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows } from '#shared/packed-rows'
import { decodeResult, encodeResult } from '#shared/result'

const cell = fc.oneof(
  fc.constantFrom('', 'failed', '启动节点', '__proto__'),
  fc.string(),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 })
)
const row = fc.record({ id: fc.string(), status: fc.constantFrom('a', 'b'), cell })

test('rows come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.integer(), (rows, total) => {
      const result = { ok: true, value: { total, rows } } as const
      expect(decodeResult(encodeResult(result))).toEqual(result)
    })
  )
})

test('rows of several forms, and values that are no page, come out as JSON would have them', () => {
  const mixed = [
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: undefined }],
    [1, null],
    []
  ]
  for (const rows of mixed) {
    const result = { ok: true, value: { rows } } as const
    expect(packRows(rows)).toBeNull()
    expect(decodeResult(encodeResult(result))).toEqual(JSON.parse(JSON.stringify(result)))
  }
  for (const value of [undefined, null, 'rows', { rows: 'none' }, [1]]) {
    expect(decodeResult(encodeResult({ ok: true, value }))).toEqual(
      JSON.parse(JSON.stringify({ ok: true, value }))
    )
  }
})

test('a failure keeps its words', () => {
  const result = { ok: false, error: { code: 'aborted', message: 'gone' } } as const
  expect(decodeResult(encodeResult(result))).toEqual(result)
})

test('a page of like rows is less than half as long', () => {
  const rows = Array.from({ length: 100 }, (_, n) => ({
    jobId: `j-${n}`,
    description: '创建集群队列',
    owner: 'usr-A1b2C3d4'
  }))
  const plain = JSON.stringify({ ok: true, value: { rows } })
  expect(encodeResult({ ok: true, value: { rows } }).length).toBeLessThan(plain.length / 2)
})
