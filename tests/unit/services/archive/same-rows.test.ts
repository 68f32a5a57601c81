import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { RawOperation } from '#shared/operation'
import { initialParameters, OperationParameters, parameters } from '#shared/parameters'
import { createFilter } from '../../../../electron/demo/filter'
import { createLog } from '../../../../electron/demo/generator'
import { jobIdOf } from '../../../../electron/services/records'
import { openArchives } from '../../../support/archive-in-memory'
import { answersPlainly } from '../../../support/asked-plainly'

const now = Date.parse('2026-11-20T06:00:00Z')
const size = 1500
const log = createLog({ seed: 11, size, growthPerMinute: 0, now })
const rows = Array.from({ length: size }, (_, index) => log.row(index, now))
const ask = createFilter(log)
const archives = openArchives(['zone', 'odd'], () => now)
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

/** What the page of the call has no example of: a field that is missing, null, empty, or a number. */
const oddly = (...others: unknown[]) =>
  fc.oneof(fc.constantFrom<unknown>(undefined, null, '', 1400), fc.constantFrom(...others))
const second = fc.nat(20).map((s) => `2026-11-19T10:00:${String(s).padStart(2, '0')}Z`)
const oddRow: fc.Arbitrary<RawOperation> = fc
  .record({
    status: oddly('pending', 'failed', 'Failed', 'working', 'done with failure', 'queued', 'null'),
    owner: oddly('usr-Ab', 'usr-aB', 'null', 'undefined', '1400', true, 14.5),
    job_action: oddly('AddNodes', 'addnodes', '1400'),
    action_describe: oddly('从队列移除节点', 'Remove Nodes', 'remove  节点', 'ſ', 'İ', 'null'),
    resource_ids: oddly('cln-a', 'cln-A', 'cl cln-a', 'cln-a cln-a', ' cln-b  cl ', 'cln-ab'),
    create_time: fc.oneof(
      second,
      second,
      oddly('soon', '2026-11-19T10：00：05Z', '0001-01-01T00:00:00Z')
    ),
    status_time: fc.oneof(second, oddly('soon')),
    submitter: oddly('nscca-hpc1'),
    error_codes: oddly('1400', '5000,1400'),
    task_count: oddly(3, '3')
  })
  .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)))
// Job ids that differ in case only or are no text, and rows that have none.
const oddIds = ['j-a', 'j-A', 'J-A', 'ｊ-a', 14].flatMap((start) =>
  Array.from({ length: 80 }, (_, n) => (start === 14 ? 140_000 + n : `${start}${n}`))
)
const oddRows = fc
  .sample(oddRow, { numRuns: oddIds.length + 20, seed: 11 })
  .map((row, n) => (n < oddIds.length ? { ...row, job_id: oddIds[n] } : row))
archives.keep('odd', oddRows)

const matching = parameters.filter((entry) => 'match' in entry)
const oddQuery = fc
  .record({
    status: maybe(fc.constantFrom('pending', 'failed', 'working', 'queued', '1400', 'null')),
    owner: maybe(fc.constantFrom('usr-Ab', 'usr-ab', 'null', 'undefined', '1400', 'true', '14.5')),
    job_action: maybe(fc.constantFrom('AddNodes', 'addnodes', 'ADDNODES', '1400', 'null')),
    resource_ids: maybe(fc.constantFrom('cln-a', 'cln-A', 'cl', 'cln', '1400', 'cl cln-a', 'null')),
    action_describe: maybe(fc.constantFrom('节点', 'REMOVE', 'nodes', 's', 'i', 'null', '14')),
    start_time: maybe(second),
    end_time: maybe(second),
    job: fc.tuple(
      fc.constantFrom('jobs', 'job_ids'),
      fc.option(fc.constantFrom(...oddIds.map(String), 'j-', 'j-a'), { nil: undefined, freq: 2 })
    ),
    // Most rows lack most of what several conditions ask for.
    only: maybe(fc.constantFrom(...matching.map(({ name }) => name)))
  })
  .map(({ job: [name, id], only, ...values }) => {
    const given = Object.entries({ ...values, [name]: id }).filter(([, value]) => value)
    return Object.fromEntries(given.filter(([field]) => !only || field === only))
  })
  .filter(({ start_time = '', end_time }) => !end_time || start_time <= end_time)

test('rows unlike any of the page are found by the queries that find them at the service', () => {
  const found = new Set<string>()
  fc.assert(
    fc.property(oddQuery, (values) => {
      const there = oddRows.filter((row) => answersPlainly(row, values)).map(jobIdOf)
      const asked = OperationParameters.parse({ ...initialParameters, ...values })
      const here = archives.all({ profileIds: ['odd'], parameters: asked })
      expect(here.toSorted()).toEqual(there.toSorted())
      if (there.length === 0) return
      for (const name of Object.keys(values)) found.add(name)
    }),
    { numRuns: 1000 }
  )
  // Each parameter did find rows, by itself or with others.
  expect([...found].toSorted()).toEqual(matching.map(({ name }) => name).toSorted())
  const all = archives.all({ profileIds: ['odd'], parameters: initialParameters })
  expect(all).toHaveLength(oddRows.length)
})
