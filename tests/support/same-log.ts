import { ArchivePageInput } from '#shared/archive-query'
import type { RawOperation } from '#shared/operation'
import { initialParameters } from '#shared/parameters'
import type { DemoZone } from '../../electron/demo/server'
import type { Archive } from '../../electron/services/ports'

/** Every record held of a profile, by job id; throws where one is held twice. */
export async function heldRecords(
  archive: Archive,
  profileId = 'p'
): Promise<Map<string, RawOperation>> {
  const held = new Map<string, RawOperation>()
  for (let row = 0; ;) {
    const { records, total } = await archive.records(
      ArchivePageInput.parse({
        selection: { profileIds: [profileId], parameters: initialParameters },
        start: { row },
        limit: 1000
      })
    )
    for (const record of records) {
      const jobId = String(record.job_id)
      if (held.has(jobId)) throw new Error(`${jobId} is held twice`)
      held.set(jobId, record)
    }
    row += records.length
    if (records.length === 0 || row >= total) return held
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
