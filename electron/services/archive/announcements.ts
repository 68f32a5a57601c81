import { isFailed } from '#shared/operation'
import { overlapMs } from '../intervals'
import type { Due } from '../ports'
import { isNews, type Kept } from './held-rows'
import type { Database } from './sqlite'

type Reason = keyof Due

/**
 * `announced`: jobs the window was told about. `due`: those a notification still has to name, in the order
 * they were found; kept here, so that neither quiet hours nor a kill loses one.
 */
export const dueSchema = `CREATE TABLE due (
     id INTEGER PRIMARY KEY,
     job_id TEXT NOT NULL,
     reason TEXT NOT NULL,
     UNIQUE (job_id, reason)
   ) STRICT`

/** What the user is told about; call what writes within a transaction. */
export function createAnnouncements(database: Database) {
  const announce = database.prepare(
    'INSERT OR IGNORE INTO announced (job_id, reason) VALUES (?, ?)'
  )
  const isAnnounced = database.prepare('SELECT 1 FROM announced WHERE job_id = ? AND reason = ?')
  const owe = database.prepare('INSERT OR IGNORE INTO due (job_id, reason) VALUES (?, ?)')
  const settle = database.prepare('DELETE FROM due WHERE job_id = ? AND reason = ?')
  const owed = database.prepare('SELECT job_id FROM due WHERE reason = ? ORDER BY id DESC')
  const looked = database.prepare(`SELECT value FROM sync_facts WHERE name = 'lookedUntil'`)

  /** @returns those that had not been announced for this reason before */
  function note(reason: Reason, jobIds: readonly string[]): string[] {
    return jobIds.filter((jobId) => {
      const isNew = Number(announce.run(jobId, reason).changes) > 0
      if (isNew) owe.run(jobId, reason)
      return isNew
    })
  }

  /**
   * Notes failures among rows just kept, whoever fetched them: those of rows that were held, and those since
   * the last look for new rows. What failed before is history, as is all before the first look.
   * @param wasFailed whether a row that was held was failed before
   */
  function noteFailed(kept: readonly Kept[], wasFailed: (row: Kept) => boolean): void {
    const failed = kept.filter((row) => {
      return isFailed(row.values.status) && isNews(row) && !wasFailed(row)
    })
    const until = failed.length > 0 ? looked.get()?.value : undefined
    if (until === undefined) return
    const since = Number(until) - overlapMs
    for (const { before, values } of failed) {
      const isRecent = before || (values.updated ?? values.created ?? 0) * 1000 >= since
      if (isRecent && !isAnnounced.get(values.jobId, 'failed')) owe.run(values.jobId, 'failed')
    }
  }

  function due(): Due {
    const of = (reason: Reason) => owed.all(reason).map(({ job_id }) => String(job_id))
    return { failed: of('failed'), stuck: of('stuck') }
  }

  function noteTold({ failed, stuck }: Due): void {
    for (const jobId of failed) settle.run(jobId, 'failed')
    for (const jobId of stuck) settle.run(jobId, 'stuck')
  }

  return { note, noteFailed, due, noteTold }
}
