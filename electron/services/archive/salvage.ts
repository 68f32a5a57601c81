import { migrations } from './migrations'
import type { Database } from './sqlite'

/**
 * All but the index, which is made from the rows, and which version first had them in the form of today:
 * the later ones only added tables, so an older file lacks nothing else.
 */
const tables = {
  texts: 2,
  resources: 2,
  operations: 2,
  answers: 2,
  answer_rows: 2,
  coverage: 3,
  sync_facts: 3,
  announced: 3,
  due: 4,
  gone: 5
} as const

/**
 * Takes over what a broken file holds, all of it or nothing: a third of a file is the index, and damage
 * there costs no row. Whether a row that can still be read is right nobody knows, so a file with damage
 * anywhere else gives nothing. @returns whether everything was taken over
 * @throws where reading or writing fails
 */
export function salvage(broken: string, into: Database): boolean {
  try {
    into.prepare('ATTACH ? AS broken').run(broken)
  } catch {
    return false
  }
  try {
    const names = tablesOf(into)
    if (names.length === 0 || !names.every((table) => isWhole(into, table))) return false
    into.exec('BEGIN IMMEDIATE')
    for (const table of names) into.exec(`INSERT INTO main.${table} SELECT * FROM broken.${table}`)
    into.exec(`UPDATE index_state SET rows = -1,
      received = (SELECT received FROM broken.index_state); COMMIT`)
    return true
  } catch (error) {
    if (into.isTransaction) into.exec('ROLLBACK')
    throw error
  } finally {
    into.exec('DETACH broken')
  }
}

/** The tables of the broken file; none where they are of an older form, or its version is no version. */
function tablesOf(database: Database): string[] {
  const version = Number(database.prepare('PRAGMA broken.user_version').get()?.user_version)
  if (version > migrations.length) return []
  return Object.entries(tables).flatMap(([table, since]) => (since <= version ? table : []))
}

function isWhole(database: Database, table: string): boolean {
  const finding = database.prepare(`PRAGMA broken.integrity_check(${table})`).get()
  return finding?.integrity_check === 'ok'
}
