import { DatabaseSync } from 'node:sqlite'
import type { Operation, RawOperation } from '#shared/operation'
import { parseShape, rebuild } from '../../../electron/services/archive/shape'
import { unpackNumbers } from '../../../electron/services/archive/varints'
import { normalize } from '../../../electron/services/records'

const rows = `SELECT o.job_id, o.created, o.updated, o.resources, status.text AS status,
  action.text AS action, description.text AS description, owner.text AS owner,
  submitter.text AS submitter, errors.text AS errors, tasks.text AS tasks, shape.text AS shape
  FROM operations o JOIN texts status ON status.id = o.status
  JOIN texts action ON action.id = o.job_action
  JOIN texts description ON description.id = o.action_describe
  JOIN texts owner ON owner.id = o.owner JOIN texts submitter ON submitter.id = o.submitter
  JOIN texts errors ON errors.id = o.error_codes JOIN texts tasks ON tasks.id = o.task_count
  JOIN texts shape ON shape.id = o.shape`

export interface FileContent {
  /** Oldest first, by job id within a second. */
  rows: { operation: Operation; raw: RawOperation }[]
  /** Rows of the table, whatever they refer to. */
  count: number
  version: number
  /** Findings of SQLite's own checks; none where the file is whole. */
  damage: string[]
}

/** What the table of rows says, read past the archive. Closing may take the log into the file. */
export function readFile(path: string): FileContent {
  const database = new DatabaseSync(path, { timeout: 20_000 })
  try {
    const checks = ['integrity_check', 'foreign_key_check'].flatMap((check) =>
      database.prepare(`PRAGMA ${check}`).all()
    )
    const damage = checks.map((row) => JSON.stringify(row)).filter((row) => !row.includes('"ok"'))
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
    const { count } = database.prepare('SELECT count(*) AS count FROM operations').get() ?? {}
    const resources = new Map(
      database
        .prepare('SELECT id, text FROM resources')
        .all()
        .map(({ id, text }) => [Number(id), String(text)])
    )
    const held = version < 2 ? [] : database.prepare(rows).all()
    const list = held.map((row) => {
      const raw = rawOf(row, resources)
      return { raw, operation: normalize(raw), created: Number(row.created ?? 0) }
    })
    list.sort((a, b) => a.created - b.created || (a.operation.jobId < b.operation.jobId ? -1 : 1))
    return { rows: list, count: Number(count), version, damage }
  } finally {
    database.close()
  }
}

function rawOf(row: Record<string, unknown>, resources: ReadonlyMap<number, string>): RawOperation {
  const seconds = (value: unknown) => (value === null ? null : Number(value))
  return rebuild(
    {
      jobId: String(row.job_id),
      created: seconds(row.created),
      updated: seconds(row.updated),
      status: String(row.status),
      action: String(row.action),
      description: String(row.description),
      owner: String(row.owner),
      submitter: String(row.submitter),
      errorCodes: String(row.errors),
      taskCount: String(row.tasks),
      resourceIds:
        row.resources instanceof Uint8Array
          ? unpackNumbers(row.resources).map((id) => resources.get(id) ?? '')
          : []
    },
    parseShape(String(row.shape))
  )
}
