import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  HistogramInput,
  statisticsColumns,
  StatisticsInput,
  StoryInput,
  ValueCountsInput,
  type ArchiveFilter,
  type FilterField
} from '#shared/archive-query'
import { columnOf, durationOf, isEnded, type ColumnField, type Operation } from '#shared/operation'
import { initialParameters as parameters } from '#shared/parameters'
import { createLog } from '../../../../electron/demo/generator'
import { normalize } from '../../../../electron/services/records'
import { openArchives } from '../../../support/archive-in-memory'

const now = Date.parse('2026-11-20T06:00:00Z')
const zones = ['east', 'west'] as const
const archives = openArchives(zones, () => now)
afterAll(archives.close)

/** What is held, plainly: the answers are checked against loops over this list. */
const held: (Operation & { profileId: string })[] = zones.flatMap((zone, place) => {
  const size = [5200, 1300][place] ?? 0
  const log = createLog({ seed: 3 + place, size, growthPerMinute: 0, now })
  const rows = Array.from({ length: size }, (_, index) => ({
    ...log.row(index, now),
    // Something that only a part of the records has.
    ...(index % 50 === 0 ? { region: `r-${index % 7}`, owner: null } : {})
  }))
  // Newest first, so that rows keep coming in before those that are there.
  for (let from = rows.length; from > 0; from -= 130) {
    archives.keep(zone, rows.slice(Math.max(0, from - 130), from))
  }
  return rows.map((row) => ({ ...normalize(row), profileId: zone }))
})

const valuesOf: Record<FilterField, (row: Operation) => readonly string[]> = {
  status: (row) => [row.status],
  job_action: (row) => [row.action],
  action_describe: (row) => [row.description],
  owner: (row) => [row.owner],
  submitter: (row) => [row.submitter],
  error_codes: (row) => [row.errorCodes],
  resource_ids: (row) => row.resourceIds,
  job_id: (row) => [row.jobId]
}

const regionOf = new Map<string, string>()
for (const zone of zones) {
  for (const { jobId } of held.filter(({ profileId }) => profileId === zone)) {
    const record = JSON.parse(archives.fileOf(zone).record(jobId) ?? '{}') as { region?: string }
    if (record.region) regionOf.set(jobId, record.region)
  }
}

function matches(row: Operation, filter: ArchiveFilter): boolean {
  const { is = {}, isNot = {}, duration, age, hasError, stuck, text } = filter
  const has = (field: string, list: readonly string[]) =>
    valuesOf[field as FilterField](row).some((value) => list.includes(value))
  const lasted = durationOf(row)
  const old = row.createTime === null ? null : now - row.createTime
  const within = (
    value: number | null,
    range: { from?: number | undefined; to?: number | undefined }
  ) => value !== null && value >= (range.from ?? -Infinity) && value <= (range.to ?? Infinity)
  const everything = [
    ...Object.values(valuesOf).flatMap((of) => of(row)),
    row.resourceIds.join(' '),
    regionOf.get(row.jobId) ?? '',
    String(row.taskCount ?? '')
  ]
  return (
    Object.entries(is).every(([field, list]) => list.length === 0 || has(field, list)) &&
    Object.entries(isNot).every(([field, list]) => !has(field, list)) &&
    (!duration || within(lasted, duration)) &&
    (!age || within(old, age)) &&
    (hasError === undefined || (row.errorCodes !== '') === hasError) &&
    (stuck === undefined || (!isEnded(row.status) && old !== null && old >= stuck)) &&
    (!text || everything.some((value) => value.toLowerCase().includes(text.toLowerCase())))
  )
}

const row = fc.nat(held.length - 1).map((index) => held[index] as (typeof held)[number])
const someValues = fc
  .tuple(
    fc.constantFrom<FilterField>(
      'status',
      'job_action',
      'action_describe',
      'owner',
      'submitter',
      'error_codes',
      'resource_ids',
      'job_id'
    ),
    fc.array(row, { minLength: 1, maxLength: 4 })
  )
  .map(([field, rows]) => ({ [field]: rows.map((found) => valuesOf[field](found).at(-1) ?? '') }))
const part = fc
  .tuple(
    row,
    fc.constantFrom<FilterField>(
      'action_describe',
      'job_id',
      'resource_ids',
      'owner',
      'job_action'
    ),
    fc.nat(8),
    fc.integer({ min: 1, max: 5 })
  )
  .map(
    ([found, field, from, length]) =>
      (valuesOf[field](found)[0] ?? '').slice(from, from + length).toUpperCase() || '8'
  )
/** A piece of the resources as their cell shows them, of two where there are two. */
const overResources = fc
  .tuple(row, fc.integer({ min: -4, max: 0 }), fc.integer({ min: 6, max: 30 }))
  .map(([{ resourceIds }, offset, length]) => {
    const text = resourceIds.join(' ')
    const from = Math.max(0, text.indexOf(' ') + offset)
    return text.slice(from, from + length).toUpperCase() || ' '
  })
const span = fc
  .tuple(fc.nat(400_000), fc.nat(400_000))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
// Seldom, since of many conditions at once nearly every row fails one.
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
const filters: fc.Arbitrary<ArchiveFilter> = fc
  .record({
    is: maybe(someValues),
    isNot: maybe(someValues),
    duration: maybe(span),
    age: maybe(span.map(({ from, to }) => ({ from: from * 50_000, to: to * 50_000 }))),
    hasError: maybe(fc.boolean()),
    stuck: maybe(fc.nat(200_000)),
    text: maybe(fc.oneof(part, fc.constantFrom('节', '队列', 'r-3', 'R-', 'nscca', 'zzz')))
  })
  .map((values) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  )
const profileIds: fc.Arbitrary<string[]> = fc.constantFrom(
  ['east'],
  ['west'],
  ['east', 'west'],
  ['west', 'east']
)
const expected = (ids: readonly string[], filter: ArchiveFilter) =>
  held.filter((candidate) => ids.includes(candidate.profileId) && matches(candidate, filter))

describe('a page', () => {
  test('holds just the rows that match, newest first, for any filter over one archive or two', () => {
    fc.assert(
      fc.property(profileIds, filters, (ids, filter) => {
        const found = archives.all({ profileIds: [...ids], parameters, filter })
        const rows = expected(ids, filter)
        expect(found.toSorted()).toEqual(rows.map(({ jobId }) => jobId).toSorted())
        const times = new Map(rows.map(({ jobId, createTime }) => [jobId, createTime ?? 0]))
        const seen = found.map((jobId) => times.get(jobId) ?? 0)
        expect(seen).toEqual(seen.toSorted((a, b) => b - a))
      }),
      { numRuns: 150 }
    )
  })

  test('is asked for by filters of each kind, which find some of the rows', () => {
    const some = fc.sample(filters, { numRuns: 200, seed: 5 }).filter((filter) => {
      const count = expected(['west'], filter).length
      return count > 0 && count < 1300
    })
    expect(some.length).toBeGreaterThan(30)
    const kinds = new Set(some.flatMap((filter) => Object.keys(filter)))
    expect([...kinds].toSorted()).toEqual(
      ['age', 'duration', 'hasError', 'is', 'isNot', 'stuck', 'text'].toSorted()
    )
  })

  test('holds the rows of a piece of their resources', () => {
    fc.assert(
      fc.property(overResources, (text) => {
        const found = archives.all({ profileIds: ['west'], parameters, filter: { text } })
        const rows = expected(['west'], { text })
        expect(found.toSorted()).toEqual(rows.map(({ jobId }) => jobId).toSorted())
      }),
      { numRuns: 30 }
    )
  })

  const fields: ColumnField[] = [
    'create_time',
    'status_time',
    'duration',
    'owner',
    'job_id',
    'task_count',
    'resource_ids',
    'error_codes'
  ]
  test('stands in the order of any column, up and down, wherever it begins', () => {
    const order = fc.record({ field: fc.constantFrom(...fields), descending: fc.boolean() })
    const filter = { isNot: { status: ['pending'] } }
    fc.assert(
      fc.property(profileIds, order, fc.nat(6000), (ids, { field, descending }, start) => {
        const selection = { profileIds: [...ids], parameters, filter }
        const whole = archives.all(selection, { field, descending })
        const rows = expected(ids, filter)
        expect(whole).toHaveLength(rows.length)
        const byId = new Map(rows.map((found) => [`${found.jobId}`, found]))
        const value = (jobId: string) => {
          const found = byId.get(jobId)
          const raw = found ? columnOf(field).value(found) : null
          const plain = Array.isArray(raw) ? (raw[0] ?? '') : raw
          return plain ?? (field === 'owner' ? '' : -1)
        }
        for (let place = 1; place < whole.length; place++) {
          const [before, after] = [value(whole[place - 1] ?? ''), value(whole[place] ?? '')]
          expect(descending ? before >= after : before <= after).toBe(true)
        }
        const page = archives.page({
          selection,
          order: { field, descending },
          start: { row: start },
          limit: 70
        })
        expect(page.rows.map(({ jobId }) => jobId)).toEqual(whole.slice(start, start + 70))
        const turned = archives.all(selection, { field, descending: !descending })
        if (ids.length === 1) expect(turned.reverse()).toEqual(whole)
      }),
      { numRuns: 25 }
    )
  })

  test('goes on after a row, ends before a row, and begins at a time', () => {
    fc.assert(
      fc.property(
        profileIds,
        fc.boolean(),
        fc.nat(1200),
        fc.constantFrom<ColumnField>('create_time', 'duration'),
        (ids, descending, number, field) => {
          const selection = { profileIds: [...ids], parameters }
          const order = { field, descending }
          const whole = archives.all(selection, order)
          const at = archives.page({ selection, order, start: { row: number }, limit: 1 }).rows[0]
          if (!at) throw new Error('no such row')
          const place = { profileId: at.profileId, jobId: at.jobId }
          const after = archives.page({ selection, order, start: { after: place }, limit: 20 })
          expect(after.first).toBe(number + 1)
          expect(after.rows.map(({ jobId }) => jobId)).toEqual(whole.slice(number + 1, number + 21))
          const before = archives.page({ selection, order, start: { before: place }, limit: 20 })
          expect(before.rows.map(({ jobId }) => jobId)).toEqual(
            whole.slice(Math.max(0, number - 20), number)
          )
          if (field !== 'create_time') return
          const time = at.createTime ?? 0
          const from = archives.page({ selection, order, start: { time }, limit: 1 })
          expect(from.rows[0]?.createTime).toBe(time)
          const rest = held.filter(({ profileId, createTime }) => {
            const beyond = descending ? (createTime ?? 0) > time : (createTime ?? 0) < time
            return ids.includes(profileId) && beyond
          })
          expect(from.first).toBe(rest.length)
        }
      ),
      { numRuns: 60 }
    )
  })
})

test('a page that begins at a time begins with all of its second, whatever their job ids begin with', () => {
  const some = openArchives(['p'], () => now)
  const second = '2026-11-20T01:00:00Z'
  const ids = ['\u0001', 'j', '\uffff', '\uffff\uffff', '😀']
  some.keep('p', [
    { job_id: 'older', create_time: '2026-11-20T00:59:59Z' },
    ...ids.map((job_id) => ({ job_id, create_time: second })),
    { job_id: 'newer', create_time: '2026-11-20T01:00:01Z' }
  ])
  for (const descending of [true, false]) {
    const order = { field: 'create_time' as const, descending }
    const start = { time: Date.parse(second) }
    const page = some.page({ selection: { profileIds: ['p'], parameters }, order, start })
    expect(page.first).toBe(1)
    expect(page.rows[0]?.createTime).toBe(start.time)
  }
  some.close()
})

test('what is stored between two of the same question is in the second answer', () => {
  const some = openArchives(['p'])
  const row = (id: string, status: string) => ({
    job_id: id,
    create_time: '2026-11-20T00:00:00Z',
    status
  })
  const idsOf = (status: string) =>
    some.all({ profileIds: ['p'], parameters, filter: { is: { status: [status] } } }).toSorted()
  some.keep('p', [row('j-1', 'pending')])
  expect([idsOf('pending'), idsOf('failed')]).toEqual([['j-1'], []])
  some.keep('p', [row('j-2', 'pending')])
  expect([idsOf('pending'), idsOf('failed')]).toEqual([['j-1', 'j-2'], []])
  some.keep('p', [row('j-1', 'failed')])
  expect([idsOf('pending'), idsOf('failed')]).toEqual([['j-2'], ['j-1']])
  some.close()
})

test('job ids to pick from are found however old they are', () => {
  const many = openArchives(['p'], () => now)
  const log = createLog({ seed: 9, size: 40_000, growthPerMinute: 0, now })
  const rows = Array.from({ length: log.size }, (_, index) => ({ ...log.row(index, now) }))
  many.keep('p', rows)
  const oldest = rows[0]?.job_id ?? ''
  const counts = many.queries.counts(
    ValueCountsInput.parse({
      selection: { profileIds: ['p'], parameters },
      field: 'job_id',
      contains: oldest.slice(2).toUpperCase()
    })
  )
  expect(counts.values).toContainEqual({ value: oldest, count: 1 })
  many.close()
})

test('the job ids to pick from are the newest, and all are counted', () => {
  const many = openArchives(['p', 'q'], () => now)
  const log = createLog({ seed: 9, size: 40_000, growthPerMinute: 0, now })
  const rows = Array.from({ length: log.size }, (_, index) => ({ ...log.row(index, now) }))
  many.keep('p', rows)
  const shared = rows.slice(-3)
  many.keep('q', shared)
  const counts = (profileIds: string[], contains = '', limit = 3) =>
    many.queries.counts(
      ValueCountsInput.parse({
        selection: { profileIds, parameters },
        field: 'job_id',
        contains,
        limit
      })
    )
  const newest = rows
    .toSorted((a, b) => Date.parse(String(b.create_time)) - Date.parse(String(a.create_time)))
    .map(({ job_id }) => String(job_id))
  const { values, distinct } = counts(['p'], '', 200)
  expect(distinct).toBe(40_000)
  expect(new Set(values.map(({ value }) => value))).toEqual(new Set(newest.slice(0, 200)))
  expect(values[0]?.value).toBe(newest[0])
  const holding = newest.filter((jobId) => jobId.includes('a'))
  expect(holding.length).toBeGreaterThan(10_000)
  expect(counts(['p'], 'A').distinct).toBe(holding.length)
  expect(counts(['p'], 'A').values[0]?.value).toBe(holding[0])
  const both = counts(['p', 'q'])
  expect(both.distinct).toBe(40_000)
  expect(both.values).toEqual(
    expect.arrayContaining(shared.map(({ job_id }) => ({ value: job_id, count: 2 })))
  )
  many.close()
})

test('of job ids of several archives those that more of them hold come first, then the newest', () => {
  const some = openArchives(['p', 'q'], () => now)
  const row = (job_id: string, minute: number) => ({
    job_id,
    create_time: `2026-11-20T01:0${minute}:00Z`
  })
  some.keep('p', [row('j-1', 1), row('j-3', 3), row('j-both', 0)])
  some.keep('q', [row('j-2', 2), row('j-4', 4), row('j-both', 0)])
  const selection = { profileIds: ['p', 'q'], parameters }
  const asked = ValueCountsInput.parse({ selection, field: 'job_id', limit: 4 })
  expect(some.queries.counts(asked)).toEqual({
    values: ['j-both', 'j-4', 'j-3', 'j-2'].map((value) => {
      return { value, count: value === 'j-both' ? 2 : 1 }
    }),
    distinct: 5
  })
  some.close()
})

test('rows without a time are in no bar, also of a picture that begins before 1970', () => {
  const some = openArchives(['p'], () => now)
  some.keep('p', [
    { job_id: 'j-timeless', status: 'failed' },
    { job_id: 'j-timed', status: 'failed', create_time: '1970-01-02T00:00:00Z' }
  ])
  const day = 86_400_000
  const input = {
    selection: { profileIds: ['p'], parameters },
    span: { start: -day, end: 2 * day }
  }
  expect(some.queries.histogram(HistogramInput.parse(input)).total).toBe(1)
  // All that match are counted, whatever the picture shows of them.
  const elsewhere = (span?: typeof input.span, text?: string) => {
    const filter = text === undefined ? {} : { text }
    const asked = { selection: { ...input.selection, filter }, span }
    return some.queries.histogram(HistogramInput.parse(asked)).series
  }
  const late = elsewhere({ start: 5 * day, end: 9 * day })
  expect(late).toMatchObject([{ status: 'failed', elsewhere: 2 }])
  expect(elsewhere(undefined, 'timeless')).toEqual([{ status: 'failed', counts: [], elsewhere: 1 }])
  some.close()
})

test('rows without a time take none of the others from the histogram or the days', () => {
  const some = openArchives(['p'], () => now)
  const log = createLog({ seed: 9, size: 40_000, growthPerMinute: 0, now })
  const owner = 'usr-rare'
  some.keep('p', [
    ...Array.from({ length: log.size }, (_, index) => ({
      ...log.row(index, now),
      ...(index === 20_000 || index === 39_000 ? { owner } : {})
    })),
    { job_id: 'j-timeless', owner, status: 'failed' }
  ])
  const selection = { profileIds: ['p'], parameters, filter: { is: { owner: [owner] } } }
  const { total, series } = some.queries.histogram(HistogramInput.parse({ selection }))
  expect(total).toBe(2)
  expect(series.find(({ status }) => status === 'failed')?.elsewhere).toBe(1)
  const days = some.queries.statistics(StatisticsInput.parse({ selection, by: 'day' }))
  const middle = new Date(log.createdAt(20_000)).toISOString().slice(0, 10)
  expect(days.groups).toContainEqual(expect.objectContaining({ key: middle, count: 1 }))
  some.close()
})

test('counts by value leave the own field out and keep every other condition', () => {
  fc.assert(
    fc.property(
      profileIds,
      filters,
      fc.constantFrom<FilterField>('status', 'owner', 'resource_ids'),
      (ids, filter, field) => {
        const { is, isNot, ...others } = filter
        const without = (values: typeof is) =>
          Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => name !== field))
        const rows = expected(ids, { ...others, is: without(is), isNot: without(isNot) })
        const counts = new Map<string, number>()
        for (const found of rows) {
          for (const value of valuesOf[field](found))
            counts.set(value, (counts.get(value) ?? 0) + 1)
        }
        const input = {
          selection: { profileIds: [...ids], parameters, filter },
          field,
          limit: 1000
        }
        const answer = archives.queries.counts(ValueCountsInput.parse(input))
        expect(new Map(answer.values.map(({ value, count }) => [value, count]))).toEqual(counts)
        expect(answer.distinct).toBe(counts.size)
      }
    ),
    { numRuns: 60 }
  )
})

test('values are picked from by a part of them, in any case', () => {
  const some = openArchives(['p'], () => now)
  const actions = ['HpcAddNodes', 'hpcaddqueue', 'HpcRemoveNodes']
  some.keep(
    'p',
    actions.map((job_action, n) => ({ job_id: `j-${n}`, job_action }))
  )
  const selection = { profileIds: ['p'], parameters }
  const asked = { selection, field: 'job_action', contains: 'CADD' } as const
  expect(some.queries.counts(ValueCountsInput.parse(asked))).toEqual({
    values: [
      { value: 'HpcAddNodes', count: 1 },
      { value: 'hpcaddqueue', count: 1 }
    ],
    distinct: 2
  })
  some.close()
})

test('a page says when the newest row that is held was received, of whichever archive', () => {
  let time = now
  const some = openArchives(['p', 'q'], () => time)
  const at = (...profileIds: string[]) => some.page({ selection: { profileIds, parameters } }).at
  expect(at('p', 'q')).toBeNull()
  some.keep('p', [{ job_id: 'j-1' }])
  expect([at('p', 'q'), at('q')]).toEqual([now, null])
  time += 60_000
  some.keep('q', [{ job_id: 'j-2' }])
  expect([at('p', 'q'), at('p')]).toEqual([time, now])
  some.close()
})

test('whatever value is offered can be asked for, however long it is', () => {
  const some = openArchives(['p'], () => now)
  const message = `1400: ${'a sentence of the service. '.repeat(400)}`
  const resource = `cln-${'x'.repeat(5000)}`
  some.keep('p', [
    { job_id: 'j-1', error_codes: message, resource_ids: `cl-a ${resource}` },
    { job_id: 'j-2', error_codes: `${message}!` }
  ])
  const selection = { profileIds: ['p'], parameters }
  for (const field of ['error_codes', 'resource_ids'] as const) {
    const { values } = some.queries.counts(ValueCountsInput.parse({ selection, field }))
    const offered = values.map(({ value }) => value)
    expect(offered).toContain(field === 'error_codes' ? message : resource)
    for (const value of offered) {
      expect(some.all({ ...selection, filter: { is: { [field]: [value] } } })).toHaveLength(1)
    }
  }
  const input = StoryInput.parse({ profileIds: ['p'], resourceId: resource })
  expect(some.queries.story(input)).toMatchObject({ total: 1 })
  some.close()
})

test('a field of which no value is named is no condition', () => {
  const asked = (filter: ArchiveFilter) =>
    archives.all({ profileIds: ['west'], parameters, filter })
  const all = asked({})
  expect(asked({ is: { owner: [], resource_ids: [] } })).toEqual(all)
  expect(asked({ isNot: { status: [], job_id: [] } })).toEqual(all)
})

test('a value that cannot be held as it is can be asked for, as received and as held', () => {
  const some = openArchives(['p'], () => now)
  some.keep('p', [
    { job_id: 'j-1', owner: 'a\0b', error_codes: '14\ud800', resource_ids: 'cl-\0 cl-a' },
    { job_id: 'j-2', owner: 'ab', error_codes: '14', resource_ids: 'cl-a' }
  ])
  const selection = { profileIds: ['p'], parameters }
  const cases = [
    ['owner', 'a\0b', 'a\ufffdb'],
    ['error_codes', '14\ud800', '14\ufffd'],
    ['resource_ids', 'cl-\0', 'cl-\ufffd']
  ] as const
  for (const [field, ...forms] of cases) {
    for (const value of forms) {
      const is = { [field]: [value] }
      expect(some.all({ ...selection, filter: { is } }), value).toEqual(['j-1'])
      expect(some.all({ ...selection, filter: { isNot: is } }), value).toEqual(['j-2'])
    }
  }
  const owner = { ...selection, parameters: { ...parameters, owner: 'a\0b' } }
  expect(some.all(owner)).toEqual(['j-1'])
  const input = StoryInput.parse({ profileIds: ['p'], resourceId: 'cl-\0' })
  expect(some.queries.story(input)).toMatchObject({ total: 1 })
  some.close()
})

test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
  'the histogram adds up to all rows, in %s',
  (timeZone) => {
    fc.assert(
      fc.property(profileIds, filters, fc.integer({ min: 1, max: 400 }), (ids, filter, bars) => {
        const input = { selection: { profileIds: [...ids], parameters, filter }, bars, timeZone }
        const { edges, series, total } = archives.queries.histogram(HistogramInput.parse(input))
        const rows = expected(ids, filter)
        expect(total).toBe(rows.length)
        expect(Math.max(0, edges.length - 1)).toBeLessThanOrEqual(bars + 2)
        for (const { status, counts } of series) {
          counts.forEach((count, bar) => {
            const [from = 0, to = 0] = [edges[bar], edges[bar + 1]]
            const inside = rows.filter((found) => {
              const time = found.createTime ?? -1
              return found.status === status && time >= from && time < to
            })
            expect(inside.length).toBe(count)
          })
        }
      }),
      { numRuns: 12 }
    )
  }
)

test('statistics are exact, percentiles too', () => {
  for (const by of ['job_action', 'owner', 'resource_ids', 'day'] as const) {
    const ids = ['east', 'west']
    const input = {
      selection: { profileIds: ids, parameters },
      by,
      timeZone: 'Asia/Shanghai',
      limit: 10_000
    }
    const { groups, distinct, all } = archives.queries.statistics(StatisticsInput.parse(input))
    expect(distinct).toBe(groups.length)
    expect(all.count).toBe(held.length)
    const keysOf = (found: Operation) =>
      by === 'day'
        ? [new Date((found.createTime ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10)]
        : valuesOf[by](found)
    const wanted = new Map<string, Operation[]>()
    for (const found of held) {
      for (const key of keysOf(found)) wanted.set(key, [...(wanted.get(key) ?? []), found])
    }
    expect(groups.map(({ key }) => key).toSorted()).toEqual([...wanted.keys()].toSorted())
    for (const { key, count, failed, pending, p50, p95, max } of groups) {
      const rows = wanted.get(key) ?? []
      const lasted = rows.flatMap((found) => durationOf(found) ?? []).sort((a, b) => a - b)
      const rank = (q: number) => lasted[Math.max(0, Math.ceil(q * lasted.length) - 1)] ?? null
      expect({ count, failed, pending, p50, p95, max }).toEqual({
        count: rows.length,
        failed: rows.filter(({ status }) => status === 'failed').length,
        pending: rows.filter(({ status }) => !isEnded(status)).length,
        p50: rank(0.5),
        p95: rank(0.95),
        max: lasted.at(-1) ?? null
      })
    }
  }
})

test('an operation that ended before it began has no duration, whatever asks for it', () => {
  const some = openArchives(['p', 'q'], () => now)
  const row = (job_id: string, status_time: string | null) => ({
    job_id,
    status: 'successful',
    create_time: '2026-11-20T01:00:00Z',
    status_time
  })
  some.keep('p', [
    row('j-1-before', '2026-11-20T00:59:00Z'),
    row('j-2-none', null),
    row('j-3-zero', '2026-11-20T01:00:00Z'),
    row('j-4-hour', '2026-11-20T02:00:00Z')
  ])
  some.keep('q', [
    row('j-5-before', '2026-11-20T00:58:00Z'),
    { ...row('j-6-runs', '2026-11-20T03:00:00Z'), status: 'pending' },
    row('j-7-minute', '2026-11-20T01:01:00Z')
  ])
  const selection = { profileIds: ['p'], parameters }
  const { rows } = some.page({ selection, order: { field: 'duration', descending: false } })
  expect(rows.map((found) => [found.jobId, durationOf(found)])).toEqual([
    ['j-1-before', null],
    ['j-2-none', null],
    ['j-3-zero', 0],
    ['j-4-hour', 3_600_000]
  ])
  const both = some.page({
    selection: { profileIds: ['p', 'q'], parameters },
    order: { field: 'duration', descending: false }
  })
  expect(both.rows.map(({ jobId }) => jobId.slice(0, 3))).toEqual([
    'j-1',
    'j-2',
    'j-5',
    'j-6',
    'j-3',
    'j-7',
    'j-4'
  ])
  const lasting = (duration: { from?: number; to?: number }) =>
    some.all({ ...selection, filter: { duration } }).sort()
  expect(lasting({ to: 0 })).toEqual(['j-3-zero'])
  expect(lasting({ from: -120_000 })).toEqual(['j-3-zero', 'j-4-hour'])
  const { all } = some.queries.statistics(StatisticsInput.parse({ selection, by: 'owner' }))
  expect(all).toMatchObject({ count: 4, p50: 0, max: 3_600_000 })
  some.close()
})

test('groups come in any order, cut and searched, with the others still counted', () => {
  const selection = { profileIds: ['east', 'west'], parameters }
  const ask = (values: object) =>
    archives.queries.statistics(StatisticsInput.parse({ selection, by: 'resource_ids', ...values }))
  const every = ask({ limit: 10_000 }).groups
  const rate = (group: (typeof every)[number]) => group.failed / group.count
  for (const column of statisticsColumns) {
    for (const descending of [true, false]) {
      const sign = descending ? -1 : 1
      const wanted = every.toSorted((a, b) => {
        if (column === 'key') return sign * (a.key < b.key ? -1 : 1)
        const [one, other] = [a, b].map((group) =>
          column === 'rate' ? rate(group) : group[column]
        )
        if (one === null || other === null) {
          return Number(one === null) - Number(other === null) || (a.key < b.key ? -1 : 1)
        }
        return sign * ((one ?? 0) - (other ?? 0)) || (a.key < b.key ? -1 : 1)
      })
      const { groups, distinct, matching } = ask({ order: { column, descending }, limit: 7 })
      expect(groups).toEqual(wanted.slice(0, 7))
      expect({ distinct, matching }).toEqual({ distinct: every.length, matching: every.length })
    }
  }
  const part = every[3]?.key.slice(1, 6) ?? ''
  const found = ask({ contains: part.toUpperCase(), limit: 10_000 })
  expect(found.groups).toEqual(every.filter(({ key }) => key.includes(part)))
  expect(found.distinct).toBe(every.length)
  expect(found.matching).toBe(found.groups.length)
})

test('groups of which nothing has ended come last, up and down', () => {
  const some = openArchives(['p'], () => now)
  const row = (owner: string, status: string, status_time: string) => ({
    job_id: `j-${owner}`,
    owner,
    status,
    create_time: '2026-11-20T01:00:00Z',
    status_time
  })
  some.keep('p', [
    row('usr-a-runs', 'pending', '2026-11-20T01:00:00Z'),
    row('usr-b-hour', 'successful', '2026-11-20T02:00:00Z'),
    row('usr-c-runs', 'working', '2026-11-20T01:00:00Z'),
    row('usr-d-minute', 'failed', '2026-11-20T01:01:00Z')
  ])
  const selection = { profileIds: ['p'], parameters }
  const keys = (descending: boolean) => {
    const input = { selection, by: 'owner', order: { column: 'p50', descending } } as const
    const { groups } = some.queries.statistics(StatisticsInput.parse(input))
    return groups.map(({ key }) => key)
  }
  const running = ['usr-a-runs', 'usr-c-runs']
  expect(keys(true)).toEqual(['usr-b-hour', 'usr-d-minute', ...running])
  expect(keys(false)).toEqual(['usr-d-minute', 'usr-b-hour', ...running])
  some.close()
})

test('the story of a resource is everything that was done to it, newest first', () => {
  const resourceId = held[2000]?.resourceIds[0] ?? ''
  const story = archives.queries.story({ profileIds: ['east', 'west'], resourceId, limit: 10_000 })
  const rows = held.filter(({ resourceIds }) => resourceIds.includes(resourceId))
  expect(story.total).toBe(rows.length)
  // Nothing was ever fetched of either.
  expect(story.coverage).toEqual({
    complete: false,
    missing: [],
    missingMs: 0,
    unreached: 0,
    unknown: true
  })
  expect(story.rows.map(({ jobId }) => jobId).toSorted()).toEqual(
    rows.map(({ jobId }) => jobId).toSorted()
  )
})

test('after closing and opening again every answer is the same', () => {
  const selection = { profileIds: ['east'], parameters, filter: { text: '队列' } }
  const before = archives.all(selection)
  archives.reopen('east')
  expect(archives.all(selection)).toEqual(before)
})
