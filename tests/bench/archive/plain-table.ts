import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import type { Database } from '../../../electron/services/archive/sqlite'
import { openDatabase } from '../../../electron/services/archive/sqlite'
import type { benchRows } from './rows'

const columns = [
  'job_id',
  'create_time',
  'status_time',
  'status',
  'job_action',
  'action_describe',
  'owner',
  'submitter',
  'resource_ids',
  'error_codes',
  'task_count'
] as const

/** The peer: what one would write without thinking long, and the indexes one would add. */
export function makePlainTable(path: string, rows: ReturnType<typeof benchRows>): number {
  const database = openDatabase(path)
  database.exec(`CREATE TABLE log (${columns.map((name) => `${name} TEXT`).join(', ')},
    PRIMARY KEY (job_id)); BEGIN`)
  fill(database, rows)
  database.exec(`COMMIT;
    CREATE INDEX log_time ON log (create_time);
    CREATE INDEX log_status ON log (status, create_time);
    CREATE INDEX log_action ON log (job_action, create_time);
    CREATE INDEX log_owner ON log (owner, create_time);
    ANALYZE`)
  database.close()
  return statSync(path).size
}

function fill(database: Database, rows: ReturnType<typeof benchRows>): void {
  const insert = database.prepare(`INSERT INTO log VALUES (${columns.map(() => '?').join(', ')})`)
  for (const page of rows.pages()) {
    for (const row of page) insert.run(...columns.map((name) => row[name]))
  }
}

/** Milliseconds of each statement in one run of the `sqlite3` shell; output goes nowhere. */
export function timeInShell(path: string, statements: readonly string[]): number[] {
  const script = ['.timer on', ...statements.map((sql) => `${sql};`)].join('\n')
  const output = execFileSync('sqlite3', [path], {
    input: script,
    encoding: 'utf8',
    maxBuffer: 1e9
  })
  return [...output.matchAll(/^Run Time: real ([\d.]+)/gm)].map(([, s]) => Number(s) * 1000)
}

/** The same conditions as SQL over the plain table. */
export function plainWhere(query: PlainQuery): string {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  const conditions = [
    ...(['status', 'job_action', 'owner'] as const).flatMap((name) =>
      query[name] === undefined ? [] : [`${name} = ${quote(query[name])}`]
    ),
    ...(query.resource === undefined
      ? []
      : [`' ' || resource_ids || ' ' LIKE ${quote(`% ${query.resource} %`)}`]),
    ...(query.notOwner === undefined ? [] : [`owner <> ${quote(query.notOwner)}`]),
    ...(query.from === undefined ? [] : [`create_time >= ${quote(query.from)}`]),
    ...(query.to === undefined ? [] : [`create_time <= ${quote(query.to)}`]),
    ...(query.text === undefined
      ? []
      : [`(${columns.map((name) => `${name} LIKE ${quote(`%${query.text}%`)}`).join(' OR ')})`])
  ]
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
}

export interface PlainQuery {
  status?: string | undefined
  job_action?: string | undefined
  owner?: string | undefined
  resource?: string | undefined
  notOwner?: string | undefined
  from?: string | undefined
  to?: string | undefined
  text?: string | undefined
}
