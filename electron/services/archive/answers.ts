import type { OperationParameters } from '#shared/parameters'
import type { IndexRow } from './index/block'
import { indexRowOf } from './held-rows'
import type { Database } from './sqlite'

/** Answers kept, some 2 kB each: a range that is counted from now makes another with every refresh. */
export const mostAnswers = 1000
/** So many more are let in before the oldest go. */
const spare = 100

/** Answers of the service as they were: which rows, in which order, of how many. */
export function createAnswers(database: Database) {
  const insert = database.prepare(
    `INSERT INTO answers (query, total, received) VALUES (?, ?, ?)
     ON CONFLICT (query) DO UPDATE SET total = excluded.total, received = excluded.received
     RETURNING id`
  )
  const clear = database.prepare('DELETE FROM answer_rows WHERE answer = ?')
  const add = database.prepare(
    'INSERT INTO answer_rows (answer, position, operation) VALUES (?, ?, ?)'
  )
  const rowsOf = database.prepare(
    'SELECT operation FROM answer_rows WHERE answer = ? ORDER BY position'
  )
  const find = database.prepare('SELECT id, total, received FROM answers WHERE query = ?')
  const select = database.prepare(
    `SELECT o.* FROM answer_rows a JOIN operations o ON o.id = a.operation
     WHERE a.answer = ? ORDER BY a.position`
  )

  const old = database.prepare(
    'SELECT id FROM answers ORDER BY received DESC, id DESC LIMIT -1 OFFSET ?'
  )
  const remove = database.prepare('DELETE FROM answers WHERE id = ?')
  const touch = database.prepare('UPDATE answers SET total = ?, received = ? WHERE query = ?')

  /** Call it within a transaction. `ids`: numbers of the rows, in the order of the answer. */
  function keep(
    { parameters, total }: { parameters: OperationParameters; total: number },
    at: number,
    ids: readonly number[]
  ): void {
    const { id } = insert.get(queryKey(parameters), total, at) as { id: number }
    // Most often the same rows come again: a refresh, or a page one goes back to.
    const held = rowsOf.all(id).map(({ operation }) => Number(operation))
    if (held.length !== ids.length || ids.some((row, place) => row !== held[place])) {
      clear.run(id)
      ids.forEach((operation, position) => add.run(id, position, operation))
    }
    // An answer without rows counts too.
    if (id % spare === 0) dropOld()
  }

  function dropOld(): void {
    // Their rows go with them.
    for (const { id } of old.all(mostAnswers)) remove.run(Number(id))
  }

  function get(
    parameters: OperationParameters
  ): { rows: IndexRow[]; total: number; at: number } | null {
    const found = find.get(queryKey(parameters))
    if (!found) return null
    const rows = select.all(Number(found.id)) as Parameters<typeof indexRowOf>[0][]
    return { rows: rows.map(indexRowOf), total: Number(found.total), at: Number(found.received) }
  }

  /** The answer came again as it was. Call it within a transaction. */
  function renew(
    { parameters, total }: { parameters: OperationParameters; total: number },
    at: number
  ): void {
    touch.run(total, at, queryKey(parameters))
  }

  return { keep, renew, get }
}

/** The same query has the same key, in whatever order its values were set. */
export function queryKey(parameters: OperationParameters): string {
  const entries = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
