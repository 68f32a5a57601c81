import { parseExactly } from '#shared/exact-json'
import type { RawOperation } from '#shared/operation'
import { initialParameters } from '#shared/parameters'
import type { DemoZone } from '../../electron/demo/server'
import type { Archive, HeldPlace, HeldRecords } from '../../electron/services/ports'

/** Every record held of a profile, by job id; throws where one is held twice. */
export async function heldRecords(
  archive: Archive,
  profileId = 'p'
): Promise<Map<string, RawOperation>> {
  const held = new Map<string, RawOperation>()
  for (let after: HeldPlace | null = null; ;) {
    const { records, last }: HeldRecords = await archive.records({
      selection: { profileIds: [profileId], parameters: initialParameters, filter: {} },
      order: { field: 'create_time', descending: true },
      after,
      limit: 1000
    })
    for (const { text } of records) {
      const raw = parseExactly(text) as RawOperation
      const jobId = String(raw.job_id)
      if (held.has(jobId)) throw new Error(`${jobId} is held twice`)
      held.set(jobId, raw)
    }
    if (!last) return held
    after = last
  }
}

/** Every record a zone shows at a time, by job id. */
export function shownRecords(zone: DemoZone, at: number): Map<string, RawOperation> {
  const shown = new Map<string, RawOperation>()
  for (let index = 0; index < zone.log.count(at); index++) {
    if (!zone.shows(index)) continue
    const row = zone.log.row(index, at)
    shown.set(row.job_id, { ...row })
  }
  return shown
}
