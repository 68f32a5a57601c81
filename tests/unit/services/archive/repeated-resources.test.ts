import { afterAll, expect, test } from 'vitest'
import { StatisticsInput, ValueCountsInput } from '#shared/archive-query'
import { initialParameters as parameters } from '#shared/parameters'
import { openArchives } from '../../../support/archive-in-memory'

const archives = openArchives(['a'])
afterAll(archives.close)

const raw = {
  job_id: 'j-1',
  create_time: '2026-11-20T00:00:00Z',
  status_time: '2026-11-20T00:00:10Z',
  status: 'failed',
  resource_ids: 'ehpc-1 cln-1  cln-1'
}
archives.keep('a', [raw])
const selection = { profileIds: ['a'], parameters }

test('a resource that a record names twice is one, and counted once', () => {
  const { rows } = archives.page({ selection })
  expect(rows[0]?.resourceIds).toEqual(['ehpc-1', 'cln-1'])
  const by = 'resource_ids'
  const { groups } = archives.queries.statistics(StatisticsInput.parse({ selection, by }))
  expect(groups.map(({ key, count, failed }) => [key, count, failed])).toEqual([
    ['cln-1', 1, 1],
    ['ehpc-1', 1, 1]
  ])
  const input = ValueCountsInput.parse({ selection, field: 'resource_ids' })
  expect(archives.queries.counts(input).values).toEqual([
    { value: 'cln-1', count: 1 },
    { value: 'ehpc-1', count: 1 }
  ])
})

test('the record comes back as it was received', () => {
  const order = { field: 'create_time', descending: true } as const
  const input = { selection: { ...selection, filter: {} }, order, after: null, limit: 10 }
  const { records } = archives.queries.records(input)
  expect(records.map(({ text }) => text)).toEqual([JSON.stringify(raw)])
})
