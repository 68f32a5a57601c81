import type { ExportInput } from '#shared/api'
import { parseExactly } from '#shared/exact-json'
import type { RawOperation } from '#shared/operation'
import type { z } from 'zod'
import { heldPage } from './held-page'
import type { Archive, HeldPlace, HeldRecord } from './ports'
import type { LivePages } from './live-pages'

export type ExportQuery = z.output<typeof ExportInput>

/** A record to write, and whose. */
export interface Exported {
  profileId: string
  raw: RawOperation
}

/** A page of an export. */
export interface RecordPage {
  records: Exported[]
  total: number
  /** Where the next page of the archive goes on. */
  last?: HeldPlace | null
}

/** Raw records of one page from where the result on screen came from; for exports. */
export function createPages({
  archive,
  live
}: {
  archive: Archive
  live: Pick<LivePages, 'toWrite'>
}) {
  /** @param after where the page before ended; pages of the archive follow it, whatever was stored meanwhile */
  return async function page(
    query: ExportQuery,
    signal: AbortSignal,
    after: HeldPlace | null
  ): Promise<RecordPage> {
    const { profileId, parameters, from } = query
    if (from === 'archive') return held(query, after)
    if (from === 'answer') return answered(query)
    const { total, rows } = await live.toWrite(profileId, parameters, signal)
    return { records: rows.map((raw) => ({ profileId, raw })), total }
  }

  async function held(query: ExportQuery, after: HeldPlace | null): Promise<RecordPage> {
    const { profileId, parameters } = query
    const asked = heldPage({ profileId, parameters, text: '' })
    const { selection, order } = query.selection ? { ...query, selection: query.selection } : asked
    const found = await archive.records({ selection, order, after, limit: asked.limit })
    return { ...found, records: found.records.map(recordOf) }
  }

  /** What is held of a stored answer; a page that was never loaded ends it. */
  async function answered({ profileId, parameters }: ExportQuery) {
    const answer = await archive.answer(profileId, parameters)
    if (!answer) return { records: [], total: 0 }
    const texts = await Promise.all(
      answer.rows.map(({ jobId }) => archive.record(profileId, jobId))
    )
    const records = texts.flatMap((text) => (text === null ? [] : [recordOf({ profileId, text })]))
    return { records, total: answer.total }
  }
}

/** Written by this app from a checked record. */
function recordOf({ profileId, text }: HeldRecord): Exported {
  return { profileId, raw: parseExactly(text) as RawOperation }
}

export type Pages = ReturnType<typeof createPages>
