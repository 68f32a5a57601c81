import { longestTripMs } from '../hpc/clock-skew'
import type { Clock } from '../ports'
import type { Asker, Calls } from './calls'
import type { Ledger } from './ledger'
import { survey } from './survey'

/** What calls tell of the service's clock differs by so much, ms; looks overlap by far more. */
const clockErrorMs = longestTripMs / 2

interface Deps {
  calls: Calls
  ledger: Ledger
  now: Clock
}

/**
 * How far new rows were fetched, ms: as far as the last look said, unless less was settled when it asked, by
 * what is known of the service's clock now. One wrong `Date` can have made it say too much; that is taken back.
 * @returns undefined before the first look
 */
export async function fetchedUntil(
  { calls, ledger, now }: Deps,
  asker: Asker,
  signal: AbortSignal
): Promise<number | undefined> {
  const { lookedUntil, lookedAt = Infinity } = ledger.facts()
  if (lookedUntil === undefined) return undefined
  const settled = () => calls.settledUntil(Math.min(lookedAt, now()))
  const first = settled()
  if (first > lookedUntil - clockErrorMs) return lookedUntil
  // The wrong one may be the one that came just now, so another answer has to say the same.
  await survey(calls, ledger, asker, signal)
  const until = Math.max(first, settled())
  if (until > lookedUntil - clockErrorMs) return lookedUntil
  // Before the rows are stored: what failed since then is news.
  await ledger.mark(null, { lookedUntil: until })
  return until
}
