import type { Asker } from './calls'
import { fetchNewest, type IncrementalDeps } from './incremental'
import type { News } from './news'
import { causeOf } from './patience'
import { noChanges } from './store'
import type { Task } from './task'
import type { Troubles } from './troubles'

interface Deps extends IncrementalDeps {
  news: News
  troubles: Troubles
  /** Ends all work. */
  closing: AbortSignal
  /** One begins or ended. */
  changed: () => void
  /** What has to end before one begins. */
  before: () => Promise<unknown> | undefined
}

export type Looks = ReturnType<typeof createLooks>

/** Looks for new rows, one at a time. */
export function createLooks(deps: Deps) {
  const { gate, ledger, news, troubles, closing, changed, before } = deps
  let current: (Task & { asker: Asker }) | null = null

  /** Nothing was ever fetched as new. */
  function isFirst(): boolean {
    return ledger.facts().lookedUntil === undefined
  }

  /** Fetches what is new. Who asks does not wait for automatic work that waits itself. */
  async function newest(asker: Asker, caller?: AbortSignal): Promise<void> {
    for (let running = current; running; running = current) {
      if (asker === 'automatic') return running.ended
      if (gate.wait() && running.asker === 'automatic') running.stop.abort()
      await running.ended
      if (running.asker === 'user') return
    }
    if (closing.aborted) return
    const stop = new AbortController()
    const cancel = () => stop.abort()
    caller?.addEventListener('abort', cancel, { once: true })
    const others = before()
    const ended = Promise.resolve().then(async () => {
      await others
      await look(asker, stop.signal)
      caller?.removeEventListener('abort', cancel)
      current = null
      changed()
    })
    current = { stop, asker, ended }
    changed()
    return ended
  }

  async function look(asker: Asker, signal: AbortSignal): Promise<void> {
    const changes = noChanges()
    let running: ReadonlySet<string> = new Set()
    try {
      running = await fetchNewest(deps, changes, asker, signal)
      troubles.clear()
    } catch (error) {
      if (asker === 'user' && causeOf(error) !== null) troubles.complain(error)
      else if (!signal.aborted) troubles.fail(error)
    }
    await news.tell(changes, running)
  }

  return { newest, isFirst, current: () => current }
}
