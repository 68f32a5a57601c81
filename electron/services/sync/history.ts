import type { Clock } from '../ports'
import { backfill, noProgress, type BackfillDeps, type Progress } from './backfill'
import type { Looks } from './looks'
import type { Task } from './task'
import type { Troubles } from './troubles'

interface Deps extends BackfillDeps {
  looks: Looks
  troubles: Troubles
  now: Clock
  closing: AbortSignal
  changed: () => void
}

/** Pause before a history that did not become complete is tried again, ms: twice as long each time it brought nothing. */
const pauseMs = { least: 600_000, most: 86_400_000 }

export interface HistoryTask extends Task {
  progress: Progress
  /** Time the gate had kept work waiting when this began, ms. */
  waitedBefore: number
}

/** The backfill of a profile, and the looks for new rows before and after it. */
export function createHistory(deps: Deps) {
  const { gate, looks, troubles, now, closing, changed } = deps
  let current: HistoryTask | null = null
  let endedAt = -Infinity
  let pause = 0

  /** Begins or goes on; does nothing where it is under way. */
  function begin(): void {
    if (current || closing.aborted) return
    const stop = new AbortController()
    const progress = noProgress(now())
    const ended = Promise.resolve().then(() => run(progress, stop.signal))
    current = { stop, progress, waitedBefore: gate.waitedMs(), ended }
  }

  async function run(progress: Progress, signal: AbortSignal): Promise<void> {
    try {
      await lookFirst(signal)
      if (!troubles.failure()) note(await backfill(deps, progress, changed, signal))
    } catch (error) {
      if (!signal.aborted) troubles.fail(error)
    } finally {
      current = null
      endedAt = now()
      changed()
    }
    // What came meanwhile.
    if (!signal.aborted && !troubles.failure()) await looks.automatic()
  }

  /** The newest rows before the history: a history that takes hours must not keep them waiting. */
  async function lookFirst(signal: AbortSignal): Promise<void> {
    while (looks.isFirst() && !signal.aborted && !troubles.failure()) {
      await looks.automatic()
    }
    signal.throwIfAborted()
  }

  /** @param gained time that became complete, ms */
  function note(gained: number): void {
    const next = gained > 0 ? 0 : pause * 2
    pause = Math.min(pauseMs.most, Math.max(pauseMs.least, next))
  }

  /** Whether one that did not become complete may be tried again by itself. */
  function isDue(): boolean {
    // The clock may have been set back.
    endedAt = Math.min(endedAt, now())
    return now() - endedAt > pause
  }

  return { begin, current: () => current, isDue }
}
