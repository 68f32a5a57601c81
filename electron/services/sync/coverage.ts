import type { Coverage } from '#shared/sync'
import { horizonOf, lengthOf, lookedAtOf, missing, startOf, wholeSecond } from '../intervals'
import type { HeldCoverage } from '../ports'

/** What is known of a profile, as the window shows it. */
export function coverageOf(known: HeldCoverage): Coverage {
  const { intervals, held, facts } = known
  return {
    intervals,
    held,
    oldest: startOf(facts) ?? null,
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
  const oldest = startOf(facts)
  if (oldest === undefined) return facts.serviceTotal === 0
  const end = horizonOf(intervals, facts)
  return intervals.some(
    (interval) => interval.state === 'complete' && interval.start <= oldest && interval.end >= end
  )
}

/** Time from the service's oldest row to the last look that is not complete, ms. */
export function lackingMs({ intervals, facts }: HeldCoverage): number {
  const oldest = startOf(facts)
  if (oldest === undefined) return 0
  const complete = intervals.filter(({ state }) => state === 'complete')
  const whole = { start: wholeSecond(oldest), end: horizonOf(intervals, facts) }
  return missing(whole, complete).reduce((sum, span) => sum + lengthOf(span), 0)
}
