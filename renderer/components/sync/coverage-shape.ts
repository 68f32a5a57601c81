import type { Span } from '#shared/archive-query'
import { longestPauseMs, pausedFor, type Coverage } from '#shared/sync'

export interface Stretch extends Span {
  /** `forgotten`: lacks rows, and the service has none of that time any more. */
  state: 'complete' | 'partial' | 'missing' | 'forgotten'
}

/** Complete, and looks for new rows have not ceased since it was told. @param now ms */
export function isWhole(coverage: Coverage, now: number): boolean {
  return coverage.complete && pauseOf(coverage, now) <= longestPauseMs
}

function pauseOf({ lookedAt, intervals }: Coverage, now: number): number {
  return pausedFor(lookedAt ?? now, intervals.at(-1)?.end ?? now, now)
}

/** Where what is held or could be fetched begins, ms; the service may have forgotten its first part. */
export function beginOf({ intervals, oldest }: Coverage): number | undefined {
  const first = intervals[0]?.start
  return oldest === null || first === undefined ? (oldest ?? first) : Math.min(oldest, first)
}

/** The whole time in stretches, oldest first. @param now ms */
export function stretchesOf(coverage: Coverage, now: number): Stretch[] {
  const { intervals, oldest, serviceTotal } = coverage
  const start = beginOf(coverage)
  if (start === undefined) return []
  const last = intervals.at(-1)?.end ?? now
  const pause = pauseOf(coverage, now)
  // A clock that was set back may say a time before the last fetch, however long ago that was.
  const end = Math.max(now, pause > longestPauseMs ? last + pause : last)
  const stretches: Stretch[] = []
  let at = start
  for (const interval of intervals) {
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
  const kept = oldest ?? (serviceTotal === 0 ? last : start)
  return stretches.flatMap((stretch) => forgottenBefore(kept, stretch))
}

/** Of what lacks rows, the part before the service's oldest row is one of its own. */
function forgottenBefore(kept: number, stretch: Stretch): Stretch[] {
  if (stretch.state === 'complete' || stretch.start >= kept) return [stretch]
  const forgotten = { ...stretch, end: Math.min(stretch.end, kept), state: 'forgotten' as const }
  return kept < stretch.end ? [forgotten, { ...stretch, start: kept }] : [forgotten]
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
