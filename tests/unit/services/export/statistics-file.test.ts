import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UnreadArchive } from '#shared/archive-query'
import { PictureInput, StatisticsExportInput } from '../../../../electron/shared/api'
import { createStatisticsExports } from '../../../../electron/services/export/statistics-file'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'oplog-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const figures = { pending: 0, p50: 1000, p95: 2000, max: 3000 }
const groups = [
  { key: '=cmd|calc', count: 3, failed: 1, ...figures },
  { key: '', count: 1, failed: 0, pending: 1, p50: null, p95: null, max: null }
]

function exporting(closed = false, unread: UnreadArchive[] = []) {
  const names: string[] = []
  const limits: number[] = []
  const service = createStatisticsExports({
    profileName: () => 'East 生产',
    archive: {
      statistics: ({ limit }) => {
        limits.push(limit)
        const all = { count: 4, failed: 1, ...figures }
        return Promise.resolve({ groups, distinct: 2, matching: 2, all, unread })
      }
    },
    picker: {
      save: (name) => {
        names.push(name)
        return Promise.resolve(closed ? null : join(folder, 'file'))
      },
      open: () => Promise.resolve(null)
    },
    now: () => Date.parse('2026-11-20T14:03:59Z')
  })
  return { ...service, names, limits }
}

function input(values: object = {}) {
  const selection = { profileIds: ['p'], parameters: { reverse: 1, limit: 20, offset: 0 } }
  return StatisticsExportInput.parse({ selection, by: 'owner', ...values })
}

function context() {
  return { signal: new AbortController().signal, callId: 'c' }
}

test('the CSV has every group, its rate, nothing where no duration is, and runs no formula', async () => {
  const { statistics, names, limits } = exporting()
  const result = await statistics(input(), context())
  expect(result).toMatchObject({ rows: 2, total: 2 })
  expect(names).toEqual(['oplog-East-生产-statistics-owner-20261120-140359.csv'])
  // More than any screen lists.
  expect(limits[0]).toBeGreaterThan(1e9)
  expect(parse(readFileSync(join(folder, 'file')))).toEqual([
    ['owner', 'count', 'failed', 'failure_rate', 'pending', 'p50_ms', 'p95_ms', 'max_ms'],
    ["'=cmd|calc", '3', '1', '0.333333', '0', '1000', '2000', '3000'],
    ['', '1', '0', '0', '1', '', '', '']
  ])
})

test('own headers and a byte order mark are written; too few headers are refused before a dialog', async () => {
  const { statistics, names } = exporting()
  const headers = ['所有者', '1', '2', '3', '4', '5', '6', '7']
  await statistics(input({ headers, encoding: 'utf-8-bom' }), context())
  expect(readFileSync(join(folder, 'file'), 'utf8')).toMatch(/^\ufeff所有者,1,2/)
  await expect(statistics(input({ headers: ['x'] }), context())).rejects.toMatchObject({
    code: 'invalid-input'
  })
  expect(names).toHaveLength(1)
})

test('the JSON says what was counted, and of what', async () => {
  const { statistics } = exporting()
  await statistics(input({ format: 'json' }), context())
  expect(JSON.parse(readFileSync(join(folder, 'file'), 'utf8'))).toMatchObject({
    by: 'owner',
    timeZone: 'UTC',
    operations: 4,
    groups: [{ owner: '=cmd|calc', count: 3, failure_rate: 0.333333, p50_ms: 1000 }, { owner: '' }]
  })
})

test('a cancelled one, and a closed dialog, leave no file', async () => {
  const abort = new AbortController()
  abort.abort()
  const { statistics } = exporting()
  await expect(statistics(input(), { signal: abort.signal, callId: 'c' })).rejects.toMatchObject({
    code: 'aborted'
  })
  const closed = exporting(true)
  expect(await closed.statistics(input(), context())).toBeNull()
  const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')
  const asked = PictureInput.parse({ profileIds: ['p'], png, groups: 1 })
  expect(await closed.picture(asked, context())).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('a picture is kept as it was drawn, and nothing else passes for one', async () => {
  const { picture, names } = exporting()
  const bytes = Buffer.from('89504e470d0a1a0a0000', 'hex')
  const png = (content: Buffer, profileIds = ['p']) =>
    PictureInput.parse({ profileIds, png: content.toString('base64'), groups: 3 })
  expect(await picture(png(bytes), context())).toMatchObject({ rows: 3, bytes: bytes.length })
  expect(readFileSync(join(folder, 'file'))).toEqual(bytes)
  await expect(picture(png(Buffer.from('<svg/>')), context())).rejects.toMatchObject({
    code: 'invalid-input'
  })
  await picture(png(bytes, ['p', 'q']), context())
  expect(names).toEqual([
    'oplog-East-生产-chart-20261120-140359.png',
    'oplog-all-zones-chart-20261120-140359.png'
  ])
})

test('statistics without one of the archives make no file, and its profile is named', async () => {
  const error = { code: 'archive-newer', message: '', detail: { path: '/p.sqlite' } } as const
  const { statistics } = exporting(false, [{ profileId: 'p', error }])
  await expect(statistics(input(), context())).rejects.toMatchObject({
    code: 'archive-newer',
    detail: { path: '/p.sqlite', profileId: 'p', profile: 'East 生产' }
  })
  expect(readdirSync(folder)).toEqual([])
})
