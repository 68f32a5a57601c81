import type { ExportInput } from '#shared/api'
import type { RawOperation } from '#shared/operation'
import type { z } from 'zod'
import type { Archive } from './ports'
import type { Zones } from './zones'

type Query = z.output<typeof ExportInput>

/** Raw records of one page from where the result on screen came from; for exports. */
export function createPages({ zones, archive }: { zones: Zones; archive: Archive }) {
  return async function page(
    query: Query,
    signal: AbortSignal
  ): Promise<{ records: RawOperation[]; total: number }> {
    const { profileId, parameters, from, text } = query
    if (from === 'archive') return archive.records(profileId, parameters, text)
    if (from === 'answer') return answered(query)
    const { rows, total } = await zones.fetchPage(profileId, parameters, signal)
    // Its end is frozen at this moment, so nobody will ever ask this query again: rows only.
    await archive.store(profileId, rows, null)
    return { records: rows, total }
  }

  /** What is held of a stored answer; a page that was never loaded ends it. */
  async function answered({ profileId, parameters }: Query) {
    const answer = await archive.answer(profileId, parameters)
    if (!answer) return { records: [], total: 0 }
    const texts = await Promise.all(
      answer.rows.map(({ jobId }) => archive.record(profileId, jobId))
    )
    // Written by this app from a checked record.
    const records = texts.flatMap((text) =>
      text === null ? [] : [JSON.parse(text) as RawOperation]
    )
    return { records, total: answer.total }
  }
}

export type Pages = ReturnType<typeof createPages>
