import type { Histogram } from '#shared/archive-query'
import type { Dictionary } from '../dictionary'
import { forEachRow } from '../index/bits'
import type { Blocks } from '../index/blocks'
import type { Matches, Part } from './matches'

/** First and last time of the rows that match, s; null where none has a time. */
export function extent({ blocks }: { blocks: Blocks }, { parts }: Matches) {
  const within = ({ slot, bits }: Part) => {
    const { created, rows } = blocks.load(slot)
    let [low, high] = [Infinity, 0]
    forEachRow(bits, rows, (row) => {
      const time = created[row] ?? 0
      if (time > 0) low = Math.min(low, time)
      high = Math.max(high, time)
    })
    return { low, high }
  }
  // Rows without a time come first, and may be all that match of a block that has others.
  let low = Infinity
  for (const part of parts) {
    if (part.slot.high.created > 0) ({ low } = within(part))
    if (low < Infinity) break
  }
  const last = parts.at(-1)
  return low === Infinity || !last ? null : { low, high: within(last).high }
}

/**
 * Rows by status in each bar and, last, those in none: without a time, or outside the picture. Rows come in
 * the order of time, so the bar only ever moves on.
 */
export function countBars(
  { blocks, dictionary }: { blocks: Blocks; dictionary: Dictionary },
  { parts }: Matches,
  edges: readonly number[]
): Map<string, Float64Array> {
  const bars = Math.max(0, edges.length - 1)
  const ends = Float64Array.from(edges, (edge) => edge / 1000)
  const byId = new Map<number, Float64Array>()
  let bar = 0
  for (const { slot, bits } of parts) {
    const { created, texts, rows } = blocks.load(slot)
    const { values, codes } = texts.status
    const lists = Array.from(values, (id) => {
      const list = byId.get(id) ?? new Float64Array(bars + 1)
      byId.set(id, list)
      return list
    })
    forEachRow(bits, rows, (row) => {
      const time = created[row] ?? 0
      // 0 is no time, also where the picture begins before 1970.
      const isBefore = time === 0 || time < (ends[0] ?? 0)
      if (!isBefore) while (bar < bars && time >= (ends[bar + 1] ?? Infinity)) bar++
      const list = lists[codes[row] ?? 0]
      const place = isBefore ? bars : bar
      if (list) list[place] = (list[place] ?? 0) + 1
    })
  }
  return new Map([...byId].map(([id, counts]) => [dictionary.status.at(id), counts]))
}

/** Adds up what several archives counted over the same edges. */
export function addHistograms(
  edges: number[],
  counted: readonly Map<string, Float64Array>[]
): Histogram {
  const sums = new Map<string, number[]>()
  for (const map of counted) {
    for (const [status, counts] of map) {
      const sum = sums.get(status) ?? Array.from(counts, () => 0)
      counts.forEach((count, bar) => (sum[bar] = (sum[bar] ?? 0) + count))
      sums.set(status, sum)
    }
  }
  const series = [...sums]
    .filter(([, counts]) => counts.some((count) => count > 0))
    .map(([status, counts]) => ({ status, elsewhere: counts.pop() ?? 0, counts }))
    .sort((a, b) => (a.status < b.status ? -1 : 1))
  const total = series.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0)
  return { edges, series, total }
}
