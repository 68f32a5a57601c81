import type { ExportInput, Handlers } from '#shared/api'
import { AppError } from '#shared/errors'
import { exportedColumns } from '#shared/operation'
import type { Push } from '#shared/pushes'
import { toInstant } from '#shared/time'
import type { z } from 'zod'
import type { Pages, RecordPage } from '../pages'
import type { Clock, FilePicker, HeldPlace } from '../ports'
import { normalize } from '../records'
import { writeAtomically, type Write } from './atomic-file'
import { throwIfCancelled } from './cancelled'
import { byteOrderMark, cellsOf, csvLine } from './csv'
import { fileName } from './file-name'

type Query = z.output<typeof ExportInput>

interface Deps {
  profileName: (profileId: string) => string
  pages: Pages
  picker: FilePicker
  push: Push
  now: Clock
}

/** Rows of a page: the most the service gives, and what the archive gives at once. */
const pageSize = { live: 100, archive: 1000 }

/** Writes every row of a result, all its pages, to a file the user picks. */
export function createExports(deps: Deps): Pick<Handlers['exports'], 'start'> {
  const { profileName, pages, picker, push, now } = deps

  const start: Handlers['exports']['start'] = async (query, { signal, callId }) => {
    const path = await picker.save(fileName(profileName(query.profileId), now(), 'csv'), 'csv')
    if (path === null) return null
    let counted = { rows: 0, total: 0 }
    const bytes = await writeAtomically(path, async (write) => {
      counted = await writeRows(frozen(query, now()), write, signal, (done, total) =>
        push('exportProgress', { callId, done, total })
      )
    })
    return { path, bytes, ...counted }
  }

  async function writeRows(
    query: Query,
    write: Write,
    signal: AbortSignal,
    progress: (done: number, total: number) => void
  ) {
    const fields = query.columns ?? exportedColumns
    await write((query.encoding === 'utf-8-bom' ? byteOrderMark : '') + csvLine(headersOf(query)))
    const written = new Set<string>()
    // A stored answer is found by its very query, so its own paging is kept.
    const stored = query.from === 'answer'
    const limit = query.from === 'answer' ? query.parameters.limit : pageSize[query.from]
    const first = stored ? query.parameters.offset : 0
    let total = 0
    let after: HeldPlace | null = null
    for (let offset = first; ;) {
      throwIfCancelled(signal)
      const parameters = { ...query.parameters, offset, limit }
      const page: RecordPage = await pages({ ...query, parameters }, signal, after)
      if (offset === first) ({ total } = page)
      // Rows may move while one pages; each is written once.
      const fresh = page.records.filter((raw) => isNew(written, normalize(raw).jobId))
      await write(fresh.map((raw) => csvLine(cellsOf(raw, fields, query.timeZone))).join(''))
      progress(written.size, Math.max(page.total, written.size))
      offset += page.records.length
      after = page.last ?? null
      if (page.records.length === 0 || (offset >= page.total && !after)) break
    }
    throwIfCancelled(signal)
    return { rows: written.size, total }
  }

  return { start }
}

function isNew(seen: Set<string>, jobId: string): boolean {
  if (seen.has(jobId)) return false
  seen.add(jobId)
  return true
}

function headersOf({ columns, headers }: Query): string[] {
  const fields = columns ?? exportedColumns
  if (headers && headers.length !== fields.length) {
    throw new AppError('invalid-input', 'There must be one header for each column.', {
      detail: { field: 'headers', rule: 'form' }
    })
  }
  return [...(headers ?? fields)]
}

/** Offsets into a growing log shift; with an end, the rows that match stay the same. */
function frozen(query: Query, at: number): Query {
  const { parameters } = query
  if (query.from !== 'live' || parameters.end_time) return query
  // A clock that is behind must not cut off the newest rows: a minute is what the service tolerates.
  return { ...query, parameters: { ...parameters, end_time: toInstant(at + 60_000) } }
}
