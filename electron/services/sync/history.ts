import type { Clock } from '../ports'
import { backfill, noProgress, type BackfillDeps, type Progress } from './backfill'
import { lackingMs } from './coverage'
import type { Looks } from './looks'
import type { Reconciled } from './reconcile'
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
  const { gate, ledger, looks, troubles, now, closing, changed } = deps
  let current: HistoryTask | null = null
  let endedAt = -Infinity
  let pause = 0
  /** What the last one left, see `lackingMs`. */
  let left = Infinity
  let isOwing = false

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
      if (!troubles.failure()) rest(await backfill(deps, progress, changed, signal))
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

  function rest({ added, done }: Reconciled): void {
    const lacking = lackingMs(ledger.held())
    const next = added > 0 || lacking < left ? 0 : pause * 2
    pause = Math.min(pauseMs.most, Math.max(pauseMs.least, next))
    left = lacking
    isOwing = !done
  }

  /** Whether one that did not become complete may be tried again by itself. */
  function isDue(): boolean {
    // The clock may have been set back.
    endedAt = Math.min(endedAt, now())
    // What was found to lack since is no part of what could not be had.
    return now() - endedAt > (lackingMs(ledger.held()) > left ? pauseMs.least : pause)
  }

  return {
    begin,
    current: () => current,
    isDue,
    /** What is held could not be compared with the service's totals. */
    isOwing: () => isOwing
  }
}
