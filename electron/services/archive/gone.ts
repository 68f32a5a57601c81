import type { Kept } from './held-rows'
import type { Database } from './sqlite'

/** `gone`: held jobs that the service no longer had when it was asked for them, and when that was, ms. */
export const goneSchema = `CREATE TABLE gone (
     job_id TEXT PRIMARY KEY,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID`

/** Rows that are held as they were last seen, and that the service has no more; call what writes within a transaction. */
export function createGone(database: Database) {
  const select = database.prepare('SELECT job_id, at FROM gone')
  const insert = database.prepare('INSERT OR IGNORE INTO gone (job_id, at) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM gone WHERE job_id = ?')
  /** All of them: they are few. */
  let times = new Map<string, number>()
  let version = 0

  /** Reads anew what another process wrote, or what is undone. */
  function reload(): void {
    times = new Map(select.all().map(({ job_id, at }) => [String(job_id), Number(at)]))
    version++
  }
  reload()

  /** The first time it was missed stays. @param at ms @returns whether it was not noted before */
  function note(jobId: string, at: number): boolean {
    if (times.has(jobId)) return false
    insert.run(jobId, at)
    times.set(jobId, at)
    version++
    return true
  }

  /** Rows the service has just sent are not gone. */
  function seen(kept: readonly Kept[]): void {
    if (times.size === 0) return
    for (const { values } of kept) {
      if (!times.delete(values.jobId)) continue
      remove.run(values.jobId)
      version++
    }
  }

  return {
    reload,
    note,
    seen,
    /** Null: the service had it when it was last asked. */
    at: (jobId: string): number | null => times.get(jobId) ?? null,
    /** Grows with every change. */
    version: () => version
  }
}
