import type { Span } from '#shared/archive-query'
import { missing } from '../intervals'
import type { SyncFacts } from '../ports'
import { fetchWindow, type FetchedWindow, type WindowDeps } from './fetch-window'
import type { Gate } from './gate'
import { createLanes } from './lanes'
import type { Ledger } from './ledger'
import { persist } from './persist'
import { pagesOf } from './window-query'
import { firstLength, isTooBig, nextLength, nextWindow, windowRows } from './windows'

/** Requests in flight. */
const inFlight = 4

/** Of the largest window that may be. */
const mostPages = pagesOf(windowRows.most)

interface Deps extends Omit<WindowDeps, 'lanes'> {
  ledger: Ledger
  gate: Gate
  now: () => number
  /** The window that is being fetched. */
  began: (window: Span) => void
  /** Facts to set with the mark of a window. */
  facts?: (window: Span) => SyncFacts
}

/** A window from its first call until it is marked. */
interface UnderWay {
  window: Span
  known: {
    /** A window has one at least. */
    pages: number
    /** Planned length of the window after it, ms. */
    nextMs: number
  }
  stop: AbortController
  /** Rows as the service counts them, once nearly all of its pages have been asked for. */
  rows: Promise<number>
  fetched: Promise<FetchedWindow>
  /** Resolves once it is marked; rejects where it is not to be. */
  marked: Promise<void>
}

/**
 * Fetches spans window by window, oldest first, and marks each window once its rows are stored. The next one
 * begins while the last pages of a window are on their way, so that no lane is empty, and no more of them is
 * fetched than makes up one window of the largest size together with what is not marked: so a kill costs no
 * more than that. A window that came out partial is not tried again here.
 * @param expected rows of all spans together, as far as known
 */
export async function walk(deps: Deps, spans: readonly Span[], expected: number): Promise<void> {
  const { ledger, began } = deps
  const [first] = spans
  if (!first) return
  const whole = { start: first.start, end: spans.at(-1)?.end ?? first.end }
  const lanes = createLanes(inFlight)
  const stop = new AbortController()
  const signal = AbortSignal.any([deps.signal, stop.signal])
  /** Oldest first. */
  const unmarked = new Set<UnderWay>()
  let length = ledger.facts().windowMs ?? firstLength(whole, expected)
  let done: Span | null = null
  let last: { entry: UnderWay; doneBefore: Span | null } | null = null

  try {
    for (;;) {
      const window = nextWindow(gapsAfter(spans, done), length)
      const entry = window && begin(window)
      if (last) {
        const { state, rows } = await last.entry.fetched
        if (state === 'too-big') {
          // It grew while it was fetched, or its count stopped short only when it was fetched again.
          if (entry) await giveUp(entry)
          await giveUp(last.entry)
          length = nextLength(length, last.entry.window, rows)
          done = last.doneBefore
          last = null
          continue
        }
      }
      if (!entry) break
      const rows = await entry.rows
      length = nextLength(length, window, rows)
      if (isTooBig(window, rows)) {
        await giveUp(entry)
        last = null
        continue
      }
      entry.known.pages = pagesOf(rows)
      entry.known.nextMs = length
      last = { entry, doneBefore: done }
      done = { start: whole.start, end: window.end }
    }
    await [...unmarked].at(-1)?.marked
  } finally {
    stop.abort()
    await Promise.all([...unmarked].map(endOf))
  }

  function begin(window: Span): UnderWay {
    began(window)
    const own = new AbortController()
    const mine = { ...deps, lanes, signal: AbortSignal.any([signal, own.signal]) }
    const ahead = [...unmarked]
    let tell: (rows: number) => void = () => undefined
    const nearlyBegun = new Promise<number>((resolve) => (tell = resolve))
    const known = { pages: 1, nextMs: length }
    const beside = { before: (page: number) => roomFor(page, ahead), nearlyBegun: tell }
    const fetched = persist(mine, () => fetchWindow(mine, window, beside))
    const entry: UnderWay = {
      window,
      known,
      stop: own,
      rows: Promise.race([nearlyBegun, fetched.then(({ rows }) => rows)]),
      fetched,
      // Marks are written in order.
      marked: Promise.all([fetched, ahead.at(-1)?.marked]).then(async ([result]) => {
        if (result.state === 'too-big') throw new Error('the window is too big')
        await settle(mine, window, result, known.nextMs)
        unmarked.delete(entry)
      })
    }
    unmarked.add(entry)
    // Told to whoever waits for it; until then it must not count as unhandled.
    for (const outcome of [entry.rows, fetched, entry.marked]) outcome.catch(() => undefined)
    return entry
  }

  /** A window that is not to be marked. */
  async function giveUp(entry: UnderWay): Promise<void> {
    entry.stop.abort()
    await endOf(entry)
    unmarked.delete(entry)
  }

  /**
   * Resolves once a window with so many pages may have one more. Until the one ahead is fetched that is as many as
   * there are lanes: rows come and go, so the pages of a window have to follow each other closely.
   */
  async function roomFor(page: number, ahead: readonly UnderWay[]): Promise<void> {
    if (page >= lanes.count) await ahead.at(-1)?.fetched
    for (;;) {
      const left = ahead.filter((entry) => unmarked.has(entry))
      const pages = left.reduce((sum, { known }) => sum + known.pages, page)
      if (!left[0] || pages < mostPages) return
      await left[0].marked
    }
  }
}

/** Nothing of a window is written once this has resolved: one that is not to be marked may still have pages to store. */
async function endOf({ fetched, marked }: UnderWay): Promise<void> {
  await Promise.allSettled([fetched.then(({ stored }) => stored), marked])
}

function gapsAfter(spans: readonly Span[], done: Span | null): readonly Span[] {
  return done ? spans.flatMap((span) => missing(span, [done])) : spans
}

/** Marks a window once its rows are stored. What could not be stored is fetched again. */
async function settle(
  deps: Deps & WindowDeps,
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
