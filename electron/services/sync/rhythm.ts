import type { Clock, Log, Sleep } from '../ports'

interface Deps {
  now: Clock
  sleep: Sleep
  /** Pause between the beginnings of two rounds, ms; null: none until woken. */
  interval: () => number | null
  round: () => Promise<void>
  log: Log
  /** Ends it. */
  signal: AbortSignal
  /** When the last round began, ms since the epoch. */
  last: number
}

const longestMs = 3_600_000

/** Rounds at an interval that may change at any time. */
export function createRhythm({ now, sleep, interval, round, log, signal, last }: Deps) {
  let wake = new AbortController()

  function restMs(): number {
    const pause = interval()
    // The clock may have been set back.
    last = Math.min(last, now())
    return pause === null ? longestMs : Math.min(longestMs, last + pause - now())
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const rest = restMs()
      if (rest > 0) {
        await sleep(rest, AbortSignal.any([signal, wake.signal]))
        continue
      }
      last = now()
      await round().catch((error: unknown) => {
        // The next one may go well, and nobody else would ever begin it.
        log.error('a round of the sync failed', { error: String(error) })
      })
    }
  }

  return {
    /** Never rejects. Not before whoever makes this has it. */
    ended: Promise.resolve().then(run),
    /** The interval changed. */
    reset: () => {
      wake.abort()
      wake = new AbortController()
    },
    /** A round was made outside. */
    made: () => (last = now())
  }
}
