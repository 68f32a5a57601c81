import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Operation, RawOperation } from '#shared/operation'
import { toInstant } from '#shared/time'
import { migrate, migrations } from '../../../electron/services/archive/migrations'
import { normalize } from '../../../electron/services/records'
import { jobRow } from './jobs'

/** The record of the columns of version 1; where it was as received, the text itself was not kept. */
function plain(operation: Operation): RawOperation {
  const instant = (ms: number | null) => (ms === null ? null : toInstant(ms))
  return {
    action_describe: operation.description,
    create_time: instant(operation.createTime),
    error_codes: operation.errorCodes,
    job_action: operation.action,
    job_id: operation.jobId,
    owner: operation.owner,
    resource_ids: operation.resourceIds.join(' '),
    status: operation.status,
    status_time: instant(operation.statusTime),
    submitter: operation.submitter,
    task_count: operation.taskCount
  }
}

const unsafe = /\\u(0000|d[89a-f])/i

function textToKeep(raw: RawOperation, operation: Operation): string | null {
  const text = JSON.stringify(raw)
  return text === JSON.stringify(plain(operation)) && !unsafe.test(text) ? null : text
}

/** Fills a new database as version 1 of the archive did: its only migration, then its own statements. */
export function fillVersion1(database: DatabaseSync, rows: readonly RawOperation[], at: number) {
  migrate(database, migrations.slice(0, 1))
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const idOf = (field: string, text: string) => {
    prepare('INSERT OR IGNORE INTO texts (field, text) VALUES (?, ?)').run(field, text)
    const row = prepare('SELECT id FROM texts WHERE field = ? AND text = ?').get(field, text)
    return Number(row?.id)
  }
  database.exec('BEGIN')
  const ids = rows.map((raw) => {
    const operation = normalize(raw)
    const { lastInsertRowid: id } = prepare(
      `INSERT INTO operations (job_id, created, updated, status, job_action, action_describe,
         owner, submitter, error_codes, task_count, raw, received)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    ).run(
      operation.jobId,
      operation.createTime,
      operation.statusTime,
      idOf('status', operation.status),
      idOf('job_action', operation.action),
      idOf('action_describe', operation.description),
      idOf('owner', operation.owner),
      idOf('submitter', operation.submitter),
      idOf('error_codes', operation.errorCodes),
      operation.taskCount,
      textToKeep(raw, operation),
      at
    )
    operation.resourceIds.forEach((text, position) => {
      prepare('INSERT OR IGNORE INTO resources (text) VALUES (?)').run(text)
      prepare(
        `INSERT INTO operation_resources (operation, position, resource)
         SELECT ?, ?, id FROM resources WHERE text = ?`
      ).run(id, position, text)
    })
    return Number(id)
  })
  database.exec('COMMIT')
  return ids
}

/** An answer of version 1 to a query, whose key is the text of its values by name. */
export function answerVersion1(
  database: DatabaseSync,
  { key, total, at }: { key: string; total: number; at: number },
  ids: readonly number[]
): void {
  const answer = database.prepare('INSERT INTO answers (query, total, received) VALUES (?, ?, ?)')
  const { lastInsertRowid } = answer.run(key, total, at)
  const insert = database.prepare('INSERT INTO answer_rows VALUES (?, ?, ?)')
  ids.forEach((id, position) => insert.run(lastInsertRowid, position, id))
}

/** A file of version 1 that holds the first state of so many jobs. */
export function makeVersion1(path: string, rows: number): void {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL')
  const list = Array.from({ length: rows }, (_, job) => jobRow(job, 0))
  fillVersion1(database, list, 1000)
  database.close()
}
