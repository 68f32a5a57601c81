import { migrations } from './migrations'
import type { Database } from './sqlite'

/** All but the index, which is made from the rows. */
const tables = [
  'texts',
  'resources',
  'operations',
  'answers',
  'answer_rows',
  'coverage',
  'sync_facts',
  'announced',
  'due',
  'gone'
] as const

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
    if (!isWhole(into)) return false
    into.exec('BEGIN IMMEDIATE')
    for (const table of tables) into.exec(`INSERT INTO main.${table} SELECT * FROM broken.${table}`)
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

function isWhole(database: Database): boolean {
  const version = database.prepare('PRAGMA broken.user_version').get()?.user_version
  if (version !== migrations.length) return false
  return tables.every((table) => {
    const finding = database.prepare(`PRAGMA broken.integrity_check(${table})`).get()
    return finding?.integrity_check === 'ok'
  })
}
