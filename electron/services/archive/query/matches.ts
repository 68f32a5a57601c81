import { and, count, rank, rowsBetween, span, type Bits } from '../index/bits'
import { compareKeys, firstFrom, placeOf, type Block, type Key } from '../index/block'
import type { Blocks, Slot } from '../index/blocks'
import type { Compiled } from './compile'
import type { Condition } from './condition'

/** Rows of one block that match. */
export interface Part {
  slot: Slot
  bits: Bits
  count: number
  /** Matching rows of all blocks before it. */
  before: number
}

/** A row that matches, where it stands in the index. */
export interface Found {
  slot: Slot
  row: number
}

/** All rows that match, in the order of time, oldest first. */
export interface Matches {
  parts: readonly Part[]
  total: number
}

/** At a million rows one takes about 0.13 MB. */
const keptConditions = 48
const keptResults = 12

/** Finds rows block by block. What a condition found in a block is kept while the block lives. */
export function createMatcher(blocks: Blocks) {
  const results = new Map<string, Matches>()
  let foundIn = -1
  const kept = new Map<string, { condition: Condition; found: WeakMap<Block, Bits> }>()

  function remember(condition: Condition) {
    const known = kept.get(condition.key) ?? { condition, found: new WeakMap<Block, Bits>() }
    // Put back at the end, so that the first one is the one unused for longest.
    kept.delete(condition.key)
    kept.set(condition.key, known)
    if (kept.size > keptConditions) kept.delete(kept.keys().next().value ?? '')
    return known
  }

  function bitsIn(block: Block, { condition, found }: ReturnType<typeof remember>): Bits {
    const known = found.get(block)
    if (known !== undefined) return known
    const bits = condition.of(block)
    found.set(block, bits)
    return bits
  }

  /** Further pages, counts and pictures of the same rows ask for the same again. */
  function find(compiled: Compiled): Matches {
    if (foundIn !== blocks.version()) results.clear()
    foundIn = blocks.version()
    const key = JSON.stringify([
      compiled.from,
      compiled.to,
      ...compiled.conditions.map(({ key }) => key)
    ])
    const known = results.get(key)
    if (known) return known
    if (results.size >= keptResults) results.delete(results.keys().next().value ?? '')
    const matches = search(compiled)
    results.set(key, matches)
    return matches
  }

  function search({ from, to, conditions }: Compiled): Matches {
    const remembered = conditions.map(remember)
    const parts: Part[] = []
    let total = 0
    for (const slot of blocks.slots()) {
      if (slot.high.created < from || slot.low.created > to) continue
      const part = partOf(slot, from, to, remembered)
      if (part === 'none') continue
      const here = count(part, slot.rows)
      if (here === 0) continue
      parts.push({ slot, bits: part, count: here, before: total })
      total += here
    }
    return { parts, total }
  }

  function partOf(
    slot: Slot,
    from: number,
    to: number,
    conditions: readonly ReturnType<typeof remember>[]
  ): Bits {
    const whole = slot.low.created >= from && slot.high.created <= to
    if (whole && conditions.length === 0) return 'all'
    const block = blocks.load(slot)
    let bits: Bits = whole
      ? 'all'
      : span(firstFrom(block, from), firstFrom(block, to + 1), block.rows)
    for (const condition of conditions) {
      if (bits === 'none') break
      bits = and(bits, bitsIn(block, condition))
    }
    return bits
  }

  return { find }
}

/** The part that holds a row number; the number must be below the total. */
function partAt({ parts }: Matches, number: number): number {
  let [low, high] = [0, parts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((parts[middle]?.before ?? 0) <= number) low = middle
    else high = middle - 1
  }
  return low
}

/** The rows with numbers `from` to before `to`, oldest first. */
export function foundBetween(matches: Matches, from: number, to: number): Found[] {
  const list: Found[] = []
  if (from >= matches.total) return list
  for (let place = partAt(matches, from); place < matches.parts.length; place++) {
    const part = matches.parts[place]
    if (!part || part.before >= to) break
    const rows = rowsBetween(part.bits, part.slot.rows, from - part.before, to - part.before)
    for (const row of rows) list.push({ slot: part.slot, row })
  }
  return list
}

/** How many matching rows stand before a key. */
export function numberOf(matches: Matches, key: Key, load: (slot: Slot) => Block): number {
  const part = matches.parts.find(({ slot }) => compareKeys(slot.high, key) >= 0)
  if (!part) return matches.total
  return part.before + rank(part.bits, placeOf(load(part.slot), key))
}
