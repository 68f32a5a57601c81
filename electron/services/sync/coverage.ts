import type { Coverage } from '#shared/sync'
import { horizonOf, lookedAtOf } from '../intervals'
import type { HeldCoverage } from '../ports'

/** What is known of a profile, as the window shows it. */
export function coverageOf(known: HeldCoverage): Coverage {
  const { intervals, held, facts } = known
  return {
    intervals,
    held,
    oldest: facts.oldest ?? null,
    serviceTotal: facts.serviceTotal ?? null,
    unreached: facts.unreached ?? 0,
    countedAt: facts.countedAt ?? null,
    lookedAt: lookedAtOf(intervals, facts) || null,
    complete: isComplete(known)
  }
}

/** One complete interval from the service's oldest row to the last look for new ones, or count of all. */
export function isComplete({ intervals, facts }: HeldCoverage): boolean {
  if (facts.serviceTotal === undefined) return false
  const { oldest } = facts
  if (oldest === undefined) return facts.serviceTotal === 0
  const end = horizonOf(intervals, facts)
  return intervals.some(
    (interval) => interval.state === 'complete' && interval.start <= oldest && interval.end >= end
  )
}
