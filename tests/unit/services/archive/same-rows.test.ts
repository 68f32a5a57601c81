import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { OperationParameters } from '#shared/parameters'
import { createFilter } from '../../../../electron/demo/filter'
import { createLog } from '../../../../electron/demo/generator'
import { openArchives } from '../../../support/archive-in-memory'

const now = Date.parse('2026-11-20T06:00:00Z')
const size = 1500
const log = createLog({ seed: 11, size, growthPerMinute: 0, now })
const rows = Array.from({ length: size }, (_, index) => log.row(index, now))
const ask = createFilter(log)
const archives = openArchives(['zone'], () => now)
// In an order of no kind, in pages: rows come from wherever one has looked.
const shuffled = rows.toSorted((a, b) => (a.job_id < b.job_id ? -1 : 1))
for (let from = 0; from < size; from += 100) {
  archives.keep(
    'zone',
    shuffled.slice(from, from + 100).map((row) => ({ ...row }))
  )
}
afterAll(archives.close)

function atService(parameters: OperationParameters): string[] {
  const ids: string[] = []
  const { limit: _limit, offset: _offset, ...conditions } = parameters
  const texts = Object.entries(conditions).map(([name, value]) => [name, String(value)])
  for (;;) {
    const paging = { limit: '100', offset: String(ids.length) }
    const answer = ask({ ...Object.fromEntries(texts), ...paging }, { at: now })
    if (!answer.ok) throw new Error(answer.message)
    ids.push(...answer.rows.map(({ job_id }) => job_id))
    if (answer.rows.length === 0 || ids.length >= answer.total) return ids
  }
}

const row = fc.nat(size - 1).map((index) => rows[index] ?? rows[0])
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
const field = (name: 'owner' | 'job_action' | 'action_describe' | 'job_id' | 'create_time') =>
  maybe(row.map((found) => found?.[name] ?? ''))

const query = fc
  .record({
    status: maybe(fc.constantFrom('pending', 'successful', 'failed', 'unheard of')),
    owner: field('owner'),
    job_action: field('job_action'),
    resource_ids: maybe(
      fc
        .tuple(row, fc.nat(6))
        .map(([found, place]) => found?.resource_ids.split(' ')[place] ?? 'cln-nowhere')
    ),
    action_describe: maybe(
      fc
        .tuple(field('action_describe'), fc.nat(3), fc.nat(3))
        .map(([text, from, length]) => text?.slice(from, from + length + 1) || '节点')
    ),
    start_time: field('create_time'),
    end_time: field('create_time'),
    job: fc.tuple(
      fc.constantFrom('jobs', 'job_ids'),
      fc.option(field('job_id'), { nil: undefined, freq: 2 })
    ),
    reverse: fc.constantFrom(0, 1)
  })
  // By either name of the parameter.
  .map(({ job: [name, id], ...values }) => ({ ...values, [name]: id, limit: 100, offset: 0 }))
  .filter(({ start_time, end_time }) => !start_time || !end_time || start_time <= end_time)

test('any query finds the same rows here and at the service', () => {
  fc.assert(
    fc.property(query, (values) => {
      const parameters = OperationParameters.parse(values)
      const here = archives.all({ profileIds: ['zone'], parameters })
      expect(here.toSorted()).toEqual(atService(parameters).toSorted())
    }),
    { numRuns: 400 }
  )
})

test('the queries of this test do find rows, some and all', () => {
  const found = fc.sample(query, 300).map((values) => {
    const parameters = OperationParameters.parse(values)
    return archives.all({ profileIds: ['zone'], parameters }).length
  })
  expect(found.filter((count) => count > 0 && count < size).length).toBeGreaterThan(40)
  expect(
    archives.all({ profileIds: ['zone'], parameters: { reverse: 1, limit: 1, offset: 0 } })
  ).toHaveLength(size)
})
