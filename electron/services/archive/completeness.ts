import type { Completeness, Span } from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'
import type { CoverageInterval } from '#shared/sync'
import { parseInstant } from '#shared/time'
import { horizonOf, missing, wholeSecond } from '../intervals'
import type { SyncFacts } from '../ports'

const listed = 20

/**
 * Whether everything of the time asked about is held. An open start begins with the service's oldest
 * row; an open end is where the newest fetch ended, since nobody can hold what is still to come.
 */
export function completenessOf(
  archives: readonly { intervals: readonly CoverageInterval[]; facts: SyncFacts }[],
  { start_time, end_time }: Pick<OperationParameters, 'start_time' | 'end_time'>
): Completeness {
  let complete = true
  const gaps: Span[] = []
  for (const { intervals, facts } of archives) {
    const covered = intervals.filter(({ state }) => state === 'complete')
    const last = horizonOf(intervals, facts)
    if (facts.oldest === undefined && intervals.length === 0) {
      // Never asked how far the log reaches back.
      complete = false
      continue
    }
    const from = start_time ? parseInstant(start_time) : null
    const to = end_time ? parseInstant(end_time) : null
    const oldest = facts.oldest ?? 0
    const start = Math.max(wholeSecond(oldest), from ?? 0)
    const end = Math.min(to ?? Infinity, last)
    gaps.push(...missing({ start, end }, covered))
    // Of a time after the newest fetch, or before any, nothing is known.
    if (intervals.length === 0 || (from !== null && from > last)) complete = false
    if (facts.oldest === undefined) complete = false
  }
  const longest = gaps.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, listed)
  return {
    complete: complete && gaps.length === 0,
    missing: longest.toSorted((a, b) => a.start - b.start)
  }
}
