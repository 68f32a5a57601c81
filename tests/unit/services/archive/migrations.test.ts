import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrate, migrations, versionOf } from '../../../../electron/services/archive/migrations'

function fileOf(version: number): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  migrate(database, migrations.slice(0, version))
  return database
}

test.for(migrations.map((_, version) => version))('brings version %d to the newest', (version) => {
  const database = fileOf(version)
  migrate(database)
  expect(versionOf(database)).toBe(migrations.length)
  const tables = database.prepare('PRAGMA table_list').all()
  const own = tables.filter(({ name }) => !String(name).startsWith('sqlite_'))
  expect(own.map(({ strict }) => strict)).toEqual(own.map(() => 1))
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  migrate(database)
  database.close()
})

test('refuses a file of a newer version', () => {
  const database = fileOf(0)
  database.exec('PRAGMA user_version = 99')
  expect(() => migrate(database)).toThrow(expect.objectContaining({ code: 'archive-newer' }))
})

test('leaves the file as it was when a step fails', () => {
  const database = fileOf(0)
  const steps = [
    'CREATE TABLE kept (a INTEGER) STRICT',
    'CREATE TABLE half (a INTEGER) STRICT; nonsense'
  ]
  expect(() => migrate(database, steps)).toThrow()
  expect(versionOf(database)).toBe(1)
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'kept' }])
  database.close()
})

test('does not take a step twice when another process is quicker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-migrate-'))
  const [slow, quick] = [1, 2].map(() => new DatabaseSync(join(folder, 'a.sqlite')))
  if (!slow || !quick) throw new Error('no file')
  const exec = slow.exec.bind(slow)
  let isFirst = true
  slow.exec = (sql) => {
    // It has seen version 0, and waits for its turn to write.
    if (isFirst && sql.startsWith('BEGIN')) {
      isFirst = false
      migrate(quick)
    }
    exec(sql)
  }
  migrate(slow)
  expect([isFirst, versionOf(slow)]).toEqual([false, migrations.length])
  slow.close()
  quick.close()
  rmSync(folder, { recursive: true })
})
