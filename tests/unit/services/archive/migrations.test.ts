import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createArchiveFile } from '../../../../electron/services/archive/archive-file'
import { createCoverage } from '../../../../electron/services/archive/coverage'
import { openDictionary } from '../../../../electron/services/archive/dictionary'
import { createHeldRows } from '../../../../electron/services/archive/held-rows'
import { openIndex } from '../../../../electron/services/archive/index/index-store'
import { migrate, migrations, versionOf } from '../../../../electron/services/archive/migrations'
import { jobIdOf, jobRow } from '../../../support/archive/jobs'
import { answerVersion1, fillVersion1 } from '../../../support/archive/version-1'
import { query } from './harness'

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

const marks = [
  { start: 1000, end: 9000, state: 'complete' as const, at: 10_000 },
  { start: 10_000, end: 12_000, state: 'partial' as const, at: 13_000 }
]
const facts = { oldest: 1000, serviceTotal: 777, lookedUntil: 12_000, lookedAt: 13_000 }

/** A file of version 2 or later, with something in each of its tables. */
function filledTo(version: number): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  const rows = Array.from({ length: 60 }, (_, job) => jobRow(job, job % 3))
  const ids = fillVersion1(database, rows, 1234)
  const key = JSON.stringify(Object.entries(query()).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  answerVersion1(database, { key, total: 60, at: 900 }, ids.slice(0, 5))
  migrate(database, migrations.slice(0, version))
  const held = createHeldRows(database, openDictionary(database))
  openIndex({ database, readRows: held.readRows }).save()
  // After the index was copied, so that it has to catch up with it.
  held.keep([jobRow(7, 2), jobRow(60, 0)])
  if (version < 3) return database
  const coverage = createCoverage(database)
  for (const interval of marks) coverage.mark(interval)
  coverage.setFacts(facts)
  database.exec(`INSERT INTO announced VALUES ('${jobIdOf(2)}', 'failed'), ('j-b', 'stuck')`)
  if (version > 3) database.exec("INSERT INTO due (job_id, reason) VALUES ('j-c', 'stuck')")
  return database
}

/** How each table was made, and all its rows. */
function contentOf(database: DatabaseSync): Record<string, unknown[]> {
  const objects = database
    .prepare("SELECT name, type, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    .all()
  return Object.fromEntries(
    objects.map(({ name, type, sql }) => {
      const rows = type === 'table' ? database.prepare(`SELECT * FROM ${name}`).all() : []
      return [String(name), [sql, ...rows]]
    })
  )
}

// The step from version 1 makes every table anew: it has a file of tests of its own.
test.for([3, 4, 5])('version %d only adds tables: all that was held stays as it was', (version) => {
  const database = filledTo(version - 1)
  const before = contentOf(database)
  expect(Object.entries(before).filter(([, [, ...rows]]) => rows.length === 0)).toEqual([])
  migrate(database, migrations.slice(0, version))
  expect(contentOf(database)).toMatchObject(before)
  database.close()
})

test('version 4 tells nobody again of what was announced, and owes nothing of it', () => {
  const database = filledTo(3)
  migrate(database)
  const file = createArchiveFile(database)
  expect(file.coverage()).toEqual({ intervals: marks, held: 61, facts })
  expect(JSON.parse(file.record(jobIdOf(7)) ?? '')).toEqual(jobRow(7, 2))
  expect(file.answer(query())).toMatchObject({ total: 60, at: 900 })
  expect(file.due()).toEqual({ failed: [], stuck: [] })
  expect(file.announce('failed', [jobIdOf(2), jobIdOf(5)])).toEqual([jobIdOf(5)])
  expect(file.announce('stuck', ['j-b'])).toEqual([])
  expect(file.due()).toEqual({ failed: [jobIdOf(5)], stuck: [] })
  file.close()
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
