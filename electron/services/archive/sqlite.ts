import { createRequire } from 'node:module'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

export type Database = DatabaseSync
export type Statement = StatementSync

type Sqlite = Pick<typeof import('node:sqlite'), 'DatabaseSync'>

/** `node:sqlite` where the runtime has it, else the addon of the same interface. */
function load(): Sqlite {
  const builtin = process.getBuiltinModule('node:sqlite') as Sqlite | undefined
  // The addon mirrors node:sqlite call for call; its types are its own.
  return builtin ?? (createRequire(import.meta.url)('@photostructure/sqlite') as Sqlite)
}

/** Opens a file, or makes it. Waits up to five seconds for another process that writes. */
export function openDatabase(path: string): Database {
  const { DatabaseSync } = load()
  return new DatabaseSync(path, { timeout: 5000 })
}
