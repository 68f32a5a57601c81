import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'

/** Sees from outside when rows were committed, before whoever stored them is told. */
export function watchRows(path: string) {
  const database = new DatabaseSync(path, { timeout: 20_000 })
  const newest = database.prepare('SELECT max(id) AS id FROM operations')
  const read = () => Number(newest.get()?.id)
  const before = read()
  return {
    /** Resolves right after new rows were committed, or without when `isOver`. @returns whether they were */
    committed: async (isOver: () => boolean): Promise<boolean> => {
      while (read() === before && !isOver()) await turn()
      const isCommitted = read() !== before
      database.close()
      return isCommitted
    }
  }
}
