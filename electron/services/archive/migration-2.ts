import { parseExactly } from '#shared/exact-json'
import type { RawOperation } from '#shared/operation'
import { toInstant } from '#shared/time'
import { openDictionary } from './dictionary'
import { createHeldRows } from './held-rows'
import type { Database } from './sqlite'

const tables = `
  DROP INDEX operations_received; DROP INDEX operations_created; DROP INDEX operations_status;
  DROP INDEX operations_action; DROP INDEX operations_owner;
  ALTER TABLE operations RENAME TO operations_1;
  ALTER TABLE answer_rows RENAME TO answer_rows_1;
  CREATE TABLE operations (
    id INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL UNIQUE,
    created INTEGER,
    updated INTEGER,
    status INTEGER NOT NULL,
    job_action INTEGER NOT NULL,
    action_describe INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    submitter INTEGER NOT NULL,
    error_codes INTEGER NOT NULL,
    task_count INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    resources BLOB NOT NULL
  ) STRICT;
  CREATE TABLE answer_rows (
    answer INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
    position INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    PRIMARY KEY (answer, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE index_blocks (
    id INTEGER PRIMARY KEY,
    rows INTEGER NOT NULL,
    low_created INTEGER NOT NULL,
    low_job TEXT NOT NULL,
    high_created INTEGER NOT NULL,
    high_job TEXT NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
  CREATE TABLE index_touched (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE index_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    rows INTEGER NOT NULL,
    through INTEGER NOT NULL,
    received INTEGER
  ) STRICT;
  INSERT INTO index_state VALUES (1, 0, 0, (SELECT max(received) FROM operations_1));`

const held = `SELECT o.id, o.job_id, o.created, o.updated, o.task_count, o.raw,
  status.text AS status, action.text AS action, description.text AS description,
  owner.text AS owner, submitter.text AS submitter, errors.text AS errors,
  (SELECT group_concat(text, ' ') FROM (
     SELECT r.text FROM operation_resources l JOIN resources r ON r.id = l.resource
     WHERE l.operation = o.id ORDER BY l.position)) AS resources
  FROM operations_1 o
  JOIN texts status ON status.id = o.status
  JOIN texts action ON action.id = o.job_action
  JOIN texts description ON description.id = o.action_describe
  JOIN texts owner ON owner.id = o.owner
  JOIN texts submitter ON submitter.id = o.submitter
  JOIN texts errors ON errors.id = o.error_codes
  WHERE o.id > ? ORDER BY o.id LIMIT 2000`

/**
 * Rows become numbers only: the raw record is told by its shape, resource ids are a list in the row, and
 * instead of one index a column there is the index of blocks.
 */
export function toVersion2(database: Database): void {
  database.exec(tables)
  const rows = createHeldRows(database, openDictionary(database))
  const select = database.prepare(held)
  database.exec('CREATE TEMP TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)')
  const moved = database.prepare('INSERT INTO moved (old, new) VALUES (?, ?)')
  for (let after = 0; ;) {
    const page = select.all(after)
    const kept = rows.keep(page.map(rawOf))
    page.forEach((row, place) => moved.run(Number(row.id), kept[place]?.id ?? null))
    if (page.length === 0) break
    after = Number(page.at(-1)?.id)
  }
  database.exec(`
    INSERT INTO answer_rows SELECT answer, position, new FROM answer_rows_1
      JOIN moved ON old = operation;
    DROP TABLE moved; DROP TABLE answer_rows_1; DROP TABLE operation_resources;
    DROP TABLE operations_1;`)
}

function rawOf(row: Record<string, unknown>): RawOperation {
  // Written by this app from a checked record.
  if (typeof row.raw === 'string') return parseExactly(row.raw) as RawOperation
  const time = (ms: unknown) => (typeof ms === 'number' ? toInstant(ms) : null)
  return {
    action_describe: row.description,
    create_time: time(row.created),
    error_codes: row.errors,
    job_action: row.action,
    job_id: row.job_id,
    owner: row.owner,
    resource_ids: row.resources ?? '',
    status: row.status,
    status_time: time(row.updated),
    submitter: row.submitter,
    task_count: row.task_count
  }
}
