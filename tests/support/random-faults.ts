import type { Fault } from '../../electron/demo/faults'
import { pick } from '../../electron/demo/random'

/** Everything that can go wrong for a while, of which a working client must not notice more than a delay. */
const kinds: readonly Fault[] = [
  { drop: 'before' },
  { drop: 'midway' },
  { body: 'truncated' },
  { body: 'html' },
  { body: 'empty' },
  { body: 'wrong-shape' },
  { body: 'not-json' },
  { httpStatus: 429 },
  { httpStatus: 500 },
  { httpStatus: 503 },
  { httpStatus: 504 },
  { retCode: 5000, message: null },
  { retCode: 5100, message: 'busy' },
  { retCode: 5300 },
  { retCode: 5200, message: 'no resources' },
  { retCode: 2500, message: 'QuotaExceeded' },
  { quota: 3 },
  { clockSkewMs: 45_000 },
  { clockSkewMs: -600_000 },
  { delayMs: 30 }
]

/** The n-th of a row of random faults: what, and for how many requests. */
export function randomFault(seed: number, n: number): Fault {
  const kind = kinds[pick(seed, 61, n, kinds.length)] ?? {}
  return { ...kind, times: 1 + pick(seed, 62, n, 9) }
}
