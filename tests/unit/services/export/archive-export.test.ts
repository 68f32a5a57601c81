import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ExportInput } from '#shared/api'
import type { RawOperation } from '#shared/operation'
import { initialParameters } from '#shared/parameters'
import { toInstant } from '#shared/time'
import { createExports } from '../../../../electron/services/export/exports'
import { sleep } from '../../../../electron/services/sleep'
import { createPages, type Pages } from '../../../../electron/services/pages'
import type { Archive } from '../../../../electron/services/ports'
import { openArchives, type Archives } from '../../../support/archive-in-memory'

const begin = Date.parse('2026-11-20T00:00:00Z')
let now = begin
let folder = ''
let archives: Archives
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oplog-'))
  now = begin
  archives = openArchives(['east', 'west'], () => now)
})
afterEach(() => {
  archives.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A row created and changed at minutes after the beginning. */
function row(number: number, changed = number, status = 'successful'): RawOperation {
  return {
    job_id: `j-${String(number).padStart(5, '0')}`,
    create_time: toInstant(begin + number * 60_000),
    status_time: toInstant(begin + changed * 60_000),
    status
  }
}

interface Asked {
  profileIds?: string[]
  filter?: object
  timeZone?: string
  at?: number
  order?: object
  columns?: ExportInput['columns']
}

/** What an export of the Archive writes. @param between after the first page */
async function exported(asked: Asked, between: () => void = () => undefined) {
  const { profileIds = ['east'], filter = {}, timeZone, at, order, columns = ['job_id'] } = asked
  // An export of the Archive asks for nothing but its records, and no zone at all.
  const archive = { records: async (input) => archives.queries.records(input) } as Pick<
    Archive,
    'records'
  > as Archive
  const pages = createPages({
    archive,
    live: { toWrite: () => Promise.reject(new Error('no zone')) }
  })
  let calls = 0
  const watched: Pages = async (...input) => {
    const page = await pages(...input)
    if (calls++ === 0) between()
    return page
  }
  const path = join(folder, 'log.csv')
  let name = ''
  const { start } = createExports({
    profileName: (id) => `=${id}`,
    pages: watched,
    picker: {
      save: async (proposed) => {
        name = proposed
        return path
      },
      open: async () => null
    },
    push: () => undefined,
    now: () => begin,
    sleep,
    skew: () => null
  })
  const input = ExportInput.parse({
    profileId: 'east',
    parameters: initialParameters,
    from: 'archive',
    selection: {
      profileIds,
      parameters: initialParameters,
      filter,
      ...(timeZone ? { timeZone } : {}),
      ...(at === undefined ? {} : { at })
    },
    ...(order ? { order } : {}),
    columns
  })
  const result = await start(input, { signal: new AbortController().signal, callId: 'c' })
  const [header, ...lines] = parse(readFileSync(path, 'utf8')) as string[][]
  return { result, name, header, lines, calls }
}

test('a text that names a time finds the rows of the table, whatever zone the columns are in', async () => {
  archives.keep('east', [row(0), row(8 * 60)])
  const filter = { text: '2026-11-20 08:00' }
  expect((await exported({ filter, timeZone: 'Asia/Shanghai' })).lines).toEqual([['j-00000']])
  expect((await exported({ filter })).lines).toEqual([['j-00480']])
})

test('rows of an age are those of when it was asked, however long the export takes', async () => {
  now = begin + 3_600_000
  const rows = Array.from({ length: 3600 }, (_, second) => ({
    ...row(second),
    create_time: toInstant(begin + second * 1000)
  }))
  archives.keep('east', rows)
  const asked = {
    filter: { age: { to: 3_600_000 } },
    at: now,
    order: { field: 'create_time', descending: true }
  }
  const { result } = await exported(asked, () => (now += 60_000))
  expect(result).toMatchObject({ rows: 3600, total: 3600 })
})

test('a row that moves in front of the pages written is written, too', async () => {
  archives.keep(
    'east',
    Array.from({ length: 1500 }, (_, number) => row(number, number, 'pending'))
  )
  const order = { field: 'status_time', descending: true }
  const { result, lines } = await exported({ order }, () =>
    archives.keep('east', [row(3, 9000, 'failed')])
  )
  expect(result).toMatchObject({ rows: 1500, total: 1500 })
  expect(lines.flat()).toContain('j-00003')
})

test('a row that moves from where a page ended does not end the file', async () => {
  archives.keep(
    'east',
    Array.from({ length: 1500 }, (_, number) => row(number, number, 'pending'))
  )
  const order = { field: 'status_time', descending: false }
  const { result, lines } = await exported({ order }, () =>
    archives.keep('east', [row(999, 9000, 'failed')])
  )
  expect(result).toMatchObject({ rows: 1500 })
  expect(new Set(lines.flat()).size).toBe(1500)
})

test('rows that no longer match let none behind them slip by', async () => {
  const all = Array.from({ length: 2500 }, (_, number) => row(number, number, 'pending'))
  archives.keep('east', all)
  const order = { field: 'create_time', descending: false }
  const { lines } = await exported({ filter: { is: { status: ['pending'] } }, order }, () =>
    archives.keep(
      'east',
      all.slice(0, 1000).map((_row, number) => row(number, 9000))
    )
  )
  expect(new Set(lines.flat()).size).toBe(2500)
})

test('where nothing moves each row is read once', async () => {
  archives.keep(
    'east',
    Array.from({ length: 1500 }, (_, number) => row(number))
  )
  const { result, calls } = await exported({})
  expect(result).toMatchObject({ rows: 1500 })
  expect(calls).toBeLessThanOrEqual(3)
})

test('merged zones: each row of each, its zone first', async () => {
  archives.keep('east', [row(1), row(2, 2, 'pending')])
  archives.keep('west', [row(2, 5, 'failed')])
  const columns: ExportInput['columns'] = ['job_id', 'status']
  const { result, header, lines } = await exported({ profileIds: ['east', 'west'], columns })
  expect(result).toMatchObject({ rows: 3, total: 3 })
  expect(header).toEqual(['profile', 'job_id', 'status'])
  // A name that a spreadsheet would take for a formula is disarmed as any other cell.
  expect(lines).toEqual(
    expect.arrayContaining([
      ["'=east", 'j-00001', 'successful'],
      ["'=east", 'j-00002', 'pending'],
      ["'=west", 'j-00002', 'failed']
    ])
  )
})

test('a file of several zones is not proposed under the name of one', async () => {
  const { name } = await exported({ profileIds: ['east', 'west'] })
  expect(name).toBe('oplog-all-zones-20261120-000000.csv')
  expect((await exported({ profileIds: ['west'] })).name).toBe('oplog-west-20261120-000000.csv')
})

test('merged zones of which one cannot be read make no file, and its profile is named', async () => {
  archives.keep('east', [row(1)])
  await expect(exported({ profileIds: ['east', 'gone'] })).rejects.toMatchObject({
    code: 'archive-unavailable',
    detail: { profileId: 'gone', profile: '=gone' }
  })
  expect(readdirSync(folder)).toEqual([])
})
