import { AppError, isPassing } from '#shared/errors'
import { createDelay } from '../delay'
import type { Pages } from '../pages'
import type { Clock, Sleep } from '../ports'
import { delayAfter } from '../sync/patience'
import { withProfileName } from '../unread-archive'
import { throwIfCancelled } from './cancelled'
import type { Ask } from './taking'

interface Deps {
  profileName: (profileId: string) => string
  pages: Pages
  now: Clock
  sleep: Sleep
}

/** What an export waits for, and until when, ms since the epoch. */
export interface Wait {
  error: AppError
  resumesAt: number
}

/** How long it waits before it looks at the clock again, ms: a timer stands still while the machine sleeps. */
const stepMs = 30_000

/** Somebody looks on, so what is back again is found within this, ms. */
const longestPauseMs = 60_000

/** How long one page is waited for where nobody says when it can be had, ms. */
const patienceMs = 15 * 60_000

/**
 * Pages of one export, which waits for what passes by: an hour's calls must not be thrown away for a gap in
 * the network. Its first page fails at once, as nothing is lost with it yet, but for the quota.
 * @returns a page; throws AppError `aborted`, or what the page failed with where waiting did not mend it
 */
export function patientPages(
  { profileName, pages, now, sleep }: Deps,
  signal: AbortSignal,
  waits: (wait: Wait) => void
): Ask {
  let hasBegun = false

  return async (query, after = null) => {
    let [failures, waitedMs] = [0, 0]
    for (;;) {
      throwIfCancelled(signal)
      try {
        const page = await pages(query, signal, after)
        hasBegun = true
        return page
      } catch (error) {
        const pauseMs = pauseAfter(error, ++failures, waitedMs)
        if (pauseMs === null || !(error instanceof AppError))
          throw withProfileName(error, profileName)
        if (error.detail.resumesAt === undefined) waitedMs += pauseMs
        await pause(pauseMs, error)
      }
    }
  }

  /** @param waitedMs in pauses: the time a machine slept is none @returns ms; null: it would not help */
  function pauseAfter(error: unknown, failures: number, waitedMs: number): number | null {
    const resumesAt = error instanceof AppError ? error.detail.resumesAt : undefined
    if (resumesAt !== undefined) return resumesAt - now()
    if (!hasBegun || !isPassing(error) || waitedMs >= patienceMs) return null
    return Math.min(longestPauseMs, delayAfter(failures))
  }

  async function pause(ms: number, error: AppError): Promise<void> {
    const delay = createDelay(now)
    delay.begin(ms)
    waits({ error, resumesAt: delay.endsAt() })
    for (let left = ms; left > 0 && !signal.aborted; left = delay.endsAt() - now()) {
      await sleep(Math.min(stepMs, left), signal)
    }
  }
}
