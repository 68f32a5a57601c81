import { parseExactly } from '#shared/exact-json'
import type { RawOperation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'
import { heldPage } from '../../electron/services/held-page'
import type { Archive } from '../../electron/services/ports'
import { toUtf8 } from '../../electron/services/utf8'

/** Keeps rows as if the service had just sent them. */
export function keepRows(
  archive: Archive,
  profileId: string,
  rows: readonly RawOperation[],
  answer: { parameters: OperationParameters; total: number; at?: number } | null = null
) {
  const body = toUtf8(JSON.stringify({ ret_code: 0, total_count: rows.length, job_set: rows }))
  return archive.store(profileId, { body, at: answer?.at ?? Date.now(), answer })
}

/** One page of what is held, by the parameters of the call. */
export function searchHeld(
  archive: Archive,
  profileId: string,
  parameters: OperationParameters,
  text = ''
) {
  return archive.page(heldPage({ profileId, parameters, text }))
}

/** The raw records of such a page. */
export async function recordsHeld(
  archive: Archive,
  profileId: string,
  parameters: OperationParameters,
  text = ''
) {
  const { selection, order, limit } = heldPage({ profileId, parameters, text })
  const found = await archive.records({ selection, order, after: null, limit })
  return {
    records: found.records.map(({ text }) => parseExactly(text) as RawOperation),
    total: found.total
  }
}
