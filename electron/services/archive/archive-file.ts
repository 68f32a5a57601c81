import type { Span } from '#shared/archive-query'
import type { Operation } from '#shared/operation'
import type { CoverageInterval } from '#shared/sync'
import { type RawOperation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'
import { isEnded } from '#shared/operation'
import { normalize } from '../records'
import type { HeldCoverage, StoredAnswer, StoredPage, StoreReport } from '../ports'
import { whereOf } from './conditions'
import { markInterval, noteAnnounced, readFacts, readIntervals, writeFacts } from './coverage'
import { rebuild, textToKeep } from './raw-record'
import type { Database, Statement } from './sqlite'

type Row = Record<string, string | number | null>

const selected = `SELECT o.id, o.job_id, o.created, o.updated, o.task_count, o.raw, o.received,
  status.text AS status, action.text AS action, description.text AS description,
  owner.text AS owner, submitter.text AS submitter, errors.text AS errors,
  (SELECT group_concat(text, ' ') FROM (
     SELECT r.text FROM operation_resources l JOIN resources r ON r.id = l.resource
     WHERE l.operation = o.id ORDER BY l.position)) AS resources
  FROM operations o
  JOIN texts status ON status.id = o.status
  JOIN texts action ON action.id = o.job_action
  JOIN texts description ON description.id = o.action_describe
  JOIN texts owner ON owner.id = o.owner
  JOIN texts submitter ON submitter.id = o.submitter
  JOIN texts errors ON errors.id = o.error_codes`

/** All that is held of one profile. */
export function createArchiveFile(database: Database) {
  const statements = new Map<string, Statement>()
  const textIds = new Map<string, number>()

  function prepare(sql: string): Statement {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  function get(sql: string, ...values: (string | number)[]): Row | undefined {
    return prepare(sql).get(...values) as Row | undefined
  }

  function all(sql: string, ...values: (string | number)[]): Row[] {
    return prepare(sql).all(...values) as Row[]
  }

  function transaction<T>(work: () => T): T {
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      // The ids may have been made in what is now undone.
      textIds.clear()
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  function idOf(field: string, text: string): number {
    const key = `${field}\n${text}`
    const known = textIds.get(key)
    if (known !== undefined) return known
    prepare('INSERT OR IGNORE INTO texts (field, text) VALUES (?, ?)').run(field, text)
    const id = Number(get('SELECT id FROM texts WHERE field = ? AND text = ?', field, text)?.id)
    textIds.set(key, id)
    return id
  }

  /** Keeps rows and the answer they came in, in one transaction. */
  function store(
    rows: readonly RawOperation[],
    answer: { parameters: OperationParameters; total: number; at: number } | null
  ): void {
    transaction(() => {
      const ids = rows.map((raw) => keep(raw, answer?.at ?? Date.now()))
      if (answer) keepAnswer(answer, ids)
    })
  }

  /** @returns the id of the row */
  function keep(raw: RawOperation, received: number): number {
    const operation = normalize(raw)
    const held = get(
      `SELECT o.id, o.updated, t.text AS status FROM operations o JOIN texts t ON t.id = o.status
       WHERE o.job_id = ?`,
      operation.jobId
    )
    if (held && isOlder(operation, held)) return Number(held.id)
    const { id } = prepare(
      `INSERT INTO operations (job_id, created, updated, status, job_action, action_describe,
         owner, submitter, error_codes, task_count, raw, received)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (job_id) DO UPDATE SET created = excluded.created, updated = excluded.updated,
         status = excluded.status, job_action = excluded.job_action,
         action_describe = excluded.action_describe, owner = excluded.owner,
         submitter = excluded.submitter, error_codes = excluded.error_codes,
         task_count = excluded.task_count, raw = excluded.raw, received = excluded.received
       RETURNING id`
    ).get(
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
      received
    ) as { id: number }
    keepResources(id, operation.resourceIds, held !== undefined)
    return id
  }

  function keepResources(id: number, resourceIds: readonly string[], replace: boolean): void {
    if (replace) prepare('DELETE FROM operation_resources WHERE operation = ?').run(id)
    resourceIds.forEach((text, position) => {
      prepare('INSERT OR IGNORE INTO resources (text) VALUES (?)').run(text)
      prepare(
        `INSERT INTO operation_resources (operation, position, resource)
         SELECT ?, ?, id FROM resources WHERE text = ?`
      ).run(id, position, text)
    })
  }

  function keepAnswer(
    { parameters, total, at }: { parameters: OperationParameters; total: number; at: number },
    ids: readonly number[]
  ): void {
    const { id } = prepare(
      `INSERT INTO answers (query, total, received) VALUES (?, ?, ?)
       ON CONFLICT (query) DO UPDATE SET total = excluded.total, received = excluded.received
       RETURNING id`
    ).get(queryKey(parameters), total, at) as { id: number }
    prepare('DELETE FROM answer_rows WHERE answer = ?').run(id)
    const insert = prepare('INSERT INTO answer_rows (answer, position, operation) VALUES (?, ?, ?)')
    ids.forEach((operation, position) => insert.run(id, position, operation))
  }

  function answer(parameters: OperationParameters): StoredAnswer | null {
    const found = get(
      'SELECT id, total, received FROM answers WHERE query = ?',
      queryKey(parameters)
    )
    if (!found) return null
    const rows = all(
      `${selected} JOIN answer_rows a ON a.operation = o.id WHERE a.answer = ? ORDER BY a.position`,
      Number(found.id)
    )
    return {
      rows: rows.map(operationOf),
      total: Number(found.total),
      at: Number(found.received)
    }
  }

  /** One page of rows and the exact number of all that match. */
  function page(parameters: OperationParameters, text: string): { rows: Row[]; total: number } {
    const { sql, values } = whereOf(parameters, text)
    const order = parameters.reverse === 1 ? 'DESC' : 'ASC'
    const total = Number(get(`SELECT count(*) AS n FROM operations ${sql}`, ...values)?.n)
    const rows = all(
      `${selected} JOIN (SELECT id AS found FROM operations ${sql}
         ORDER BY created ${order}, job_id ${order} LIMIT ? OFFSET ?) ON found = o.id
       ORDER BY o.created ${order}, o.job_id ${order}`,
      ...values,
      parameters.limit,
      parameters.offset
    )
    return { rows, total }
  }

  function search(parameters: OperationParameters, text: string) {
    const { rows, total } = page(parameters, text)
    const at = get('SELECT max(received) AS at FROM operations')?.at ?? null
    return { rows: rows.map(operationOf), total, at: at === null ? null : Number(at) }
  }

  function records(parameters: OperationParameters, text: string) {
    const { rows, total } = page(parameters, text)
    return { records: rows.map(rawOf), total }
  }

  function record(jobId: string): string | null {
    const row = get(`${selected} WHERE o.job_id = ?`, jobId)
    if (!row) return null
    return row.raw === null ? JSON.stringify(rebuild(operationOf(row))) : String(row.raw)
  }

  function ingest({ body, at }: StoredPage): StoreReport {
    const { job_set } = JSON.parse(body) as { job_set: RawOperation[] }
    const report: StoreReport = { added: 0, changed: 0, failed: [], rows: job_set.length }
    transaction(() => {
      for (const raw of job_set) {
        const jobId = normalize(raw).jobId
        const before = record(jobId)
        keep(raw, at)
        const after = record(jobId)
        if (before === after) continue
        if (before === null) report.added++
        else report.changed++
        const was = before === null ? '' : (JSON.parse(before) as RawOperation).status
        if (after !== null && JSON.parse(after).status === 'failed' && was !== 'failed') {
          report.failed.push(jobId)
        }
      }
    })
    return report
  }

  function coverage(): HeldCoverage {
    const held = Number(get('SELECT count(*) AS n FROM operations')?.n)
    return { intervals: readIntervals(database), held, facts: readFacts(database) }
  }

  function mark(interval: CoverageInterval | null, facts: Parameters<typeof writeFacts>[1] = {}) {
    transaction(() => {
      if (interval) markInterval(database, interval)
      writeFacts(database, facts)
    })
    return coverage()
  }

  function pending(limit: number) {
    const rows = all(
      `SELECT job_id, created FROM operations WHERE status IN
         (SELECT id FROM texts WHERE field = 'status' AND text IN ('pending', 'working'))
       ORDER BY created LIMIT ?`,
      limit
    )
    return rows.map(({ job_id, created }) => ({
      jobId: String(job_id),
      createTime: created === null || created === undefined ? null : Number(created)
    }))
  }

  function countBetween({ start, end }: Span): number {
    const sql = 'SELECT count(*) AS n FROM operations WHERE created >= ? AND created <= ?'
    return Number(get(sql, start, end)?.n)
  }

  function announce(reason: 'failed' | 'stuck', jobIds: readonly string[]): string[] {
    return transaction(() => noteAnnounced(database, reason, jobIds))
  }

  return {
    store,
    ingest,
    coverage,
    mark,
    pending,
    countBetween,
    announce,
    answer,
    search,
    records,
    record,
    close: () => database.close()
  }
}

export type ArchiveFile = ReturnType<typeof createArchiveFile>

/** The newer state wins: the later update, and at the same time one that has ended over one that runs. */
function isOlder(operation: Operation, held: Row): boolean {
  const updated = held.updated === null ? null : Number(held.updated)
  if (operation.statusTime !== null && updated !== null && operation.statusTime !== updated) {
    return operation.statusTime < updated
  }
  return !isEnded(operation.status) && isEnded(String(held.status))
}

function operationOf(row: Row): Operation {
  // Written by this app from a checked record.
  if (row.raw !== null) return normalize(JSON.parse(String(row.raw)) as RawOperation)
  return {
    jobId: String(row.job_id),
    createTime: row.created === null ? null : Number(row.created),
    statusTime: row.updated === null ? null : Number(row.updated),
    status: String(row.status),
    action: String(row.action),
    description: String(row.description),
    owner: String(row.owner),
    submitter: String(row.submitter),
    resourceIds: row.resources ? String(row.resources).split(' ') : [],
    errorCodes: String(row.errors),
    taskCount: row.task_count === null ? null : Number(row.task_count)
  }
}

function rawOf(row: Row): RawOperation {
  // Written by this app from a checked record.
  if (row.raw !== null) return JSON.parse(String(row.raw)) as RawOperation
  return rebuild(operationOf(row))
}

/** The same query has the same key, in whatever order its values were set. */
function queryKey(parameters: OperationParameters): string {
  const entries = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
