import { TZDate } from '@date-fns/tz'

export const dayS = 86_400

/** While a zone's clock is not set. Times in s since the epoch. */
interface Steady {
  /** What the clock is ahead of UTC, s. */
  ahead: number
  /** It is known to be so to before this. */
  until: number
}

/** A zone's clock is set at most once in so long, s. */
const stretchS = 7 * dayS
const neverSet: Steady = { ahead: 0, until: Infinity }

/**
 * How a zone's clock stands at a time, s. Asking the zone for each time would take seconds.
 * @param timeZone a name of the time zone database
 */
export function clockOf(timeZone: string): (seconds: number) => Steady {
  if (timeZone === 'UTC') return () => neverSet
  const ask = (seconds: number) => -new TZDate(seconds * 1000, timeZone).getTimezoneOffset() * 60
  const known = new Map<number, { before: Steady; after: Steady }>()
  return (seconds) => {
    const stretch = Math.floor(seconds / stretchS)
    let found = known.get(stretch)
    if (!found) {
      const [start, end] = [stretch * stretchS, (stretch + 1) * stretchS]
      const [before, after] = [ask(start), ask(end)]
      const change = before === after ? end : changeOf(start, end, before)
      found = { before: { ahead: before, until: change }, after: { ahead: after, until: end } }
      known.set(stretch, found)
    }
    return seconds < found.before.until ? found.before : found.after
  }

  /** The first second at which the clock no longer stands as before. */
  function changeOf(start: number, end: number, before: number): number {
    let [low, high] = [start, end]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (ask(middle) === before) low = middle
      else high = middle
    }
    return high
  }
}
