import type { Clock } from './ports'

export type Delay = ReturnType<typeof createDelay>

/** A time to wait for by the wall clock. Where that is set back meanwhile, it is no longer than it was meant to be. */
export function createDelay(now: Clock) {
  let longestMs = 0
  let endsAt = 0

  return {
    /** Begins anew. */
    begin: (ms: number): void => {
      longestMs = ms
      endsAt = now() + ms
    },
    end: (): void => {
      endsAt = 0
    },
    /** When it ends or ended, ms since the epoch; 0: it did not begin. */
    endsAt: (): number => (endsAt = Math.min(endsAt, now() + longestMs))
  }
}
