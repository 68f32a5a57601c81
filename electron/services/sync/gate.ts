import { AppError } from '#shared/errors'
import { createDelay } from '../delay'
import type { Clock, Sleep } from '../ports'
import { causeOf, delayAfter, type Cause } from './patience'

interface Deps {
  now: Clock
  sleep: Sleep
  /** When the quota has room for a call beside so many under way and the reserve; 0: now. ms. */
  quotaFreeAt: (underWay: number) => number
  /** Waiting began or ended. */
  changed: () => void
}

export type Gate = ReturnType<typeof createGate>

/**
 * What every automatic call of a profile passes: closed while the quota is used up, and after a
 * failure for a time that grows with each.
 */
export function createGate({ now, sleep, quotaFreeAt, changed }: Deps) {
  const failures: Record<Cause, number> = { zone: 0, archive: 0 }
  const closed = createDelay(now)
  /** Apart from the above, which a call under way opens when it succeeds. */
  const resting = createDelay(now)
  let reason: AppError | null = null
  let waiting = 0
  let waitedMs = 0
  let waitingSince = 0
  let underWay = 0
  let wake = new AbortController()
  const waitListeners = new Set<() => void>()

  function opensAt(): number {
    return Math.max(closed.endsAt(), resting.endsAt(), quotaFreeAt(underWay))
  }

  function isOpen(): boolean {
    return opensAt() <= now()
  }

  /** Resolves when a call may be made. @throws the signal's reason */
  async function pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    while (!isOpen()) await hold(signal)
  }

  async function hold(signal: AbortSignal): Promise<void> {
    enter()
    await sleep(opensAt() - now(), AbortSignal.any([signal, wake.signal]))
    leave()
    signal.throwIfAborted()
  }

  /**
   * Makes a call; its outcome opens or closes the gate.
   * @param turn where given, the call waits until it may be made or this is aborted
   */
  async function through<T>(call: () => Promise<T>, turn?: AbortSignal): Promise<T> {
    // Nothing between the look and the count: calls that wait together are let go together.
    while (turn && !isOpen()) await hold(turn)
    underWay++
    try {
      const answer = await call()
      opened('zone')
      return answer
    } finally {
      underWay--
    }
  }

  function enter(): void {
    if (waiting++ > 0) return
    waitingSince = now()
    changed()
    waitListeners.forEach((listener) => listener())
  }

  /** Calls back as soon as anything waits. @returns a function that ends it */
  function onWait(listener: () => void): () => void {
    waitListeners.add(listener)
    if (waiting > 0) listener()
    return () => waitListeners.delete(listener)
  }

  function leave(): void {
    if (--waiting > 0) return
    waitedMs += now() - waitingSince
    changed()
  }

  function opened(cause: Cause): void {
    failures[cause] = 0
    if (failures.zone + failures.archive > 0) return
    reason = null
    if (closed.endsAt() === 0) return
    closed.end()
    lookAgain()
  }

  /** Closes the gate for a while. @throws the error itself where waiting would not mend it */
  function failed(error: unknown): void {
    const cause = causeOf(error)
    if (cause === null || !(error instanceof AppError)) throw error
    // Calls under way together fail together: that is one failure.
    if (now() < closed.endsAt()) return
    reason = error
    if (error.code === 'quota-exceeded') {
      // The quota itself keeps its time, and tells when another profile of the same key finds it free again.
      failures[cause] ||= 1
      return
    }
    failures[cause]++
    closed.begin(delayAfter(failures[cause]))
  }

  /** Lets no call through for so many ms, or until somebody asks. */
  function rest(ms: number): void {
    resting.begin(ms)
  }

  /** Ends a wait that is not for the quota, because somebody asks. */
  function hurry(): void {
    closed.end()
    resting.end()
    lookAgain()
  }

  /** What waits finds out whether it still has to: something it waits for may have changed. */
  function lookAgain(): void {
    wake.abort()
    wake = new AbortController()
  }

  /** Null while nothing waits. The time is null where it is not known or has come. */
  function wait(): { resumesAt: number | null; error: AppError | null } | null {
    if (waiting === 0) return null
    const at = opensAt()
    return { resumesAt: at > now() ? at : null, error: reason }
  }

  return {
    pass,
    through,
    failed,
    stored: () => opened('archive'),
    hurry,
    lookAgain,
    rest,
    /** Time spent waiting, ms. */
    waitedMs: () => waitedMs + (waiting > 0 ? now() - waitingSince : 0),
    wait,
    onWait
  }
}
