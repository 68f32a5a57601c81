import { pick } from './random'
import type { DemoLog } from './generator'
import type { Matches } from './matches'

/** Rows that appear later than their own time says. */
export interface Late {
  /** One row in so many. */
  every: number
  /** The longest delay, ms. */
  ms: number
}

/** Rows of a log that are not shown at a time: they are gone, or appear late. */
export function createHidden(log: DemoLog, seed: number, late: Late | undefined) {
  const gone = new Set<number>()

  function delayMs(index: number): number {
    if (!late || pick(seed, 51, index, late.every) !== 0) return 0
    return pick(seed, 52, index, late.ms)
  }

  /** Whether a row can be seen at a time, ms. */
  function isHidden(index: number, at: number): boolean {
    return gone.has(index) || log.createdAt(index) + delayMs(index) > at
  }

  /** Indices of all rows hidden at a time, ascending. */
  function at(time: number): number[] {
    const hidden = [...gone]
    const count = log.count(time)
    // Older ones have all appeared.
    if (late) {
      for (let index = log.firstFrom(time - late.ms, count); index < count; index++) {
        if (!gone.has(index) && isHidden(index, time)) hidden.push(index)
      }
    }
    return hidden.sort((a, b) => a - b)
  }

  return { at, isHidden, remove: (index: number) => void gone.add(index) }
}

/** Matches without some rows. @param hidden indices, ascending */
export function leaveOut(matches: Matches, hidden: readonly number[]): Matches {
  const places = hidden.map((index) => placeOf(matches, index)).filter((place) => place !== null)
  if (places.length === 0) return matches
  return {
    count: matches.count - places.length,
    at: (place) => {
      let found = place
      for (const left of places) {
        if (left > found) break
        found++
      }
      return matches.at(found)
    }
  }
}

function placeOf({ count, at }: Matches, index: number): number | null {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(middle) < index) low = middle + 1
    else high = middle
  }
  return low < count && at(low) === index ? low : null
}
