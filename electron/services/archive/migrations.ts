import { AppError } from '#shared/errors'
import { dueSchema } from './announcements'
import { goneSchema } from './gone'
import { toVersion2 } from './migration-2'
import { coverageSchema } from './coverage-schema'
import type { Database } from './sqlite'

/** SQL, or what has to be computed. */
export type Migration = string | ((database: Database) => void)

/**
 * Numbered, append-only: the n-th takes a file from version n-1 to n. Never edit one that was released.
 *
 * Low-cardinality text is a dictionary and resource ids are a table of their own, so that a substring is
 * looked for among the few distinct values and the rows then come from an index.
 */
export const migrations: readonly Migration[] = [
  `CREATE TABLE texts (
     id INTEGER PRIMARY KEY,
     field TEXT NOT NULL,
     text TEXT NOT NULL,
     UNIQUE (field, text)
   ) STRICT;
   CREATE TABLE resources (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE operations (
     id INTEGER PRIMARY KEY,
     job_id TEXT NOT NULL UNIQUE,
     created INTEGER,
     updated INTEGER,
     status INTEGER NOT NULL REFERENCES texts,
     job_action INTEGER NOT NULL REFERENCES texts,
     action_describe INTEGER NOT NULL REFERENCES texts,
     owner INTEGER NOT NULL REFERENCES texts,
     submitter INTEGER NOT NULL REFERENCES texts,
     error_codes INTEGER NOT NULL REFERENCES texts,
     task_count REAL,
     raw TEXT,
     received INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX operations_received ON operations (received);
   CREATE INDEX operations_created ON operations (created, job_id);
   CREATE INDEX operations_status ON operations (status, created, job_id);
   CREATE INDEX operations_action ON operations (job_action, created, job_id);
   CREATE INDEX operations_owner ON operations (owner, created, job_id);
   CREATE TABLE operation_resources (
     operation INTEGER NOT NULL REFERENCES operations ON DELETE CASCADE,
     position INTEGER NOT NULL,
     resource INTEGER NOT NULL REFERENCES resources,
     PRIMARY KEY (operation, position)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX operation_resources_resource ON operation_resources (resource, operation);
   CREATE TABLE answers (
     id INTEGER PRIMARY KEY,
     query TEXT NOT NULL UNIQUE,
     total INTEGER NOT NULL,
     received INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE answer_rows (
     answer INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
     position INTEGER NOT NULL,
     operation INTEGER NOT NULL REFERENCES operations ON DELETE CASCADE,
     PRIMARY KEY (answer, position)
   ) STRICT, WITHOUT ROWID;`,
  toVersion2,
  coverageSchema,
  dueSchema,
  goneSchema
]

/** @throws AppError `archive-newer` for a file a newer version of the app has written */
export function refuseNewer(database: Database, newest = migrations.length): void {
  if (versionOf(database) > newest) {
    throw new AppError('archive-newer', 'A newer version of Oplog wrote this archive.')
  }
}

/** @throws AppError `archive-newer` */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  refuseNewer(database, steps.length)
  for (const [index, step] of steps.entries()) {
    if (index < versionOf(database)) continue
    database.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have taken this step while this one waited for it.
      if (index === versionOf(database)) {
        if (typeof step === 'string') database.exec(step)
        else step(database)
        database.exec(`PRAGMA user_version = ${index + 1}`)
      }
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}

export function versionOf(database: Database): number {
  const row = database.prepare('PRAGMA user_version').get()
  return Number(row?.user_version ?? 0)
}
