import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textFields, type TextField } from '../../../../electron/services/archive/dictionary'
import {
  blockRows,
  compareKeys,
  jobIdAt,
  placeOf,
  rowAt,
  type IndexRow
} from '../../../../electron/services/archive/index/block'
import { createBlocks } from '../../../../electron/services/archive/index/blocks'
import { mayHold } from '../../../../electron/services/archive/index/grams'

function indexRow(number: number, fields: Partial<IndexRow> = {}, text = 1): IndexRow {
  return {
    jobId: `j-${String(number).padStart(6, '0')}`,
    created: 1000 + number,
    updated: 2000 + number,
    // Built from the list of fields, so every field is there.
    texts: Object.fromEntries(textFields.map((field) => [field, text])) as Record<
      TextField,
      number
    >,
    resources: [],
    ...fields
  }
}

function inMemory() {
  return createBlocks({ read: () => expect.unreachable('nothing is stored') })
}

function rowsOf(blocks: ReturnType<typeof inMemory>): IndexRow[] {
  return blocks.slots().flatMap((slot) => {
    const block = blocks.load(slot)
    return Array.from({ length: block.rows }, (_, row) => rowAt(block, row))
  })
}

const someRow = fc
  .record({
    number: fc.nat(40),
    created: fc.nat(20),
    text: fc.integer({ min: 1, max: 5 }),
    resources: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 3 })
  })
  .map(({ number, created, text, resources }) => indexRow(number, { created, resources }, text))

test('rows are put in, changed and moved, and all stand in the order of time', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(someRow, { selector: (row) => row.jobId })), (batches) => {
      const blocks = inMemory()
      const held = new Map<string, IndexRow>()
      for (const batch of batches) {
        blocks.apply(
          batch.map((row) => ({ before: held.get(row.jobId) ?? null, wasStatus: 0, row }))
        )
        for (const row of batch) held.set(row.jobId, row)
      }
      expect(rowsOf(blocks)).toEqual([...held.values()].sort(compareKeys))
    })
  )
})

test('a row is put before the first that does not stand before it, by second and job id', () => {
  const jobId = fc
    .constantFrom('a', 'b', 'B', '节', 'ｚ', '𝒛', '')
    .chain((start) => fc.nat(30).map((n) => `${start}${n}`))
  const key = fc.record({ created: fc.nat(2), jobId })
  const keys = fc.uniqueArray(key, { comparator: (a, b) => compareKeys(a, b) === 0, maxLength: 60 })
  fc.assert(
    fc.property(keys, key, (list, wanted) => {
      const blocks = inMemory()
      blocks.apply(list.map((one) => ({ before: null, wasStatus: 0, row: indexRow(0, one) })))
      const [slot] = blocks.slots()
      if (!slot) return
      const before = list.filter((one) => compareKeys(one, wanted) < 0)
      expect(placeOf(blocks.load(slot), wanted)).toBe(before.length)
    })
  )
})

test('among many rows of one second few are looked at', () => {
  const blocks = inMemory()
  const rows = Array.from({ length: blockRows }, (_, number) => indexRow(number, { created: 0 }))
  blocks.apply(rows.map((row) => ({ before: null, wasStatus: 0, row })))
  const [slot] = blocks.slots()
  if (!slot) expect.unreachable('no block')
  const block = blocks.load(slot)
  let looks = 0
  const watched = {
    ...block,
    get jobs() {
      looks++
      return block.jobs
    }
  }
  for (const row of [0, 1, 5000, blockRows - 1]) {
    looks = 0
    expect(placeOf(watched, { created: 0, jobId: jobIdAt(block, row) })).toBe(row)
    expect(looks).toBeLessThan(30)
  }
})

test('a block that is full is divided, and each part says only what its rows have', () => {
  const blocks = inMemory()
  const row = (number: number) => {
    const jobId = `${number < 20_000 ? 'early' : 'later'}-${String(number)}`
    return indexRow(number, { jobId, resources: [number + 1] }, 1 + (number >> 11))
  }
  const add = (from: number, to: number) =>
    blocks.apply(
      Array.from({ length: to - from }, (_, n) => ({
        before: null,
        wasStatus: 0,
        row: row(from + n)
      }))
    )
  add(0, 12_000)
  add(20_000, 36_000)
  // Into the gap, where each part gets room to grow.
  add(12_000, 20_000)
  expect(rowsOf(blocks)).toEqual(Array.from({ length: 36_000 }, (_, number) => row(number)))
  for (const slot of blocks.slots()) {
    const block = blocks.load(slot)
    const rows = Array.from({ length: block.rows }, (_, place) => rowAt(block, place))
    expect(block.rows).toBeLessThanOrEqual(blockRows)
    expect(new Set(block.texts.owner.values)).toEqual(new Set(rows.map(({ texts }) => texts.owner)))
    expect(block.resources.values.length).toBe(block.rows)
    expect(rows.every(({ jobId }) => mayHold(block, Buffer.from(jobId)))).toBe(true)
  }
  const [first] = blocks.slots()
  if (!first) expect.unreachable('no block')
  expect(mayHold(blocks.load(first), Buffer.from('later'))).toBe(false)
  expect(mayHold(blocks.load(first), Buffer.from('节'))).toBe(false)
})

test('more resources in a block than two bytes can number', () => {
  const blocks = inMemory()
  const each = 5
  const rows = Array.from({ length: blockRows }, (_, number) =>
    indexRow(number, { resources: Array.from({ length: each }, (_, n) => number * each + n + 1) })
  )
  blocks.apply(rows.map((row) => ({ before: null, wasStatus: 0, row })))
  expect(rowsOf(blocks)).toEqual(rows)
})
