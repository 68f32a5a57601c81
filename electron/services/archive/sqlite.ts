import { createRequire } from 'node:module'
import type * as NodeSqlite from 'node:sqlite'

export type Database = NodeSqlite.DatabaseSync

type Sqlite = Pick<typeof NodeSqlite, 'DatabaseSync'>

function builtinModule(): Sqlite | undefined {
  return process.getBuiltinModule('node:sqlite') as Sqlite | undefined
}

/** `node:sqlite` where the runtime has it, else the addon of the same interface. */
function load(): Sqlite {
  const builtin = builtinModule()
  // The addon mirrors node:sqlite call for call; its types are its own.
  return builtin ?? (createRequire(import.meta.url)('@photostructure/sqlite') as Sqlite)
}

/** How long a write waits for another process that writes, ms. */
export const busyMs = 5000

/** Opens a file, or makes it. */
export function openDatabase(path: string): Database {
  const { DatabaseSync } = load()
  return new DatabaseSync(path, { timeout: busyMs })
}

/** Which module it is, and its SQLite: `node:sqlite 3.50.4`. */
export function sqliteName(): string {
  const database = openDatabase(':memory:')
  const row = database.prepare('select sqlite_version() as version').get()
  database.close()
  return `${builtinModule() ? 'node:sqlite' : '@photostructure/sqlite'} ${String(row?.['version'])}`
}
