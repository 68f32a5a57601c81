import type { SortKey } from '../../ports'
import type { Found } from './matches'
import type { Sequence } from './sequence'

export interface MergedRow {
  /** Which of the sequences. */
  source: number
  found: Found
}

/** Rows of a sequence that come before a key; equal ones too when `inclusive`. */
export function rowsBefore(sequence: Sequence, key: SortKey, inclusive = false): number {
  let [low, high] = [0, sequence.total]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = sequence.compare(keyOfNumber(sequence, middle), key)
    if (order < 0 || (inclusive && order === 0)) low = middle + 1
    else high = middle
  }
  return low
}

function keyOfNumber(sequence: Sequence, number: number): SortKey {
  const [found] = sequence.rows(number, number + 1)
  if (!found) throw new RangeError(`no row ${number}`)
  return sequence.keyOf(found)
}

/** How many of the first `count` merged rows come from each sequence. Equal keys: the earlier sequence first. */
function shares(sequences: readonly Sequence[], count: number): number[] {
  const low = sequences.map(() => 0)
  const high = sequences.map(({ total }) => total)
  for (;;) {
    const widths = sequences.map((_, source) => (high[source] ?? 0) - (low[source] ?? 0))
    const widest = widths.indexOf(Math.max(...widths))
    const pivots = sequences[widest]
    if (!pivots || (widths[widest] ?? 0) === 0) return low
    const middle = ((low[widest] ?? 0) + (high[widest] ?? 0)) >>> 1
    const pivot = keyOfNumber(pivots, middle)
    const before = sequences.map((sequence, source) =>
      source === widest ? middle : rowsBefore(sequence, pivot, source < widest)
    )
    const sum = before.reduce((total, share) => total + share, 0)
    before.forEach((share, source) => {
      if (sum <= count) low[source] = Math.max(low[source] ?? 0, share)
      else high[source] = Math.min(high[source] ?? 0, share)
    })
    if (sum === count) return before
    if (sum < count) low[widest] = middle + 1
  }
}

/** Merged rows with numbers `from` to before `to`. */
export function mergedRows(sequences: readonly Sequence[], from: number, to: number): MergedRow[] {
  const [only] = sequences
  if (only && sequences.length === 1) {
    return only.rows(from, to).map((found) => ({ source: 0, found }))
  }
  const total = sequences.reduce((sum, sequence) => sum + sequence.total, 0)
  const wanted = Math.min(to, total) - from
  if (wanted <= 0) return []
  const starts = shares(sequences, from)
  const candidates = sequences.flatMap((sequence, source) => {
    const start = starts[source] ?? 0
    return sequence
      .rows(start, start + wanted)
      .map((found) => ({ source, found, key: sequence.keyOf(found) }))
  })
  const compare = only?.compare ?? (() => 0)
  candidates.sort((a, b) => compare(a.key, b.key) || a.source - b.source)
  return candidates.slice(0, wanted)
}
