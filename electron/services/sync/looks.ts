import type { Asker } from './calls'
import { fetchNewest, type IncrementalDeps } from './incremental'
import type { Line, Turn } from './line'
import type { News } from './news'
import { causeOf } from './patience'
import { noChanges } from './store'
import { endOf } from './task'
import type { Troubles } from './troubles'

interface Deps extends IncrementalDeps {
  news: News
  troubles: Troubles
  line: Line
  /** Ends all work. */
  closing: AbortSignal
  /** One begins or ended. */
  changed: () => void
  /** What has to end before one begins. */
  before: () => Promise<void> | undefined
}

export type Looks = ReturnType<typeof createLooks>

/** Looks for new rows, one at a time. */
export function createLooks(deps: Deps) {
  const { ledger, gate, news, troubles, line, closing, changed, before } = deps
  let current: Turn | null = null
  let owed = false

  /** Nothing was ever fetched as new. */
  function isFirst(): boolean {
    return ledger.facts().lookedUntil === undefined
  }

  /** Fetches what is new, unless somebody does already. */
  async function automatic(): Promise<void> {
    if (!current) await line.passed()
    await (current ?? begin('automatic'))?.ended
  }

  /** Fetches what is new for the user. @throws AppError `aborted` as soon as the caller's signal fires */
  async function asked(caller: AbortSignal): Promise<void> {
    const look = await line.stand(
      () => (current?.asker === 'automatic' ? current : null),
      () => current ?? begin('user', caller),
      caller
    )
    await endOf(look?.ended, caller)
  }

  /** Null: everything is about to end. */
  function begin(asker: Asker, caller?: AbortSignal): Turn | null {
    if (closing.aborted) return null
    const stop = new AbortController()
    const cancel = () => stop.abort()
    caller?.addEventListener('abort', cancel, { once: true })
    const others = before()
    const ended = Promise.resolve().then(async () => {
      await look(asker, others, stop.signal)
      caller?.removeEventListener('abort', cancel)
      current = null
      changed()
    })
    current = { stop, asker, ended }
    changed()
    return current
  }

  async function look(
    asker: Asker,
    others: Promise<void> | undefined,
    signal: AbortSignal
  ): Promise<void> {
    const changes = noChanges()
    let running: ReadonlySet<string> = new Set()
    try {
      await endOf(others, signal)
      running = await fetchNewest(deps, changes, asker, signal)
      owed = false
      troubles.clear()
    } catch (error) {
      failed(error, asker, signal)
    }
    await news.tell(changes, running)
  }

  /** What passes by itself is told and ends no automatic work; the next look waits at the gate. */
  function failed(error: unknown, asker: Asker, signal: AbortSignal): void {
    const passes = causeOf(error) !== null
    if (signal.aborted && !(passes && asker === 'user')) return
    if (!passes) return troubles.fail(error)
    if (asker === 'automatic') {
      owed = true
      gate.failed(error)
    }
    troubles.complain(error)
  }

  return {
    automatic,
    asked,
    isFirst,
    current: () => current,
    /** One that was due by itself could not be made, and none has been since. */
    isOwed: () => owed
  }
}
