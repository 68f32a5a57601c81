import type { Span } from '#shared/archive-query'
import type { OperationAnswer } from '../hpc/client'
import { lengthOf, secondMs } from '../intervals'
import { jobIdOf } from '../records'
import type { Asker, Calls } from './calls'
import type { Lanes } from './lanes'
import { mostWaiting, type Store } from './store'
import { isWithin, pageRows, pagesOf, windowQuery } from './window-query'
import { isTooBig, windowRows } from './windows'

/** How often a window is fetched before it is left partial. */
const attempts = 3

export interface WindowDeps {
  calls: Calls
  lanes: Lanes
  store: Store
  asker: Asker
  signal: AbortSignal
  /** So many more rows of the window came in. */
  received: (rows: number) => void
}

export interface FetchedWindow {
  /** `partial`: the count never fitted. `too-big`: it is to be halved first. */
  state: 'complete' | 'partial' | 'too-big'
  /** Rows as the service counts them; of one that is too big so many that it is halved. */
  rows: number
  /** Resolves once all of them are stored; rejects where one could not be, once none is on its way any more. */
  stored: Promise<unknown>
}

/** What goes on beside the first attempt at a window. */
export interface Beside {
  /** What has to be done before a page is asked for; pages count from 0. */
  before: (page: number) => Promise<void>
  /**
   * Told the rows as the service counts them once so few pages are left that not every lane has one; not told where
   * the count may be too short: then the window is to be halved, and what follows it would be fetched in vain.
   */
  nearlyBegun: (rows: number) => void
}

/**
 * Fetches every row of a span, gives it to the store and checks them against what the service counts. A
 * count that does not fit (rows came or went while pages were read) is fetched again.
 */
export async function fetchWindow(
  deps: WindowDeps,
  span: Span,
  beside?: Beside
): Promise<FetchedWindow> {
  let known = 0
  for (let left = attempts; ; left--) {
    const isFirst = left === attempts
    const fetched = await fetchOnce(deps, span, known, isFirst ? beside : undefined)
    const { fits, total: rows, within, stored } = fetched
    if (fits === null) {
      return { state: 'too-big', rows: Math.max(rows, windowRows.most + 1), stored }
    }
    if (fits) return { state: 'complete', rows, stored }
    await stored
    if (left <= 1) return { state: 'partial', rows, stored }
    known = Math.max(known, within)
  }
}

/** @param known rows of the span that came in before, which are not announced again */
async function fetchOnce(
  deps: WindowDeps,
  span: Span,
  known: number,
  { before, nearlyBegun }: Partial<Beside> = {}
) {
  const { calls, lanes, store, asker, signal, received } = deps
  const seen = new Set<string>()
  const storing: Promise<void>[] = []
  let fits = true
  let isCut = false
  let within = 0

  function take(answer: OperationAnswer): void {
    const before = Math.max(known, within)
    for (const raw of answer.rows) {
      const jobId = jobIdOf(raw)
      if (seen.has(jobId)) continue
      seen.add(jobId)
      if (isWithin(raw, span)) within++
    }
    if (within > before) received(within - before)
    const stored = store(answer)
    // Awaited by whoever marks the window; until then its failure must not count as unhandled.
    stored.catch(() => undefined)
    storing.push(stored)
  }

  await before?.(0)
  const first = await lanes.one(() => calls.page(windowQuery(span, 0), asker, signal))
  const { total } = first
  if (isTooBig(span, total)) return { fits: null, total, within, stored: Promise.resolve() }
  take(first)
  const pages = pagesOf(total)
  // A count that ends with a full page may be the most this service counts, and fewer than there are.
  const mayGoOn = total > 0 && total % pageRows === 0
  const lastFew = Math.max(1, pages - lanes.count)
  const tell = () => {
    if (!mayGoOn) nearlyBegun?.(total)
  }
  if (pages === lastFew) tell()
  try {
    await lanes.each({
      count: pages - 1,
      signal,
      before: async (piece) => {
        if (piece + 1 === lastFew) tell()
        await before?.(piece + 1)
      },
      work: async (piece, stop) => {
        const answer = await calls.page(windowQuery(span, (piece + 1) * pageRows), asker, stop)
        if (answer.total !== total) fits = false
        // The archive stores while the next pages are on their way, but must not fall behind.
        if (storing.length > mostWaiting) await storing[storing.length - mostWaiting]
        take(answer)
      }
    })
    if (fits && seen.size === total && mayGoOn && (await goesOn())) {
      fits = false
      isCut = lengthOf(span) > secondMs
    }
  } catch (error) {
    await Promise.allSettled(storing)
    throw error
  }
  // Its mark waits for them.
  store.flush()
  const stored = Promise.allSettled(storing).then(() => Promise.all(storing))
  stored.catch(() => undefined)
  return { fits: isCut ? null : fits && seen.size === total, total, within, stored }

  async function goesOn(): Promise<boolean> {
    const next = { ...windowQuery(span, total), limit: 1 }
    const answer = await lanes.one(() => calls.page(next, asker, signal))
    return answer.rows.some((raw) => !seen.has(jobIdOf(raw)))
  }
}
