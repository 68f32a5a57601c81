import type { Clock, Sleep } from '../ports'

/** Shortest time between two announcements, ms. */
const pauseMs = 250

/** Makes announcements of many changes: the first at once, those that follow summed into one. */
export function createAnnouncer(
  { now, sleep }: { now: Clock; sleep: Sleep },
  announce: () => void,
  signal: AbortSignal
) {
  let last = -Infinity
  let scheduled = false

  async function later(ms: number): Promise<void> {
    scheduled = true
    await sleep(ms, signal)
    scheduled = false
    say()
  }

  function say(): void {
    if (signal.aborted) return
    last = now()
    announce()
  }

  return function changed(): void {
    if (scheduled) return
    // The clock may have been set back.
    const wait = Math.min(pauseMs, last + pauseMs - now())
    if (wait <= 0) say()
    else void later(wait)
  }
}
