import type { Client } from '#shared/api'
import type { ArchivePage, ArchivePageInput } from '#shared/archive-query'
import { isAborted } from '#shared/bridge'
import type { AppError } from '#shared/errors'
import { initialState, type ArchiveQuery } from './archive-state'
import { createPageCache, pageSize, type CachedPage } from './page-cache'
import { pagesOf, wantedPages, type Sight } from './page-plan'
import { readRange, rowsAtHand } from './archive-range'
import { keyOf, type RangeEnd, type RowSource, type TableRow } from './row-source'
import { contentOf } from '../question'
import { asAppError } from './use-search'

/** Calls at a time: one answers while the next is under way; more would only queue behind them. */
const inFlightAtMost = 2
/** Between two refreshes while versions keep changing, ms. */
const refreshEveryMs = 400
/** Before what failed is asked again, ms. */
const retryMs = 1500
/** How long the rows of the last question may stand until the next one's come, so that typing does not flicker, ms. */
const emptyAfterMs = 120

interface Options {
  /** Whether new rows may push those in sight down, as they do while one follows at the top. */
  letIn?: () => boolean
  /** Counts the ages of the question from now; one that has none stays the very same. */
  recount?: (query: ArchiveQuery) => ArchiveQuery
  /** The rows that are shown are those of a question that was counted anew. */
  recounted?: (query: ArchiveQuery) => void
}

/** The rows of the archive that match, fetched by pages as they come into sight. */
export function useArchiveRows(
  page: Client['archive']['page'],
  { letIn = () => false, recount = (query) => query, recounted = () => undefined }: Options = {}
) {
  const cache = createPageCache()
  const state = initialState()
  const flying = new Set<number>()
  let query: ArchiveQuery | null = null
  let running = new AbortController()
  let sight: Sight = { first: 0, last: 0, down: true }
  let again: ReturnType<typeof setTimeout> | undefined
  let emptying: ReturnType<typeof setTimeout> | undefined
  let refreshing = false
  let missed = false
  /** What was said of something else than the rows; fresh ones do not answer it. */
  let told: AppError | null = null

  /**
   * Asks for other rows; `again`: for those of the same question, whose preset was counted anew. With `keep`
   * whoever asks the same stays at the row in sight, but for the top, where the newest are wanted.
   * @returns whether the answer is shown
   */
  async function run(
    input: ArchiveQuery,
    {
      keep = false,
      firstRow = 0,
      again = false
    }: { keep?: boolean; firstRow?: number; again?: boolean } = {}
  ): Promise<boolean> {
    running.abort()
    const { signal } = (running = new AbortController())
    flying.clear()
    forgetRefresh()
    missed = false
    refreshing = false
    const same = again || contentOf(input) === contentOf(query)
    const pin = keep && same && firstRow > 0 && state.answered
    query = input
    clearTimeout(emptying)
    if (!keep || !same) {
      sight = { first: firstRow, last: firstRow, down: true }
      Object.assign(state, { unseen: 0, answered: false })
      emptying = setTimeout(empty, emptyAfterMs)
    }
    told = null
    Object.assign(state, { status: 'loading', error: null })
    try {
      const by = pin ? await anchorMove(signal, input) : 0
      const fresh = await fetchPages(pagesOf(sight.first + by, sight.last + by), signal)
      if (signal.aborted) return false
      clearTimeout(emptying)
      swap(fresh)
      Object.assign(state, { status: 'ready', answered: true })
      if (by !== 0) move(by)
      pump()
      catchUp()
      return true
    } catch (error) {
      if (signal.aborted || isAborted(error)) return false
      clearTimeout(emptying)
      empty()
      Object.assign(state, { status: 'failed', error: asAppError(error) })
      catchUp()
      return false
    }
  }

  function empty(): void {
    if (state.answered) return
    cache.clear()
    state.total = 0
  }

  function ask(
    start: ArchivePageInput['start'],
    limit: number,
    signal: AbortSignal,
    asked = query
  ) {
    if (!asked) throw new RangeError('no query yet')
    const { selection, order } = asked
    return page({ selection, order, start, limit }, { signal })
  }

  async function fetchPages(
    numbers: number[],
    signal: AbortSignal,
    asked = query
  ): Promise<ArchivePage[]> {
    const fetch = (number: number) => ask({ row: number * pageSize }, pageSize, signal, asked)
    const answers = await Promise.all(numbers.map(fetch))
    const total = answers.at(-1)?.total ?? 0
    // The place remembered lies past the end by now: the end is shown.
    if (total === 0 || answers.some(({ rows }) => rows.length > 0)) return answers
    const last = Math.floor((total - 1) / pageSize)
    return [await fetch(last)]
  }

  function learn(answer: ArchivePage): void {
    const { total, at, version, coverage } = answer
    Object.assign(state, { total, at, version, coverage })
  }

  /** Rows of one profile are named by their job alone, as they are in Live. */
  function named(rows: readonly TableRow[]): TableRow[] {
    if (query?.merged) return [...rows]
    return rows.map(({ profileId: _own, ...row }) => row)
  }

  /** Shows these pages and forgets all others. */
  function swap(answers: ArchivePage[]): void {
    const fresh = new Map<number, CachedPage>()
    for (const { first, rows } of answers) fresh.set(Math.floor(first / pageSize), named(rows))
    const newest = answers.at(-1)
    if (newest) learn(newest)
    cache.replace(fresh)
  }

  function need(first: number, last: number): void {
    const down = first === sight.first ? sight.down : first > sight.first
    sight = { first, last, down }
    if (first === 0 && state.unseen > 0) state.unseen = 0
    pump()
  }

  /** Fetches what is in sight and not at hand, the nearest first, then what scrolling meets next. */
  function pump(): void {
    // Pages of this question do not fit between rows of the last one.
    if (!query || !state.answered) return
    for (const number of wantedPages(sight, state.total)) {
      if (flying.size >= inFlightAtMost) return
      if (cache.get(number)) cache.touch(number)
      else if (!flying.has(number)) void fetchPage(number)
    }
  }

  async function fetchPage(number: number): Promise<void> {
    const { signal } = running
    const asked = query
    flying.add(number)
    try {
      const answer = await ask({ row: number * pageSize }, pageSize, signal)
      if (signal.aborted) return
      flying.delete(number)
      if (asked !== query) {
        // Ages were counted anew meanwhile: it does not fit between the rows that are there now.
        pump()
        return
      }
      const changed = answer.version !== state.version
      cache.put(number, named(answer.rows))
      learn(answer)
      state.error = told
      // The other pages in sight are of an older version: they are fetched anew, in step with this one.
      if (changed) refreshSoon()
      pump()
    } catch (error) {
      if (signal.aborted || isAborted(error)) return
      state.error = asAppError(error)
      setTimeout(() => {
        // Another question may have the same page under way.
        if (signal.aborted) return
        flying.delete(number)
        pump()
      }, retryMs)
    }
  }

  /**
   * Brings the rows in sight up to date. They stay where they are on screen, and what came in above
   * them is counted as unseen, unless new rows are let in. Where they could not be read, they are shown once they can.
   */
  async function refresh(): Promise<void> {
    if (!query) return
    // What is on its way may have been read before the rows came in.
    if (refreshing || state.status === 'loading') {
      missed = true
      return
    }
    refreshing = true
    const pin = !letIn()
    const { signal } = running
    const asked = recount(query)
    try {
      const by = pin ? await anchorMove(signal, asked) : 0
      if (signal.aborted) return
      const fresh = await fetchPages(pagesOf(sight.first + by, sight.last + by), signal, asked)
      if (signal.aborted) return
      if (asked !== query) recounted(asked)
      query = asked
      swap(fresh)
      Object.assign(state, { status: 'ready', answered: true, error: told })
      if (by !== 0) move(by)
      else if (!pin) state.unseen = 0
    } catch (error) {
      if (!signal.aborted && !isAborted(error)) state.error = asAppError(error)
    } finally {
      if (!signal.aborted) {
        refreshing = false
        catchUp()
      }
    }
  }

  function catchUp(): void {
    if (missed) refreshSoon()
    missed = false
  }

  function move(by: number): void {
    sight = { ...sight, first: sight.first + by, last: sight.last + by }
    state.unseen = Math.max(0, state.unseen + by)
    state.moved = { by, count: state.moved.count + 1 }
  }

  /** How far the first row in sight moved since it was fetched. Only the order of time keeps rows in place. */
  async function anchorMove(signal: AbortSignal, asked: ArchiveQuery): Promise<number> {
    // Where it was when it was asked for: meanwhile one may go far.
    const { first } = sight
    const row = rowAt(first)
    if (!row || asked.order.field !== 'create_time') return 0
    const { jobId, profileId = ownProfile() } = row
    const answer = await ask({ after: { profileId, jobId } }, 1, signal, asked)
    const now = answer.first - 1
    return now < 0 ? 0 : now - first
  }

  /** In step, not at once: what changes ten times a second is shown twice a second. */
  function refreshSoon(): void {
    const afterMs = state.status === 'failed' ? retryMs : refreshEveryMs
    again ??= setTimeout(() => {
      again = undefined
      void refresh()
    }, afterMs)
  }

  function rowAt(index: number): TableRow | null {
    return cache.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null
  }

  function indexOf(key: string): number {
    for (const [number, rows] of cache.entries()) {
      const place = rows.findIndex((row) => keyOf(row) === key)
      if (place >= 0) return number * pageSize + place
    }
    return -1
  }

  function range(from: RangeEnd, to: RangeEnd): TableRow[] | Promise<TableRow[]> {
    const held = rowsAtHand(rowAt, from.index, to.index)
    if (held) return held
    const { signal } = running
    const asked = query
    const next = (start: ArchivePageInput['start'], limit: number) =>
      ask(start, limit, signal, asked)
    const read = readRange(next, from, to, ownProfile())
    return read.then(named)
  }

  /** Whose the rows are that do not say so. */
  function ownProfile(): string {
    return query?.selection.profileIds[0] ?? ''
  }

  const source: RowSource = {
    get count() {
      return state.total
    },
    rowAt,
    indexOf,
    held: () => [...cache.entries()].flatMap(([, rows]) => rows),
    need,
    range
  }

  function fail(error: AppError): void {
    told = error
    Object.assign(state, { status: state.status === 'ready' ? 'ready' : 'failed', error })
  }

  function forgetRefresh(): void {
    clearTimeout(again)
    again = undefined
  }

  function stop(): void {
    running.abort()
    forgetRefresh()
    clearTimeout(emptying)
  }

  return { state, source, run, refresh, refreshSoon, fail, stop }
}

export type ArchiveRows = ReturnType<typeof useArchiveRows>
