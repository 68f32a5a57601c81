import type { Span } from '#shared/archive-query'
import { longestPauseMs, pausedFor, type Coverage } from '#shared/sync'

export interface Stretch extends Span {
  state: 'complete' | 'partial' | 'missing'
}

/** Complete, and looks for new rows have not ceased since it was told. @param now ms */
export function isWhole(coverage: Coverage, now: number): boolean {
  return coverage.complete && pauseOf(coverage, now) <= longestPauseMs
}

function pauseOf({ lookedAt, intervals }: Coverage, now: number): number {
  return pausedFor(lookedAt ?? now, intervals.at(-1)?.end ?? now, now)
}

/** The service's whole time in stretches, oldest first. @param now ms */
export function stretchesOf(coverage: Coverage, now: number): Stretch[] {
  const { intervals, oldest } = coverage
  const start = oldest ?? intervals[0]?.start
  if (start === undefined) return []
  const last = intervals.at(-1)?.end ?? now
  const pause = pauseOf(coverage, now)
  // A clock that was set back may say a time before the last fetch, however long ago that was.
  const end = Math.max(now, pause > longestPauseMs ? last + pause : last)
  const stretches: Stretch[] = []
  let at = start
  for (const interval of intervals) {
    if (interval.end < start) continue
    // Both ends are included, so neighbours stand a second apart.
    if (interval.start > at + 1000)
      stretches.push({ start: at, end: interval.start, state: 'missing' })
    stretches.push({
      start: Math.max(at, interval.start),
      end: interval.end,
      state: interval.state
    })
    at = interval.end
  }
  if (!isWhole(coverage, now) && end - at > 1000)
    stretches.push({ start: at, end, state: 'missing' })
  return stretches
}

/** Stretches that may lack rows, the longest first. */
export function gapsOf(stretches: readonly Stretch[]): Stretch[] {
  return stretches
    .filter(({ state }) => state !== 'complete')
    .sort((a, b) => b.end - b.start - (a.end - a.start))
}

/** How much of the time may lack rows, ms. */
export function missingOf(stretches: readonly Stretch[]): number {
  return gapsOf(stretches).reduce((sum, { start, end }) => sum + end - start, 0)
}
