import type { FilterField, ValueCounts } from '#shared/archive-query'
import type { Dictionary } from '../dictionary'
import { forEachRow } from '../index/bits'
import type { Block, CodedColumn } from '../index/block'
import type { Blocks } from '../index/blocks'
import type { Matches } from './matches'

/** Rows a number of the dictionary occurs in. A row counts once for each of its resources. */
export function tally(
  { blocks }: { blocks: Blocks },
  { parts }: Matches,
  columnOf: (block: Block) => CodedColumn,
  isList: boolean
): Map<number, number> {
  const totals = new Map<number, number>()
  for (const { slot, bits } of parts) {
    const block = blocks.load(slot)
    const { values, codes } = columnOf(block)
    const counts = new Uint32Array(values.length)
    const add = (place: number) => {
      const code = codes[place] ?? 0
      counts[code] = (counts[code] ?? 0) + 1
    }
    if (bits === 'all') for (let place = 0; place < codes.length; place++) add(place)
    else if (isList) {
      forEachRow(bits, block.rows, (row) => {
        const end = block.resourceEnds[row] ?? 0
        let place = row === 0 ? 0 : (block.resourceEnds[row - 1] ?? 0)
        for (; place < end; place++) add(place)
      })
    } else forEachRow(bits, block.rows, add)
    values.forEach((value, place) => {
      const here = counts[place] ?? 0
      if (here > 0) totals.set(value, (totals.get(value) ?? 0) + here)
    })
  }
  return totals
}

/** A job is in one row alone, so there is nothing to count. */
export type CountedField = Exclude<FilterField, 'job_id'>

/** Counts by value. */
export function countValues(
  deps: { blocks: Blocks; dictionary: Dictionary },
  matches: Matches,
  field: CountedField
): Map<string, number> {
  const { dictionary } = deps
  const texts = field === 'resource_ids' ? dictionary.resources : dictionary[field]
  const counts = tally(
    deps,
    matches,
    (block) => (field === 'resource_ids' ? block.resources : block.texts[field]),
    field === 'resource_ids'
  )
  return new Map([...counts].map(([id, count]) => [texts.at(id), count]))
}

/** Adds up what several archives counted, and cuts the list. */
export function mostFrequent(
  counts: readonly Map<string, number>[],
  { contains, limit }: { contains: string; limit: number }
): ValueCounts {
  const sums = new Map<string, number>()
  const needle = contains.toLowerCase()
  for (const map of counts) {
    for (const [value, count] of map) {
      if (value.toLowerCase().includes(needle)) sums.set(value, (sums.get(value) ?? 0) + count)
    }
  }
  const values = [...sums].map(([value, count]) => ({ value, count }))
  values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return { values: values.slice(0, limit), distinct: values.length }
}
