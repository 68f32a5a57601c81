import { expect, test } from 'vitest'
import { ExportInput } from '#shared/api'
import type { RawOperation } from '#shared/operation'
import { initialParameters, type OperationParameters } from '#shared/parameters'
import { takeLive } from '../../../../electron/services/export/live-rows'

const until = '2026-11-20T14:04:04Z'

/** Rows of a service, oldest first. */
function rowsOf(size: number, create_time: string | null): RawOperation[] {
  return Array.from({ length: size }, (_, n) => ({ job_id: `j-${create_time}-${n}`, create_time }))
}

interface Service extends Partial<OperationParameters> {
  /** More than it gives where there are no bounds. */
  counts?: number
  /** No more than this. */
  countsTo?: number
  /** Rows it gives at once. */
  gives?: number
}

/** What an export takes of a service. @param rowsFor those that match, in ascending order */
async function takenFrom(
  rowsFor: (asked: OperationParameters) => readonly RawOperation[],
  { counts = 0, countsTo = Infinity, gives = Infinity, ...asked }: Service = {}
) {
  const taken = new Set<string>()
  const queries: OperationParameters[] = []
  const totals: number[] = []
  const total = await takeLive({
    query: ExportInput.parse({
      profileId: 'p',
      from: 'live',
      parameters: { ...initialParameters, ...asked }
    }),
    ask: async ({ parameters }) => {
      queries.push(parameters)
      const { offset, limit, reverse } = parameters
      const rows = reverse ? rowsFor(parameters).toReversed() : rowsFor(parameters)
      const page = rows.slice(offset, offset + Math.min(limit, gives))
      const records = page.map((raw) => ({ profileId: 'p', raw }))
      const more = parameters.start_time || parameters.end_time ? 0 : counts
      return { total: Math.min(rows.length + more, countsTo), records }
    },
    take: async (records, matching) => {
      totals.push(matching)
      return records.map(({ raw }) => {
        const before = taken.size
        return taken.add(String(raw.job_id)).size > before
      })
    },
    until
  })
  return { rows: taken.size, total, calls: queries.length, queries, totals }
}

const timed = rowsOf(200, '2026-11-01T00:00:00Z')

for (const place of ['first', 'last'] as const) {
  test(`rows without a time are taken, too, where the service puts them ${place}`, async () => {
    for (const size of [25, 230]) {
      const untimed = rowsOf(size, null)
      const all = place === 'first' ? [...untimed, ...timed] : [...timed, ...untimed]
      for (const reverse of [0, 1]) {
        const found = await takenFrom(({ end_time }) => (end_time ? timed : all), { reverse })
        expect(found).toMatchObject({ rows: 200 + size, total: 200 + size })
        expect(new Set(found.totals)).toEqual(new Set([200 + size]))
      }
    }
  })
}

test('where none lack that is one call more, and none where all fit on a page', async () => {
  const all = await takenFrom(() => timed.slice(0, 150))
  expect([all.rows, all.calls]).toEqual([150, 3])
  expect(all.queries.map(({ end_time }) => end_time)).toEqual([undefined, until, until])
  const few = await takenFrom(() => timed.slice(0, 30))
  expect([few.rows, few.total, few.calls]).toEqual([30, 30, 1])
})

test('a query with a bound is asked with it, as its answers on screen have none of them', async () => {
  const later = '2026-11-21T00:00:00Z'
  const ended = await takenFrom(() => timed.slice(0, 150), { end_time: later })
  expect(ended.queries.map(({ end_time }) => end_time)).toEqual([later, later])
  const begun = await takenFrom(() => timed.slice(0, 150), { start_time: '2026-10-01T00:00:00Z' })
  expect(begun.queries.map(({ end_time }) => end_time)).toEqual([until, until])
})

test('a row that came in since the first count is none without a time', async () => {
  const newer = { job_id: 'j-newer', create_time: '2026-11-20T14:05:00Z' }
  let calls = 0
  const { rows, total } = await takenFrom(({ end_time }) => {
    return ++calls > 2 && !end_time ? [...timed, newer] : timed
  })
  expect([rows, total]).toEqual([200, 200])
})

test('what is counted without bounds and never given is in the total', async () => {
  const { rows, total, calls } = await takenFrom(() => timed, { counts: 25 })
  expect([rows, total]).toEqual([200, 225])
  // Of the pages three, the last of which is empty, and one more for the count and each end.
  expect(calls).toBe(6)
})

test('a first page is not taken for all where it is short of the count, nor where it is full', async () => {
  expect((await takenFrom(() => timed, { gives: 50 })).rows).toBe(200)
  expect((await takenFrom(() => timed, { countsTo: 100 })).rows).toBe(200)
})
