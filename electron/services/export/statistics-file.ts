import type { Handlers, StatisticsExportInput } from '#shared/api'
import type { Statistics, StatisticsGroup } from '#shared/archive-query'
import { disarm } from '#shared/disarm'
import { AppError } from '#shared/errors'
import type { z } from 'zod'
import type { Archive, Clock, FilePicker } from '../ports'
import { throwIfUnread, withProfileName } from '../unread-archive'
import { writeAtomically } from './atomic-file'
import { throwIfCancelled } from './cancelled'
import { byteOrderMark, csvLine } from './csv'
import { fileName, ownersOf } from './file-name'

type Query = z.output<typeof StatisticsExportInput>

interface Deps {
  profileName: (profileId: string) => string
  archive: Pick<Archive, 'statistics'>
  picker: FilePicker
  now: Clock
}

const figures = [
  'count',
  'failed',
  'failure_rate',
  'pending',
  'p50_ms',
  'p95_ms',
  'max_ms'
] as const
/** More groups than any archive has. */
const everyGroup = Number.MAX_SAFE_INTEGER
const pngStart = Buffer.from('89504e470d0a1a0a', 'hex')

/** Writes all groups of a statistics view, or its chart, to a file the user picks. */
export function createStatisticsExports({
  profileName,
  archive,
  picker,
  now
}: Deps): Pick<Handlers['exports'], 'statistics' | 'picture'> {
  const statistics: Handlers['exports']['statistics'] = async (query, { signal }) => {
    const { selection, by, format } = query
    const headers = headersOf(query)
    const about = `${ownersOf(selection.profileIds, profileName)} statistics ${by}`
    const path = await picker.save(fileName(about, now(), format), format)
    if (path === null) return null
    const counted = await wholly(query)
    throwIfCancelled(signal)
    const text = format === 'csv' ? csvOf(query, headers, counted) : jsonOf(query, counted)
    const written = await writeAtomically(path, (write) => write(text))
    return { ...written, rows: counted.groups.length, total: counted.matching }
  }

  /** A file does not show what lacks in it, as the window does: an archive that cannot be read ends it. */
  async function wholly(query: Query): Promise<Statistics> {
    try {
      const counted = await archive.statistics({ ...query, limit: everyGroup })
      throwIfUnread(counted.unread ?? [])
      return counted
    } catch (error) {
      throw withProfileName(error, profileName)
    }
  }

  const picture: Handlers['exports']['picture'] = async ({ profileIds, png, groups }) => {
    const content = Buffer.from(png, 'base64')
    if (!content.subarray(0, pngStart.length).equals(pngStart)) {
      throw new AppError('invalid-input', 'This is no PNG.', {
        detail: { field: 'png', rule: 'form' }
      })
    }
    const about = `${ownersOf(profileIds, profileName)} chart`
    const path = await picker.save(fileName(about, now(), 'png'), 'png')
    if (path === null) return null
    const written = await writeAtomically(path, (write) => write(content))
    return { ...written, rows: groups, total: groups }
  }

  return { statistics, picture }
}

function headersOf({ by, headers }: Query): string[] {
  const names = [by, ...figures]
  if (headers && headers.length !== names.length) {
    throw new AppError('invalid-input', 'There must be one header for each column.', {
      detail: { field: 'headers', rule: 'form' }
    })
  }
  return headers ?? names
}

/** Part of the operations that failed, to a millionth. */
function rateOf({ count, failed }: StatisticsGroup): number {
  return Math.round((failed / count) * 1e6) / 1e6
}

function csvOf({ encoding }: Query, headers: string[], { groups }: Statistics): string {
  const lines = groups.map((group) => {
    const { key, count, failed, pending, p50, p95, max } = group
    const numbers = [count, failed, rateOf(group), pending, p50, p95, max]
    return csvLine([disarm(key), ...numbers.map((number) => String(number ?? ''))])
  })
  return [encoding === 'utf-8-bom' ? byteOrderMark : '', csvLine(headers), ...lines].join('')
}

function jsonOf({ by, timeZone, selection }: Query, { groups, all, distinct }: Statistics): string {
  const file = {
    by,
    timeZone,
    parameters: selection.parameters,
    filter: selection.filter,
    operations: all.count,
    failed: all.failed,
    distinct,
    groups: groups.map((group) => {
      const { key, count, failed, pending, p50, p95, max } = group
      return {
        [by]: key,
        count,
        failed,
        failure_rate: rateOf(group),
        pending,
        p50_ms: p50,
        p95_ms: p95,
        max_ms: max
      }
    })
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
