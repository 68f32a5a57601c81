import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { query, rawRow, useArchives } from './harness'
import { keepRows, searchHeld } from '../../../support/held'

const start = useArchives()

test('only the owner can read the file and those beside it', async () => {
  const { archive, folder } = start()
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  const names = readdirSync(folder)
  expect(names).toContain('p.sqlite')
  for (const name of names) expect(statSync(`${folder}/${name}`).mode & 0o777, name).toBe(0o600)
})

test('what was stored is there after closing and opening', async () => {
  const first = start()
  await keepRows(first.archive, 'p', [rawRow('j-1')], null)
  await first.archive.close()
  expect(existsSync(`${first.path('p')}-wal`)).toBe(false)
  const second = start(first.folder)
  expect((await searchHeld(second.archive, 'p', query(), '')).total).toBe(1)
  expect(second.notices).toEqual([])
})

test('a file that is no database is put aside, with a notice, and a new one begun', async () => {
  const { archive, path, notices, folder } = start()
  writeFileSync(path('p'), 'no database at all '.repeat(400))
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  expect((await searchHeld(archive, 'p', query(), '')).total).toBe(1)
  expect(notices).toEqual([{ code: 'archive-broken', path: expect.stringContaining(folder) }])
  expect(readFileSync(notices[0]?.path ?? '', 'utf8')).toContain('no database at all')
  expect(notices[0]?.path).toMatch(/p\.broken-[^/]+\.sqlite$/)
})

test('a file damaged inside is put aside, and the call is answered from a new one', async () => {
  const first = start()
  const many = Array.from({ length: 500 }, (_, n) => rawRow(`j-${n}`, { owner: `usr-${n}` }))
  await keepRows(first.archive, 'p', many, null)
  await first.archive.close()
  const bytes = readFileSync(first.path('p'))
  bytes.fill(0xff, 4096)
  writeFileSync(first.path('p'), bytes)
  const second = start(first.folder)
  expect((await searchHeld(second.archive, 'p', query(), '')).total).toBe(0)
  expect(second.notices).toHaveLength(1)
})

test('an empty file is a new one', async () => {
  const { archive, path, notices } = start()
  writeFileSync(path('p'), '')
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  expect((await searchHeld(archive, 'p', query(), '')).total).toBe(1)
  expect(notices).toEqual([])
})

test('a file of a newer version is refused and left alone', async () => {
  const { archive, path, notices } = start()
  const database = new DatabaseSync(path('p'))
  database.exec('CREATE TABLE future (a); PRAGMA user_version = 99')
  database.close()
  const newer = expect.objectContaining({ name: 'AppError', code: 'archive-newer' })
  await expect(searchHeld(archive, 'p', query(), '')).rejects.toEqual(newer)
  await expect(keepRows(archive, 'p', [rawRow('j-1')], null)).rejects.toEqual(newer)
  expect(notices).toEqual([])
  expect((await searchHeld(archive, 'q', query(), '')).total).toBe(0)
})

/** Archives of a row each, of which some are of a newer version, and what can be asked of them together. */
async function merged(profileIds: string[], newer: readonly string[]) {
  const before = start()
  for (const id of profileIds) await keepRows(before.archive, id, [rawRow(`j-${id}`)], null)
  await before.archive.close()
  const versions = newer.map((id) => setVersion(before.path(id), 99))
  const { archive, path } = start(before.folder)
  const selection = { profileIds, parameters: initialParameters, filter: {} }
  const order = { field: 'create_time', descending: true } as const
  const common = { selection, timeZone: 'UTC', contains: '', limit: 10 }
  const most = { column: 'count', descending: true } as const
  return {
    path,
    /** What kept an archive from being read is over. */
    mend: () => newer.forEach((id, at) => setVersion(path(id), versions[at] ?? 0)),
    page: () => archive.page({ selection, order, start: { row: 0 }, limit: 10 }),
    counts: () => archive.counts({ ...common, field: 'status' }),
    histogram: () => archive.histogram({ ...common, bars: 10 }),
    statistics: () => archive.statistics({ ...common, by: 'owner', order: most }),
    story: () => archive.story({ profileIds, resourceId: 'cl-aaa', limit: 10 }),
    records: () => archive.records({ selection, order, after: null, limit: 10 })
  }
}

/** @returns the version it was of */
function setVersion(path: string, version: number): number {
  const database = new DatabaseSync(path)
  const before = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
  return before
}

test('of several archives one that cannot be read is named, and the others answer', async () => {
  const { path, ...ask } = await merged(['p', 'q', 'r'], ['p'])
  const error = { code: 'archive-newer', detail: { path: path('p') } }
  const unread = [
    expect.objectContaining({ profileId: 'p', error: expect.objectContaining(error) })
  ]
  const { rows, total, coverage } = await ask.page()
  expect([rows.map(({ profileId }) => profileId), total]).toEqual([['r', 'q'], 2])
  expect(coverage).toMatchObject({ complete: false, unread })
  expect(await ask.story()).toMatchObject({ total: 2, coverage: { complete: false, unread } })
  expect(await ask.statistics()).toMatchObject({ all: { count: 2 }, unread })
  expect((await ask.counts()).values).toEqual([{ value: 'successful', count: 2 }])
  expect((await ask.histogram()).total).toBe(2)
})

test('an archive that can be read again is in the next answer, which is of another version', async () => {
  const { page, mend } = await merged(['p', 'q'], ['p'])
  const { version } = await page()
  mend()
  const whole = await page()
  expect([whole.total, whole.coverage.unread]).toEqual([2, undefined])
  expect(whole.version).not.toBe(version)
})

test('an archive that fails once it is open is left out as well', async () => {
  const { path, page } = await merged(['p', 'q'], [])
  expect((await page()).total).toBe(2)
  const database = new DatabaseSync(path('p'))
  database.exec('ALTER TABLE operations RENAME TO lost')
  database.close()
  const error = expect.objectContaining({ detail: { path: path('p'), archive: 'unreadable' } })
  expect(await page()).toMatchObject({ total: 1, coverage: { unread: [{ error }] } })
})

test('records of several archives are of all of them or of none, which is named', async () => {
  const { path, records, mend } = await merged(['q', 'p'], ['p'])
  await expect(records()).rejects.toMatchObject({
    code: 'archive-newer',
    detail: { path: path('p'), profileId: 'p' }
  })
  mend()
  expect((await records()).total).toBe(2)
})

test.each([[['p']], [['p', 'q']]])(
  'where none of %j can be read, the first says why',
  async (ids) => {
    const { path, page, counts } = await merged(ids, ids)
    const refused = { code: 'archive-newer', detail: { path: path('p') } }
    await expect(page()).rejects.toMatchObject(refused)
    await expect(counts()).rejects.toMatchObject(refused)
  }
)

test('one of several archives that is damaged is mended, though another cannot be read', async () => {
  const { path, page, mend } = await merged(['p', 'q'], ['p'])
  const database = new DatabaseSync(path('q'))
  const damage = database.prepare("UPDATE index_blocks SET data = x'00'").run()
  database.close()
  expect(damage.changes).toBe(1)
  expect(await page()).toMatchObject({ total: 1, coverage: { unread: [{ profileId: 'p' }] } })
  mend()
  expect((await page()).total).toBe(2)
})

test('removing deletes the file of that profile only', async () => {
  const { archive, folder } = start()
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  await keepRows(archive, 'p-2', [rawRow('j-1')], null)
  await archive.remove('p')
  await archive.remove('never-used')
  expect(readdirSync(folder).filter((name) => name.startsWith('p.'))).toEqual([])
  expect((await searchHeld(archive, 'p-2', query(), '')).total).toBe(1)
  expect((await searchHeld(archive, 'p', query(), '')).total).toBe(0)
})

test('removing deletes what was put aside of that profile, too', async () => {
  const { archive, folder, path } = start()
  // The id of one begins that of the others.
  const ids = ['p', 'p2', 'p-2', 'q.p']
  for (const id of ids) writeFileSync(path(id), 'no database at all '.repeat(400))
  for (const id of ids) await keepRows(archive, id, [rawRow('j-1')], null)
  const aside = () => readdirSync(folder).filter((name) => name.includes('.broken-'))
  const copy = aside().find((name) => name.startsWith('p.')) ?? ''
  for (const end of ['-wal', '-shm']) writeFileSync(join(folder, copy + end), '')
  expect(aside()).toHaveLength(6)
  await archive.remove('p')
  expect(readdirSync(folder).filter((name) => name.startsWith('p.'))).toEqual([])
  expect(aside()).toHaveLength(3)
})

test('a file that was not closed is checked before it is used again', async () => {
  const first = start()
  const many = Array.from({ length: 3000 }, (_, n) => rawRow(`j-${n}`, { owner: `usr-${n}` }))
  await keepRows(first.archive, 'p', many, null)
  await first.archive.close()
  const pages = readFileSync(first.path('p'))
  // A page of one index, which this query does not read.
  const index = rootOf(first.path('p'), 'sqlite_autoindex_operations_1')
  pages.fill(0xff, (index - 1) * 4096, index * 4096)
  writeFileSync(first.path('p'), pages)
  writeFileSync(`${first.path('p')}-wal`, '')
  const second = start(first.folder)
  await searchHeld(second.archive, 'p', query())
  expect(second.notices).toHaveLength(1)
})

function rootOf(path: string, name: string): number {
  const database = new DatabaseSync(path)
  const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)
  database.close()
  return Number(row?.rootpage)
}
