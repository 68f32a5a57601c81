import { shallowReactive } from 'vue'
import type { Client, OperationPage, SearchInput } from '#shared/api'
import { isAborted } from '#shared/bridge'
import { AppError, isUnreachable } from '#shared/errors'
import type { Operation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'

export type RequestStatus = 'idle' | 'loading' | 'ready' | 'failed'

/** A search with its parameters checked. */
export type Query = Omit<SearchInput, 'parameters'> & { parameters: OperationParameters }

interface AnswerState {
  status: RequestStatus
  /** Each job once, in the order received. */
  rows: readonly Operation[]
  /** Rows received, repeated ones too: where the next page begins. */
  received: number
  total: number
  /** The newest page, for its source, age and quota. */
  page: OperationPage | null
  error: AppError | null
  /** While the zone is away: with what it answered the last try, beside the rows that stay. */
  refused: AppError | null
  /** State of the request for a further page. */
  more: RequestStatus
  /** An answer from before of which the rest was never loaded. */
  cutOff: boolean
  /** Rows got other numbers by a refresh, the last one by so many. */
  moved: { by: number; count: number }
}

export interface RunOptions {
  /** The same question once more: its rows stay until the new ones are there. */
  again?: boolean
  /** For tries nobody asked for: nothing on screen or on its way changes before the answer. */
  silent?: boolean
  /** The row that is to stay at the top of the table, from 0: the pages down to it are asked for too. */
  place?: () => number
}

/** Rows past the place that come with it: a screen, and what mostly came in above meanwhile. */
const pastPlace = 200

export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', String(error))
}

/** One search with its further pages: an overtaken call is aborted and its answer dropped. */
export function useSearch(search: Client['operations']['search']) {
  const state = shallowReactive<AnswerState>({
    status: 'idle',
    rows: [],
    received: 0,
    total: 0,
    page: null,
    error: null,
    refused: null,
    more: 'idle',
    cutOff: false,
    moved: { by: 0, count: 0 }
  })
  let running = new AbortController()
  /** A silent call beside what runs. */
  let trying: AbortController | null = null
  let current: Query | null = null
  let asked: Query | null = null
  /** What was said of something else than the rows; those that were on their way do not answer it. */
  let told: AppError | null = null

  /** Asks for the first page, and those the reader is at. @returns whether the answer is shown */
  async function run(input: Query, options: RunOptions = {}): Promise<boolean> {
    const { again, silent, place = () => 0 } = options
    trying?.abort()
    const own = new AbortController()
    const { signal } = own
    if (silent) trying = own
    else begin(input, own, again)
    try {
      const pages = await pagesDownTo(place, input, signal)
      if (signal.aborted) return false
      if (silent) takeOver(own)
      asked = current = input
      swap(pages, place())
      return true
    } catch (error) {
      if (signal.aborted || isAborted(error)) return false
      if (silent) noteRefusal(error)
      else Object.assign(state, { status: 'failed', error: asAppError(error) })
      return false
    }
  }

  /** A refusal is no outage: it is shown, though nobody asked. */
  function noteRefusal(error: unknown): void {
    if (state.status !== 'failed' && state.page?.source === 'live') return
    state.refused = isUnreachable(error) ? null : asAppError(error)
  }

  async function pagesDownTo(
    place: () => number,
    input: Query,
    signal: AbortSignal
  ): Promise<OperationPage[]> {
    let page = await search(input, { signal })
    const pages = [page]
    while (place() > 0 && !signal.aborted) {
      const wanted = input.parameters.offset + place() + pastPlace
      if (endOf(page) >= Math.min(wanted, page.total) || page.rows.length === 0) break
      pages.push((page = await after(page, input, signal)))
    }
    return pages
  }

  /** Shows these rows; the one at the top of the table is there afterwards too, if it still is in the log. */
  function swap(pages: readonly OperationPage[], place: number): void {
    const top = place > 0 ? state.rows[place] : undefined
    const fresh = { received: 0, rows: [], more: 'idle', cutOff: false } as const
    Object.assign(state, { status: 'ready', error: told, refused: null, ...fresh })
    pages.forEach(append)
    const now = top ? state.rows.findIndex(({ jobId }) => jobId === top.jobId) : -1
    if (now >= 0 && now !== place) {
      state.moved = { by: now - place, count: state.moved.count + 1 }
    }
  }

  function begin(input: Query, own: AbortController, again = false): void {
    takeOver(own)
    // Rows of another query must not pass for this one's; the same query's may stay in sight.
    if (!again && !isSame(input, asked)) {
      const nothing = { rows: [], received: 0, total: 0, page: null, cutOff: false }
      Object.assign(state, nothing)
    }
    asked = input
    told = null
    Object.assign(state, { status: 'loading', error: null, refused: null, more: 'idle' })
  }

  function takeOver(own: AbortController): void {
    running.abort()
    running = own
    trying = null
  }

  /** Asks for the page after the last one, from the same source. */
  async function more(): Promise<void> {
    const { page } = state
    const { signal } = running
    if (!current || !page || state.status === 'loading' || state.more === 'loading') return
    if (endOf(page) >= page.total || page.rows.length === 0) return
    state.more = 'loading'
    try {
      const next = await after(page, current, signal)
      if (signal.aborted) return
      append(next)
      state.more = 'ready'
    } catch {
      if (!signal.aborted) state.more = 'failed'
    }
  }

  /** The page after one. Where rows no longer match, those behind them have moved up in front of it. */
  async function after(
    last: OperationPage,
    query: Query,
    signal: AbortSignal
  ): Promise<OperationPage> {
    const { source: from } = last
    const { offset: first } = query.parameters
    let offset = endOf(last)
    for (let { total } = last; ;) {
      const parameters = { ...query.parameters, offset }
      const page = await search({ ...query, parameters, from }, { signal })
      const gone = from === 'live' ? total - page.total : 0
      if (gone <= 0 || offset === first) return page
      total = page.total
      offset = Math.max(first, offset - gone)
    }
  }

  function append(page: OperationPage): void {
    if (page.source === 'answer' && page.rows.length === 0 && state.page && state.received > 0) {
      // How many there are, and when that was, is known from the page before.
      Object.assign(state, { cutOff: true, page: { ...state.page, rows: [] } })
      return
    }
    const seen = new Set(state.rows.map(({ jobId }) => jobId))
    const fresh = page.rows.filter(({ jobId }) => !seen.has(jobId) && seen.add(jobId))
    // The reason for being offline stands on the first page only.
    const unreachable = page.unreachable ?? (state.received > 0 ? state.page?.unreachable : null)
    state.rows = [...state.rows, ...fresh]
    state.received = endOf(page) - (asked?.parameters.offset ?? 0)
    state.total = page.total
    state.page = { ...page, unreachable: unreachable ?? null }
  }

  function fail(error: AppError): void {
    told = error
    Object.assign(state, { status: state.page ? 'ready' : 'failed', error })
  }

  function abort(): void {
    trying?.abort()
    running.abort()
  }

  return { state, run, more, fail, abort, /** Whose rows are shown. */ query: () => current }
}

/** Place of the row after the last one, among all that match. */
function endOf({ offset, rows }: OperationPage): number {
  return offset + rows.length
}

function isSame(a: Query, b: Query | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

export type Search = ReturnType<typeof useSearch>
