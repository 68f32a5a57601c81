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

test('of several archives the one that cannot be read is named, and no other', async () => {
  const { archive, path } = start()
  const merged = () =>
    archive.page({
      selection: { profileIds: ['q', 'p'], parameters: initialParameters, filter: {} },
      order: { field: 'create_time', descending: true },
      start: { row: 0 },
      limit: 10
    })
  const change = (sql: string) => {
    const database = new DatabaseSync(path('p'))
    database.exec(sql)
    database.close()
  }
  change('PRAGMA user_version = 99')
  await expect(merged()).rejects.toMatchObject({
    code: 'archive-newer',
    detail: { path: path('p') }
  })
  change('PRAGMA user_version = 0')
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  expect((await merged()).total).toBe(1)
  // Once they are open, it may be any of them.
  change('ALTER TABLE operations RENAME TO gone')
  await expect(merged()).rejects.toMatchObject({
    code: 'archive-unavailable',
    detail: { path: path('*') }
  })
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
