import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import {
  createArchiveFile,
  type ArchiveFile
} from '../../../../electron/services/archive/archive-file'
import { migrate } from '../../../../electron/services/archive/migrations'
import { initialParameters } from '#shared/parameters'
import { toUtf8 } from '../../../../electron/services/utf8'
import { jobRow } from '../../../support/archive/jobs'
import { query } from './harness'

/** Statements that read a whole table, and why that is meant. All others must find their rows by a key. */
const scans: Record<string, string> = {
  'SELECT id, text FROM resources': 'the dictionary is in memory',
  'SELECT id, rows, low_created, low_job, high_created, high_job FROM index_blocks':
    'the directory of the index, a row for thousands',
  'SELECT start, end, state, at FROM coverage ORDER BY start': 'intervals are few',
  'SELECT job_id FROM due WHERE reason = ? ORDER BY id DESC':
    'what no notification has named yet, mostly nothing',
  'SELECT job_id, at FROM gone': 'few, and in memory from then on',
  'SELECT name, value FROM sync_facts': 'a dozen numbers',
  'SELECT id FROM answers ORDER BY received DESC, id DESC LIMIT -1 OFFSET ?':
    'a thousand, once in a hundred answers',
  'SELECT through FROM index_state': 'one row',
  'SELECT rows FROM index_state': 'one row',
  'SELECT received FROM index_state': 'one row',
  'UPDATE index_state SET rows = -1': 'one row',
  'UPDATE index_state SET received = ? WHERE received IS NOT ?': 'one row',
  'UPDATE index_state SET rows = ?, through = (SELECT ifnull(max(id), 0) FROM operations)':
    'one row'
}

/** A database that notes every statement made of it. */
function noting() {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const statements = new Set<string>()
  const note = (sql: string) => statements.add(sql.replaceAll(/\s+/g, ' ').trim())
  const prepare = database.prepare.bind(database)
  const exec = database.exec.bind(database)
  database.prepare = (sql: string) => {
    note(sql)
    return prepare(sql)
  }
  database.exec = (sql: string) => {
    for (const part of sql.split(';')) if (part.trim()) note(part)
    exec(sql)
  }
  return { database, statements, prepare }
}

function store(file: ArchiveFile, rows: readonly unknown[], isAnswer = false) {
  const answer = isAnswer ? { parameters: query(), total: 9 } : null
  file.store({ body: toUtf8(JSON.stringify({ job_set: rows })), at: 1000, answer })
}

/** Uses every function, so that every statement is made. */
function useAll(database: DatabaseSync): void {
  const file = createArchiveFile(database)
  const jobs = Array.from({ length: 300 }, (_, job) => jobRow(job, 0))
  store(file, jobs, true)
  store(file, [jobRow(3, 1), { ...jobRow(4, 1), create_time: null }])
  file.answer(query())
  file.record('j-0000001')
  file.find('j-0000001')
  file.coverage()
  const interval = { start: 1000, end: 2000, state: 'complete' as const, at: 1 }
  file.mark(interval, { oldest: 1, paused: null })
  file.mark({ ...interval, start: 1500, end: 3000 }, { lookedUntil: 2000 })
  file.noteGone('j-1', 1)
  file.pending()
  file.countBetween({ start: 0, end: 1e12 })
  file.announce('stuck', ['j-1'])
  file.receivedAt()
  file.copyIndex()
  // From the copy, with rows that came after it and rows that changed.
  const second = createArchiveFile(database)
  store(second, [jobRow(900, 0), jobRow(3, 2)])
  const third = createArchiveFile(database)
  while (third.warm());
  const selection = { profileIds: ['p'], parameters: initialParameters, filter: {} }
  const found = third.look.matches(selection, 0)
  const order = { field: 'create_time', descending: true } as const
  third.look.sequence(found, order).rows(0, 10)
  third.mendIndex()
  // Damaged, so that all of it is made anew.
  database.exec('UPDATE index_blocks SET data = zeroblob(9)')
  third.mendIndex()
  third.copyIndex()
  third.check()
  third.intervals()
  third.facts()
}

test('each statement of the archive finds its rows by a key, but for those listed', () => {
  const { database, statements, prepare } = noting()
  useAll(database)
  const mine = 'UPDATE index_blocks SET data = zeroblob(9)'
  const planned = [...statements].filter(
    (sql) => sql !== mine && /^(SELECT|INSERT|UPDATE|DELETE)/.test(sql)
  )
  expect(planned.length).toBeGreaterThan(30)
  const scanning = planned.filter((sql) => {
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all()
    return plan.some(({ detail }) =>
      /^SCAN (?!CONSTANT ROW|\d+[- ](CONSTANT )?ROW)/.test(String(detail))
    )
  })
  expect(scanning.toSorted()).toEqual(Object.keys(scans).toSorted())
  database.close()
})

test('no statement sorts what a table holds, but old answers', () => {
  const { database, statements, prepare } = noting()
  useAll(database)
  const sorting = [...statements].filter((sql) => {
    if (!sql.startsWith('SELECT')) return false
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all()
    return plan.some(({ detail }) => String(detail).includes('TEMP B-TREE'))
  })
  expect(sorting).toEqual([expect.stringContaining('FROM answers ORDER BY')])
  database.close()
})
