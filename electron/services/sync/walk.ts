import type { Span } from '#shared/archive-query'
import { missing } from '../intervals'
import type { SyncFacts } from '../ports'
import { fetchWindow, type FetchedWindow, type Head, type WindowDeps } from './fetch-window'
import type { Gate } from './gate'
import type { Ledger } from './ledger'
import { persist } from './persist'
import { pagesOf, windowQuery } from './window-query'
import { firstLength, nextLength, nextWindow, windowRows } from './windows'

/** Of the largest window that may be. */
const mostPages = pagesOf(windowRows.most)

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
 * Fetches spans window by window, oldest first, and marks each window once its rows are stored. Meanwhile
 * the next ones begin, but no more of them than makes up one window of the largest size together with what
 * is not marked: so a kill costs no more than that. A window that came out partial is not tried again here.
 * @param expected rows of all spans together, as far as known
 */
export async function walk(deps: Deps, spans: readonly Span[], expected: number): Promise<void> {
  const { ledger, signal, began } = deps
  const [first] = spans
  if (!first) return
  const whole = { start: first.start, end: spans.at(-1)?.end ?? first.end }
  let length = ledger.facts().windowMs ?? firstLength(whole, expected)
  let done: Span | null = null
  let next: { window: Span; head: Head } | null = null

  /** Windows fetched whole that are not marked yet, oldest first. */
  const unmarked: { pages: number; mark: Promise<void> }[] = []

  try {
    for (;;) {
      const window = nextWindow(gapsAfter(spans, done), length)
      if (!window) break
      await roomFor(0)
      signal.throwIfAborted()
      began(window)
      const fetched: FetchedWindow = await persist(deps, () => {
        const head = next && isSame(next.window, window) ? next.head : null
        next = null
        return fetchWindow(deps, window, {
          head,
          ahead: (rows, stop) => lookAhead(window, rows, stop),
          before: roomFor
        })
      })
      length = nextLength(length, window, fetched.rows)
      if (fetched.state === 'too-big') continue
      markLater(window, fetched)
      done = { start: whole.start, end: window.end }
    }
    await unmarked.at(-1)?.mark
  } finally {
    // Nothing is written once this has ended.
    await Promise.allSettled(unmarked.map(({ mark }) => mark))
  }

  /** Marks are written in order. */
  function markLater(window: Span, fetched: FetchedWindow): void {
    const windowMs = length
    const before = unmarked.at(-1)?.mark ?? Promise.resolve()
    const mark = before.then(() => settle(deps, window, fetched, windowMs))
    const entry = { pages: pagesOf(fetched.rows), mark }
    unmarked.push(entry)
    mark.then(
      () => unmarked.splice(unmarked.indexOf(entry), 1),
      // Told to whoever waits for it; until then it must not count as unhandled.
      () => undefined
    )
  }

  /** Resolves once so many pages of the window under way and all that is not marked are few enough. */
  async function roomFor(page: number): Promise<void> {
    while (unmarked[0] && page + pagesUnmarked() >= mostPages) await unmarked[0].mark
  }

  function pagesUnmarked(): number {
    return unmarked.reduce((sum, { pages }) => sum + pages, 0)
  }

  /** Asks for the first page of the window after this one, which says how many it has. */
  async function lookAhead(window: Span, rows: number, stop: AbortSignal): Promise<void> {
    const gaps = gapsAfter(spans, { start: whole.start, end: window.end })
    const following = nextWindow(gaps, nextLength(length, window, rows))
    if (!following) return
    const head = await deps.calls.page(windowQuery(following, 0), deps.asker, stop)
    next = { window: following, head }
  }
}

function gapsAfter(spans: readonly Span[], done: Span | null): readonly Span[] {
  return done ? spans.flatMap((span) => missing(span, [done])) : spans
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end
}

/** Marks a window once its rows are stored. What could not be stored is fetched again. */
async function settle(
  deps: Deps,
  window: Span,
  fetched: FetchedWindow,
  windowMs: number
): Promise<void> {
  const { ledger, now } = deps
  let attempt: FetchedWindow | null = fetched
  await persist(deps, async () => {
    const { state, stored } = attempt ?? (await fetchWindow(deps, window))
    attempt = null
    await stored
    const facts = { windowMs, ...deps.facts?.(window) }
    // It has grown since: it is looked at again as a gap.
    const held = state === 'too-big' ? 'partial' : state
    await ledger.mark({ ...window, state: held, at: now() }, facts)
  })
}
