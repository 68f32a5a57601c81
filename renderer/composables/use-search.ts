import { shallowReactive } from 'vue'
import type { Client, OperationPage, SearchInput } from '#shared/api'
import { isAborted } from '#shared/bridge'
import { AppError } from '#shared/errors'
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
  /** State of the request for a further page. */
  more: RequestStatus
}

export interface RunOptions {
  /** Shows the rows of the last answer until the new one is there. */
  keep?: boolean
  /** For tries nobody asked for: nothing on screen or on its way changes before the answer. */
  silent?: boolean
}

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
    more: 'idle'
  })
  let running = new AbortController()
  /** A silent call beside what runs. */
  let trying: AbortController | null = null
  let current: Query | null = null
  let asked: Query | null = null

  /** Asks for the first page. @returns whether its answer is shown */
  async function run(input: Query, { keep, silent }: RunOptions = {}): Promise<boolean> {
    trying?.abort()
    const own = new AbortController()
    const { signal } = own
    if (silent) trying = own
    else begin(input, own, keep)
    try {
      const page = await search(input, { signal })
      if (signal.aborted) return false
      if (silent) takeOver(own)
      asked = current = input
      Object.assign(state, { status: 'ready', error: null, received: 0, rows: [], more: 'idle' })
      append(page)
      return true
    } catch (error) {
      if (signal.aborted || isAborted(error) || silent) return false
      Object.assign(state, { status: 'failed', error: asAppError(error) })
      return false
    }
  }

  function begin(input: Query, own: AbortController, keep = false): void {
    takeOver(own)
    // Rows of another query must not pass for this one's; the same query's may stay in sight.
    if (!keep && !isSame(input, asked)) {
      Object.assign(state, { rows: [], received: 0, total: 0, page: null })
    }
    asked = input
    Object.assign(state, { status: 'loading', error: null, more: 'idle' })
  }

  function takeOver(own: AbortController): void {
    running.abort()
    running = own
    trying = null
  }

  /** Asks for the page after the last one, from the same source. */
  async function more(): Promise<void> {
    const { page, received, total } = state
    const { signal } = running
    if (!current || !page || state.status !== 'ready' || state.more === 'loading') return
    const offset = current.parameters.offset + received
    if (offset >= total || (received > 0 && page.rows.length === 0)) return
    state.more = 'loading'
    try {
      const parameters = { ...current.parameters, offset }
      const next = await search({ ...current, parameters, from: page.source }, { signal })
      if (signal.aborted) return
      append(next)
      state.more = 'ready'
    } catch {
      if (!signal.aborted) state.more = 'failed'
    }
  }

  function append(page: OperationPage): void {
    const seen = new Set(state.rows.map(({ jobId }) => jobId))
    const fresh = page.rows.filter(({ jobId }) => !seen.has(jobId) && seen.add(jobId))
    // The reason for being offline stands on the first page only.
    const unreachable = page.unreachable ?? (state.received > 0 ? state.page?.unreachable : null)
    state.rows = [...state.rows, ...fresh]
    state.received += page.rows.length
    state.total = page.total
    state.page = { ...page, unreachable: unreachable ?? null }
  }

  function fail(error: AppError): void {
    Object.assign(state, { status: state.page ? 'ready' : 'failed', error })
  }

  function abort(): void {
    trying?.abort()
    running.abort()
  }

  return { state, run, more, fail, abort }
}

function isSame(a: Query, b: Query | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

export type Search = ReturnType<typeof useSearch>
