import type { Completeness, Span } from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'
import { longestPauseMs, pausedFor, type CoverageInterval } from '#shared/sync'
import { parseInstant } from '#shared/time'
import {
  forgottenOf,
  horizonOf,
  lookedAtOf,
  missing,
  secondMs,
  startOf,
  wholeSecond
} from '../intervals'
import type { SyncFacts } from '../ports'

const listed = 20

/** So far the last look may lie back while looks keep up, ms: they come every minute unless that is changed. */
const keepsUpMs = 300_000

interface Known {
  intervals: readonly CoverageInterval[]
  facts: SyncFacts
}

/** The time asked about, ms; null: open. */
interface Asked {
  from: number | null
  to: number | null
}

/**
 * Whether everything of the time asked about is held. An open start begins with the service's oldest
 * row, or before it with the oldest that was fetched; an open end is where the newest fetch ended, since
 * nobody can hold what is still to come. Once no fetch came for long, what may have come since is missing
 * too.
 * @param now by the clock that notes when looks are made, ms
 */
export function completenessOf(
  archives: readonly Known[],
  { start_time, end_time }: Pick<OperationParameters, 'start_time' | 'end_time'>,
  now: number
): Completeness {
  const asked = {
    from: start_time ? parseInstant(start_time) : null,
    to: end_time ? parseInstant(end_time) : null
  }
  const gapsOfEach = archives.map((known) => gapsOf(known, asked, now))
  const gaps = gapsOfEach.flat()
  const fetchable = archives.flatMap(({ intervals, facts }, n) => {
    const forgotten = forgottenOf(intervals, facts)
    return (gapsOfEach[n] ?? []).flatMap((gap) => missing(gap, forgotten))
  })
  const longest = gaps.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, listed)
  // They have no time, so any bound leaves them out.
  const isOpen = asked.from === null && asked.to === null
  const unreached = archives.reduce((sum, { facts }) => sum + (facts.unreached ?? 0), 0)
  const missingMs = timeIn(gaps)
  const forgottenMs = missingMs - timeIn(fetchable)
  const isAllKnown = archives.every((known) => isKnown(known, asked))
  return {
    complete: gaps.length === 0 && isAllKnown && !(isOpen && unreached > 0),
    missing: longest.toSorted((a, b) => a.start - b.start),
    missingMs,
    unreached: isOpen ? unreached : 0,
    ...(forgottenMs > 0 ? { forgottenMs } : {}),
    ...(isAllKnown ? {} : { unknown: true as const })
  }
}

/** The time of spans that may overlap, ms. */
function timeIn(spans: readonly Span[]): number {
  let sum = 0
  let until = -Infinity
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    sum += Math.max(0, end - Math.max(start, until))
    until = Math.max(until, end)
  }
  return sum
}

/** Whether it can be told what is missing. */
function isKnown({ intervals, facts }: Known, { from }: Asked): boolean {
  // Of a time after the newest fetch, or before any, nothing is known.
  if (from !== null && from > horizonOf(intervals, facts)) return false
  if (isEmpty(facts)) return true
  // Or it was never asked how far the log reaches back.
  return intervals.length > 0 && facts.oldest !== undefined
}

function gapsOf({ intervals, facts }: Known, { from, to }: Asked, now: number): Span[] {
  if (facts.oldest === undefined && intervals.length === 0 && !isEmpty(facts)) return []
  const covered = intervals.filter(({ state }) => state === 'complete')
  const last = horizonOf(intervals, facts)
  // Before a log began there is nothing; what the service forgot since was there.
  const oldest = startOf(facts) ?? (isEmpty(facts) ? last + secondMs : 0)
  const begin = Math.min(wholeSecond(oldest), intervals[0]?.start ?? Infinity)
  const start = Math.max(begin, from ?? 0)
  const passedMs = pausedFor(lookedAtOf(intervals, facts), last, now)
  // An open end says "up to now" and not when that is.
  const isBehind = passedMs > (to === null ? longestPauseMs : keepsUpMs)
  const end = Math.min(to ?? Infinity, isBehind ? wholeSecond(last + passedMs) : last)
  return missing({ start, end }, covered)
}

/** The service has no rows, as far as it was asked. */
function isEmpty({ oldest, serviceTotal }: SyncFacts): boolean {
  return oldest === undefined && serviceTotal === 0
}
