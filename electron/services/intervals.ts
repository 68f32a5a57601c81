import type { Span } from '#shared/archive-query'
import type { CoverageInterval } from '#shared/sync'

/** The service counts whole seconds, so a span does: two are adjacent when a second lies between their ends. */
export const secondMs = 1000

/** Rows may appear so late: so much of what is known already is asked for again, ms. */
export const overlapMs = 300_000

/** The whole second a time lies in, ms. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / secondMs) * secondMs
}

/** What is left of a span without the seconds of another. */
export function without<S extends Span>(span: S, hole: Span): S[] {
  if (span.end < hole.start || span.start > hole.end) return [span]
  return [
    { ...span, end: hole.start - secondMs },
    { ...span, start: hole.end + secondMs }
  ].filter(({ start, end }) => start <= end)
}

/** The seconds of `span` that no other span has, oldest first. */
export function missing(span: Span, covered: readonly Span[]): Span[] {
  let left: Span[] = span.start <= span.end ? [{ start: span.start, end: span.end }] : []
  for (const cover of covered) left = left.flatMap((part) => without(part, cover))
  return left
}

/**
 * Rows of the last seconds before a count are not settled yet, and clocks differ by a minute at the
 * most, so what reaches within this of a count reaches up to it, ms.
 */
const countSlackMs = 75_000

/**
 * Until when there may be rows at the service, ms: new ones were fetched until then, or it counted
 * some, whether or not the others are fetched. While a history is being fetched that is later than
 * what is known of it.
 */
export function horizonOf(
  intervals: readonly CoverageInterval[],
  { lookedUntil, countedAt = 0 }: { lookedUntil?: number; countedAt?: number }
): number {
  // By the service's clock; ours, by which it counted, may be minutes ahead.
  const seen = lookedUntil ?? wholeSecond(countedAt - countSlackMs)
  return Math.max(intervals.at(-1)?.end ?? 0, seen)
}

/** When new ones were last asked for, by our clock, ms; as far as is known where that was not noted. */
export function lookedAtOf(
  intervals: readonly CoverageInterval[],
  facts: { lookedUntil?: number; lookedAt?: number; countedAt?: number }
): number {
  return facts.lookedAt ?? horizonOf(intervals, facts)
}

/** Where the service's rows begin, ms; undefined: not asked yet, or it has none. */
export function startOf({
  oldest,
  earliest = Infinity
}: {
  oldest?: number
  earliest?: number
}): number | undefined {
  return oldest === undefined ? undefined : Math.min(oldest, earliest)
}

/**
 * What lies between stretches that were fetched and before the service's oldest row: it has no rows of it any
 * more, and whether it had some nobody can tell.
 */
export function forgottenOf(
  intervals: readonly CoverageInterval[],
  facts: { oldest?: number; earliest?: number; serviceTotal?: number }
): Span[] {
  const [first] = intervals
  const [oldest, last] = [startOf(facts), intervals.at(-1)?.end ?? 0]
  if (!first || (oldest === undefined && facts.serviceTotal !== 0)) return []
  const end = oldest === undefined ? last : wholeSecond(oldest) - secondMs
  const complete = intervals.filter(({ state }) => state === 'complete')
  return missing({ start: first.start, end }, complete)
}

/** Seconds from the first to the last, both included, ms. */
export function lengthOf({ start, end }: Span): number {
  return end - start + secondMs
}

/**
 * Intervals with another laid over them, which wins where they overlap. Adjacent ones of the same
 * state become one, as old as the older. In: oldest first and apart; out: the same.
 */
export function overlay(
  intervals: readonly CoverageInterval[],
  added: CoverageInterval
): CoverageInterval[] {
  const all = [...intervals.flatMap((interval) => without(interval, added)), added]
  const joined: CoverageInterval[] = []
  for (const interval of all.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    const adjoins = last?.state === interval.state && last.end + secondMs >= interval.start
    if (last && adjoins) {
      const at = Math.min(last.at, interval.at)
      joined[joined.length - 1] = { ...last, end: interval.end, at }
    } else joined.push(interval)
  }
  return joined
}
