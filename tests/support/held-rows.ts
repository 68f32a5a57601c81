import type { ArchivePage, ArchivePageInput, HeldRow } from '#shared/archive-query'

export function heldRow(number: number, values: Partial<HeldRow> = {}): HeldRow {
  return {
    profileId: 'a',
    jobId: `j-${number}`,
    createTime: number * 1000,
    statusTime: number * 1000,
    status: 'successful',
    action: '',
    description: `row ${number}`,
    owner: '',
    submitter: '',
    resourceIds: [],
    errorCodes: '',
    taskCount: null,
    ...values
  }
}

/** An archive of rows numbered from 1, the newest first, that answers as the real one does. */
export function fakeArchive(count: number) {
  const asked: ArchivePageInput['start'][] = []
  const archive = {
    count,
    version: 1,
    asked,
    page: (input: ArchivePageInput): Promise<ArchivePage> => {
      const { start = { row: 0 }, limit = 200 } = input
      asked.push(start)
      const [first, end] = stretchOf(start, limit)
      const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) =>
        heldRow(archive.count - first - index)
      )
      const coverage = { complete: true, missing: [], missingMs: 0, unreached: 0 }
      const { version } = archive
      return Promise.resolve({ rows, first, total: archive.count, version, at: 0, coverage })
    }
  }
  const placeOf = (jobId: string) => archive.count - Number(jobId.slice(2))
  function stretchOf(start: NonNullable<ArchivePageInput['start']>, limit: number) {
    if ('before' in start) {
      const end = placeOf(start.before.jobId)
      return [Math.max(0, end - limit), end] as const
    }
    const first = 'row' in start ? start.row : 'after' in start ? placeOf(start.after.jobId) + 1 : 0
    return [first, Math.min(archive.count, first + limit)] as const
  }
  return archive
}
