import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actions } from '../../../electron/demo/actions'
import { createFilter, type DemoQuery } from '../../../electron/demo/filter'
import { createLog, type DemoRow } from '../../../electron/demo/generator'
import { answersPlainly } from '../../support/asked-plainly'

const start = Date.parse('2026-11-20T06:00:00Z')
const log = createLog({ seed: 3, size: 300, now: start, growthPerMinute: 4 })

/** The whole log at a time, filtered by reading every row. */
function naive(query: DemoQuery, at: number, vanished: number): DemoRow[] {
  const all = Array.from({ length: log.count(at) }, (_, index) => log.row(index, at))
  const found = all.slice(vanished).filter((row) => answersPlainly({ ...row }, query))
  return query.reverse === '1' ? found.reverse() : found
}

const sample = Array.from({ length: 300 }, (_, index) => log.row(index, start))
const seen = (field: 'owner' | 'job_id' | 'create_time') => sample.map((row) => row[field])
const ids = sample.flatMap((row) => row.resource_ids.split(' '))
const maybe = (values: readonly string[]) =>
  fc.option(fc.constantFrom('', 'unknown', ...values), { nil: undefined, freq: 2 })
const rarely = (values: readonly string[]) =>
  fc.option(fc.constantFrom('', 'j-00000000000', ...values), { nil: undefined, freq: 2 })

const queries: fc.Arbitrary<DemoQuery> = fc.record({
  status: fc.constantFrom(undefined, 'pending', 'successful', 'failed', 'working'),
  job_action: maybe(actions.map(({ name }) => name)),
  owner: maybe(seen('owner')),
  resource_ids: maybe(ids),
  action_describe: maybe(['节点', '队列', '从队列移除节点', '集']),
  search_word: maybe(['queue', 'NODES', '集群', 'ehpc-', 'cln', ...ids, ` ${ids[3]}`, 'a']),
  start_time: fc.option(fc.constantFrom(...seen('create_time'))),
  end_time: fc.option(fc.constantFrom(...seen('create_time'))),
  verbose: fc.constantFrom(undefined, '0', '1'),
  directive: fc.constantFrom(undefined, 'anything'),
  reverse: fc.constantFrom(undefined, '0', '1'),
  offset: fc.constantFrom(undefined, '0', '1', '7', '290', '400'),
  limit: fc.constantFrom(undefined, '1', '10', '99', '100')
})
const jobQueries = fc.record({ jobs: rarely(seen('job_id')), job_ids: rarely(seen('job_id')) })
const single = fc
  .tuple(
    fc.constantFrom('status', 'owner', 'resource_ids', 'search_word', 'start_time', 'end_time'),
    queries
  )
  .map(([name, query]) => ({ [name]: query[name], reverse: query.reverse, offset: query.offset }))

test('answers as reading every row would, while the log grows and rows finish', () => {
  const answer = createFilter(log)
  let at = start
  fc.assert(
    fc.property(
      fc.oneof(
        single,
        queries,
        fc.tuple(single, jobQueries).map(([a, b]) => ({ ...a, ...b }))
      ),
      fc.integer({ min: 0, max: 40_000 }),
      fc.constantFrom(0, 0, 0, 5, 299),
      (query, passedMs, vanished) => {
        at += passedMs
        const clean = Object.fromEntries(
          Object.entries(query).filter(([, value]) => value !== null)
        ) as DemoQuery
        const expected = naive(clean, at, vanished)
        const offset = Number(clean.offset ?? 0)
        const limit = Number(clean.limit ?? 10)
        expect(answer(clean, { at, vanished })).toEqual({
          ok: true,
          total: expected.length,
          rows: expected.slice(offset, offset + limit)
        })
      }
    ),
    { numRuns: 500, endOnFailure: true }
  )
})

test('finds each row by its job id, by either parameter', () => {
  const answer = createFilter(log)
  for (const row of sample) {
    for (const name of ['jobs', 'job_ids']) {
      expect(answer({ [name]: row.job_id }, { at: start })).toMatchObject({ total: 1, rows: [row] })
    }
  }
  const [first, second] = seen('job_id')
  expect(answer({ jobs: first, job_ids: second }, { at: start })).toMatchObject({ total: 0 })
})

test('answers ten rows, oldest first, when nothing is asked', () => {
  expect(createFilter(log)({}, { at: start })).toEqual({
    ok: true,
    total: 300,
    rows: sample.slice(0, 10)
  })
})

test.each([
  { limit: '0' },
  { limit: '101' },
  { limit: 'ten' },
  { offset: '-1' },
  { reverse: '2' },
  { verbose: 'yes' },
  { start_time: '2026-11-20' },
  { end_time: '2026-13-20T00:00:00Z' }
])('refuses %o with 1100 and names the parameter', (query) => {
  const refusal = createFilter(log)(query, { at: start })
  expect(refusal).toMatchObject({ ok: false, retCode: 1100 })
  expect(JSON.stringify(refusal)).toContain(Object.keys(query)[0])
})

test('pages a million rows at once, and counts a filter in about a second', () => {
  const large = createLog({ seed: 3, size: 1_000_000, now: start, growthPerMinute: 4 })
  const answer = createFilter(large)
  const spent = (query: DemoQuery) => {
    const from = performance.now()
    answer(query, { at: start })
    return performance.now() - from
  }
  const deep = { offset: '987654', limit: '100', reverse: '1' }
  spent(deep)
  expect(Math.min(...Array.from({ length: 20 }, () => spent(deep)))).toBeLessThan(5)
  const filtered = { status: 'failed', search_word: 'cln-a', reverse: '1' }
  expect(spent(filtered)).toBeLessThan(3000)
  expect(spent(filtered)).toBeLessThan(50)
})
