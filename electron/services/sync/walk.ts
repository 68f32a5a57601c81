import type { Span } from '#shared/archive-query'
import { missing } from '../intervals'
import type { SyncFacts } from '../ports'
import { fetchWindow, type WindowDeps } from './fetch-window'
import type { Gate } from './gate'
import type { Ledger } from './ledger'
import { firstLength, nextLength, nextWindow } from './windows'

interface Deps extends WindowDeps {
  ledger: Ledger
  gate: Gate
  now: () => number
  /** The window that is being fetched. */
  began: (window: Span) => void
  /** Facts to set with the mark of a window. */
  facts?: (window: Span) => SyncFacts
}

/**
 * Fetches spans window by window, oldest first, and marks each window once its rows are stored. A
 * window that came out partial is not tried again here.
 * @param expected rows of all spans together, as far as known
 */
export async function walk(deps: Deps, spans: readonly Span[], expected: number): Promise<void> {
  const { ledger, signal, now, began } = deps
  const [first] = spans
  if (!first) return
  const whole = { start: first.start, end: spans.at(-1)?.end ?? first.end }
  let length = ledger.facts().windowMs ?? firstLength(whole, expected)
  let done: Span | null = null

  for (;;) {
    const gaps = done ? spans.flatMap((span) => missing(span, done ? [done] : [])) : spans
    const window = nextWindow(gaps, length)
    if (!window) return
    signal.throwIfAborted()
    began(window)
    const fetched = await persist(deps, () => fetchWindow(deps, window))
    length = nextLength(length, window, fetched.rows)
    if (fetched.state === 'too-big') continue
    const { state } = fetched
    const facts = { windowMs: length, ...deps.facts?.(window) }
    await persist(deps, () => ledger.mark({ ...window, state, at: now() }, facts))
    done = { start: whole.start, end: window.end }
  }
}

/** For automatic work: tries again, after a pause, what the archive or the disk could not do. */
async function persist<T>({ gate, asker, signal }: Deps, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (asker === 'user' || signal.aborted) throw error
      gate.failed(error)
      await gate.pass(signal)
    }
  }
}
