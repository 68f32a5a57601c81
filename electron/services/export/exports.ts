import { basename } from 'node:path'
import type { Handlers } from '#shared/api'
import { disarm } from '#shared/disarm'
import { AppError, toWire } from '#shared/errors'
import { exportedColumns } from '#shared/operation'
import type { Push, Pushes } from '#shared/pushes'
import { toInstant } from '#shared/time'
import { skewToleranceMs } from '../hpc/clock-skew'
import type { Exported, ExportQuery, Pages } from '../pages'
import type { Clock, FilePicker, Sleep } from '../ports'
import { jobIdOf } from '../records'
import { writeAtomically, type Write } from './atomic-file'
import { throwIfCancelled } from './cancelled'
import { byteOrderMark, cellsOf, csvLine } from './csv'
import { fileName, ownersOf } from './file-name'
import { takeLive } from './live-rows'
import type { Parts } from './parts'
import { patientPages, type Wait } from './patient-pages'
import { takeStored } from './stored-rows'
import type { Take } from './taking'

interface Deps {
  profileName: (profileId: string) => string
  pages: Pages
  picker: FilePicker
  push: Push
  now: Clock
  sleep: Sleep
  /** How far this machine's clock is ahead of the service's, ms; null: not known. */
  skew: (profileId: string) => number | null
  parts?: Pick<Parts, 'begin' | 'end'>
}

/** How far an export is: rows written of those that match; what it waits for, and until when. */
type Report = (progress: Omit<Pushes['exportProgress'], 'callId'>) => void

interface Exports extends Pick<Handlers['exports'], 'start'> {
  /** Names of the files that are being written, without those that were cancelled. */
  unfinished: () => string[]
}

/** Writes every row of a result, all its pages, to a file the user picks. */
export function createExports(deps: Deps): Exports {
  const { profileName, picker, push, now, skew, parts } = deps
  const writing = new Set<{ path: string; signal: AbortSignal }>()

  const start: Handlers['exports']['start'] = async (query, { signal, callId }) => {
    const about = ownersOf(query.selection?.profileIds ?? [query.profileId], profileName)
    const path = await picker.save(fileName(about, now(), 'csv'), 'csv')
    if (path === null) return null
    let counted = { rows: 0, total: 0 }
    const file = { path, signal }
    writing.add(file)
    try {
      const fill = async (write: Write) => {
        counted = await writeRows(query, write, signal, (progress) =>
          push('exportProgress', { callId, ...progress })
        )
      }
      const written = await writeAtomically(path, fill, { parts, orBeside: true })
      return { ...written, ...(written.path !== path && { wanted: path }), ...counted }
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

    const take: Take = async (records, total) => {
      const isFresh = records.map((record) => isNew(written, record))
      const fresh = records.filter((_record, index) => isFresh[index])
      await write(fresh.map((record) => csvLine(lineOf(query, record))).join(''))
      matching = total
      progress(null)
      return isFresh
    }
    const taking = { query, ask, take }
    const total = await (query.from === 'live'
      ? takeLive({ ...taking, until: endFor(query.profileId) })
      : takeStored(taking))
    throwIfCancelled(signal)
    return { rows: written.size, total }
  }

  /** Now by the service's clock, as well as that is known: its newest rows must not be cut off, nor later ones let in. */
  function endFor(profileId: string): string {
    const skewMs = skew(profileId)
    return toInstant(skewMs === null ? now() + longestSkewMs : now() - skewMs + skewToleranceMs)
  }

  /** Where several profiles are merged, whose row it is comes first. */
  function lineOf(query: ExportQuery, { profileId, raw }: Exported): string[] {
    const cells = cellsOf(raw, query.columns ?? exportedColumns, query.timeZone)
    return isMerged(query) ? [disarm(profileName(profileId)), ...cells] : cells
  }

  return { start, unfinished }
}

/** The service takes no call of a clock that is further off, ms. */
const longestSkewMs = 60_000

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
