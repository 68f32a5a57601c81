import type { Span } from '#shared/archive-query'
import type { OperationAnswer } from '../hpc/client'
import type { Asker, Calls } from './calls'
import { inLanes } from './lanes'
import { mostWaiting, type Store } from './store'
import { isWithin, jobIdOf, pageRows, windowQuery } from './window-query'
import { isTooBig } from './windows'

/** Requests in flight. */
export const lanes = 4

/** How often a window is fetched before it is left partial. */
const attempts = 3

export interface WindowDeps {
  calls: Calls
  store: Store
  asker: Asker
  signal: AbortSignal
  /** So many more rows of the window came in. */
  received: (rows: number) => void
}

export interface FetchedWindow {
  /** `partial`: the count never fitted. `too-big`: nothing was fetched, it is to be halved first. */
  state: 'complete' | 'partial' | 'too-big'
  /** Rows as the service counts them. */
  rows: number
}

/**
 * Fetches and stores every row of a span and checks them against what the service counts. A count
 * that does not fit (rows came or went while pages were read) is fetched again.
 */
export async function fetchWindow(deps: WindowDeps, span: Span): Promise<FetchedWindow> {
  let known = 0
  for (let left = attempts; ; left--) {
    const { fits, total, within } = await fetchOnce(deps, span, known)
    if (fits === null) return { state: 'too-big', rows: total }
    if (fits) return { state: 'complete', rows: total }
    if (left <= 1) return { state: 'partial', rows: total }
    known = Math.max(known, within)
  }
}

/** @param known rows of the span that came in before, which are not announced again */
async function fetchOnce(deps: WindowDeps, span: Span, known: number) {
  const { calls, store, asker, signal, received } = deps
  const seen = new Set<string>()
  const storing: Promise<void>[] = []
  let fits = true
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
    // Awaited below; until then its failure must not count as unhandled.
    stored.catch(() => undefined)
    storing.push(stored)
  }

  const first = await calls.page(windowQuery(span, 0), asker, signal)
  const { total } = first
  if (isTooBig(span, total)) return { fits: null, total, within }
  take(first)
  try {
    await inLanes(Math.ceil(total / pageRows) - 1, lanes, signal, async (piece, stop) => {
      const answer = await calls.page(windowQuery(span, (piece + 1) * pageRows), asker, stop)
      if (answer.total !== total) fits = false
      // The archive stores while the next pages are on their way, but must not fall behind.
      while (storing.length > mostWaiting) await storing.shift()
      take(answer)
    })
  } finally {
    await Promise.all(storing)
  }
  return { fits: fits && seen.size === total, total, within }
}
