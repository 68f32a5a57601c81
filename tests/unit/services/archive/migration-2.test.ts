import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createArchiveFile } from '../../../../electron/services/archive/archive-file'
import { migrate } from '../../../../electron/services/archive/migrations'
import { normalize } from '../../../../electron/services/records'
import { toUtf8 } from '../../../../electron/services/utf8'
import { answerVersion1, fillVersion1 } from '../../../support/archive/version-1'
import { jobRow } from '../../../support/archive/jobs'
import { query } from './harness'
import { oddRows } from './odd-rows'

const rows = [
  ...Object.values(oddRows).map((row, n) => ({ ...row, job_id: `j-odd-${n}` })),
  // None at all: it is known by its content.
  { status: 'failed', owner: 'usr-x' },
  // More than are moved at a time.
  ...Array.from({ length: 2100 }, (_, job) => jobRow(job, job % 3))
]

/** A file of version 1 with an answer to a query, brought to the newest. */
function migrated() {
  const database = new DatabaseSync(':memory:')
  const ids = fillVersion1(database, rows, 1234)
  const asked = query({ status: 'failed' })
  const key = JSON.stringify(Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const places = [4, 0, 600, 13, 7]
  answerVersion1(
    database,
    { key, total: 77, at: 900 },
    places.map((place) => ids[place] ?? 0)
  )
  answerVersion1(database, { key: '[["limit",1]]', total: 0, at: 901 }, [])
  migrate(database)
  return { database, file: createArchiveFile(database), asked, places }
}

test('version 2 has the text of every record as it was', () => {
  const { file, database } = migrated()
  for (const row of rows) {
    expect(file.record(normalize(row).jobId)).toBe(JSON.stringify(row))
  }
  expect(database.prepare('SELECT count(*) AS n FROM operations').get()).toEqual({ n: rows.length })
  expect(file.coverage().held).toBe(rows.length)
  file.close()
})

test('version 2 gives the answers of before, in their order', () => {
  const { file, asked, places } = migrated()
  const answered = places.map((place) => rows[place] ?? {})
  expect(file.answer(asked)).toEqual({ rows: answered.map(normalize), total: 77, at: 900 })
  expect(file.receivedAt()).toBe(1234)
  file.close()
})

test('version 2 keeps rows as before: a later state, a new row, a row that is older', () => {
  const { file } = migrated()
  const at = 5000
  const body = toUtf8(JSON.stringify({ job_set: [jobRow(7, 2), jobRow(9000, 0), jobRow(8, 1)] }))
  expect(file.store({ body, at, answer: null })).toEqual({
    added: 1,
    changed: 1,
    rows: 3
  })
  expect(JSON.parse(file.record('j-0000008') ?? '')).toEqual(jobRow(8, 2))
  file.close()
})

test('version 2 leaves nothing of version 1 but what it needs, and the file whole', () => {
  const { database, file } = migrated()
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map(({ name }) => name)
  expect(names).toEqual([
    'announced',
    'answer_rows',
    'answers',
    'coverage',
    'due',
    'gone',
    'index_blocks',
    'index_state',
    'index_touched',
    'operations',
    'resources',
    'sync_facts',
    'texts'
  ])
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  file.close()
})

test('version 3 adds what is known of the time, and touches nothing else', () => {
  const { file } = migrated()
  expect(file.coverage()).toMatchObject({ intervals: [], facts: {} })
  const interval = { start: 1000, end: 9000, state: 'complete' as const, at: 10_000 }
  expect(file.mark(interval, { oldest: 1000 })).toMatchObject({
    intervals: [interval],
    facts: { oldest: 1000 }
  })
  file.close()
})
