import { basename } from 'node:path'
import type { Handlers } from '#shared/api'
import { disarm } from '#shared/disarm'
import { AppError, toWire } from '#shared/errors'
import { exportedColumns } from '#shared/operation'
import type { Push, Pushes } from '#shared/pushes'
import { toInstant } from '#shared/time'
import type { Exported, ExportQuery, Pages, RecordPage } from '../pages'
import type { Clock, FilePicker, HeldPlace, Sleep } from '../ports'
import { jobIdOf } from '../records'
import { writeAtomically, type Write } from './atomic-file'
import { throwIfCancelled } from './cancelled'
import { byteOrderMark, cellsOf, csvLine } from './csv'
import { fileName, ownersOf } from './file-name'
import { patientPages, type Ask, type Wait } from './patient-pages'

interface Deps {
  profileName: (profileId: string) => string
  pages: Pages
  picker: FilePicker
  push: Push
  now: Clock
  sleep: Sleep
  /** How far this machine's clock is ahead of the service's, ms; null: not known. */
  skew: (profileId: string) => number | null
}

/** How far an export is: rows written of those that match; what it waits for, and until when. */
type Report = (progress: Omit<Pushes['exportProgress'], 'callId'>) => void

/** Rows of a page: the most the service gives, and what the archive gives at once. */
const pageSize = { live: 100, archive: 1000 }

interface Exports extends Pick<Handlers['exports'], 'start'> {
  /** Names of the files that are being written, without those that were cancelled. */
  unfinished: () => string[]
}

/** Writes every row of a result, all its pages, to a file the user picks. */
export function createExports(deps: Deps): Exports {
  const { profileName, picker, push, now, skew } = deps
  const writing = new Set<{ path: string; signal: AbortSignal }>()

  const start: Handlers['exports']['start'] = async (query, { signal, callId }) => {
    const about = ownersOf(query.selection?.profileIds ?? [query.profileId], profileName)
    const path = await picker.save(fileName(about, now(), 'csv'), 'csv')
    if (path === null) return null
    let counted = { rows: 0, total: 0 }
    const file = { path, signal }
    writing.add(file)
    try {
      const bytes = await writeAtomically(path, async (write) => {
        counted = await writeRows(frozen(query), write, signal, (progress) =>
          push('exportProgress', { callId, ...progress })
        )
      })
      return { path, bytes, ...counted }
    } finally {
      writing.delete(file)
    }
  }

  function unfinished(): string[] {
    return [...writing].filter(({ signal }) => !signal.aborted).map(({ path }) => basename(path))
  }

  async function writeRows(query: ExportQuery, write: Write, signal: AbortSignal, report: Report) {
    await write((query.encoding === 'utf-8-bom' ? byteOrderMark : '') + csvLine(headersOf(query)))
    const written = new Set<string>()
    let matching = 0
    const progress = (wait: Wait | null) =>
      report({
        done: written.size,
        total: Math.max(matching, written.size),
        resumesAt: wait && wait.resumesAt,
        error: wait && toWire(wait.error)
      })
    const ask = patientPages(deps, signal, progress)

    /** All pages once. @returns how many rows match, at the first page and at the last */
    async function pass(): Promise<{ first: number; last: number }> {
      const totals: number[] = []
      for await (const page of pagesOf(query, ask, signal)) {
        const fresh = page.records.filter((record) => isNew(written, record))
        await write(fresh.map((record) => csvLine(lineOf(query, record))).join(''))
        matching = page.total
        progress(null)
        totals.push(page.total)
      }
      return { first: totals[0] ?? 0, last: totals.at(-1) ?? 0 }
    }

    const { first: total, ...counted } = await pass()
    let { last } = counted
    // A row may have moved to where the pages had been already. A stored answer does not move.
    for (let more = mostPasses - 1; more > 0; more--) {
      const before = written.size
      if (query.from === 'answer' || before >= last) break
      ;({ last } = await pass())
      if (written.size === before) break
    }
    // A stored answer keeps its own paging: what stands before its first row was never asked for.
    const before = query.from === 'answer' ? query.parameters.offset : 0
    return { rows: written.size, total: Math.max(0, total - before) }
  }

  /** The pages from the first to the last; rows that move meanwhile may come twice. */
  async function* pagesOf(
    query: ExportQuery,
    ask: Ask,
    signal: AbortSignal
  ): AsyncGenerator<RecordPage> {
    // A stored answer is found by its very query, so its own paging is kept.
    const { limit, offset: first } =
      query.from === 'answer' ? query.parameters : { limit: pageSize[query.from], offset: 0 }
    let [offset, total] = [first, 0]
    let after: HeldPlace | null = null
    for (;;) {
      const parameters = { ...query.parameters, offset, limit }
      const page = await ask({ ...query, parameters }, after)
      yield page
      // Pages of a stored answer have the total of their own time; what is held of them does not move.
      const gone = query.from === 'live' ? Math.max(0, total - page.total) : 0
      ;({ total, last: after = null } = page)
      // Where rows no longer match, those behind them have moved up in front of this page.
      if (gone > 0) offset = Math.max(first, offset - gone)
      else if (page.records.length === 0) break
      else offset += page.records.length
      if (offset >= total && !after) break
    }
    throwIfCancelled(signal)
  }

  /** Offsets into a growing log shift; with an end, the rows that match stay the same. */
  function frozen(query: ExportQuery): ExportQuery {
    const { parameters, profileId } = query
    if (query.from !== 'live' || parameters.end_time) return query
    // By the service's clock, and a minute more where it is not known: the newest rows must not be cut off.
    const end = now() - (skew(profileId) ?? 0) + 60_000
    return { ...query, parameters: { ...parameters, end_time: toInstant(end) } }
  }

  /** Where several profiles are merged, whose row it is comes first. */
  function lineOf(query: ExportQuery, { profileId, raw }: Exported): string[] {
    const cells = cellsOf(raw, query.columns ?? exportedColumns, query.timeZone)
    return isMerged(query) ? [disarm(profileName(profileId)), ...cells] : cells
  }

  return { start, unfinished }
}

/** How often all pages are gone through for rows that moved meanwhile. */
const mostPasses = 3

/** Two profiles may hold the same operation, each with a state of its own. */
function isNew(seen: Set<string>, { profileId, raw }: Exported): boolean {
  const key = `${profileId} ${jobIdOf(raw)}`
  if (seen.has(key)) return false
  seen.add(key)
  return true
}

function isMerged({ selection }: ExportQuery): boolean {
  return (selection?.profileIds.length ?? 1) > 1
}

function headersOf(query: ExportQuery): string[] {
  const { columns, headers, profileHeader } = query
  const fields = columns ?? exportedColumns
  if (headers && headers.length !== fields.length) {
    throw new AppError('invalid-input', 'There must be one header for each column.', {
      detail: { field: 'headers', rule: 'form' }
    })
  }
  return [...(isMerged(query) ? [profileHeader] : []), ...(headers ?? fields)]
}
