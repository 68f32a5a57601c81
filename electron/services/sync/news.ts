import type { Push } from '#shared/pushes'
import type { Settings } from '#shared/settings'
import type { Due, Log, RunningJob, SyncArchive } from '../ports'
import type { Calls } from './calls'
import type { Notifications } from './notifications'
import type { Changes } from './store'

interface Deps {
  archive: SyncArchive
  profileId: string
  push: Push
  calls: Pick<Calls, 'serviceTime'>
  settings: () => Settings
  notifications: Notifications
  log: Log
}

/** Job ids a push names at the most. */
const named = 20

export type News = ReturnType<typeof createNews>

/** Tells what a look at a profile found and what is due from before, no job for the same reason twice. */
export function createNews(deps: Deps) {
  const { archive, profileId, push, calls, settings, notifications, log } = deps

  let last = Promise.resolve()

  /** One at a time, so that none says what another is saying. @param running jobs that still run, as the service has just said */
  function tell(changes: Changes, running: ReadonlySet<string>): Promise<void> {
    last = last
      .then(() => tellAll(changes, running))
      .catch((error: unknown) => {
        // It stays due.
        log.warn('news could not be told', { profileId, error: String(error) })
      })
    return last
  }

  async function tellAll({ added, changed }: Changes, running: ReadonlySet<string>): Promise<void> {
    const due = await archive.due(profileId)
    const held = running.size + due.stuck.length > 0 ? await archive.pending(profileId) : []
    const failed = await fresh('failed', due.failed)
    const stuck = await fresh('stuck', stuckAmong(held, running))
    if (added + changed + failed.length + stuck.length > 0) {
      const first = (jobIds: string[]) => jobIds.slice(0, named)
      push('newRows', { profileId, added, changed, failed: first(failed), stuck: first(stuck) })
    }
    const still = await settleEnded(due.stuck, held)
    await notifications.report(profileId, { ...due, stuck: [...stuck, ...still] })
  }

  /** What got stuck and ended, or is gone, before it could be said, as in quiet hours, is not said to run. @returns the others */
  async function settleEnded(
    stuck: readonly string[],
    held: readonly RunningJob[]
  ): Promise<string[]> {
    const running = new Set(held.filter(({ goneAt }) => goneAt === null).map(({ jobId }) => jobId))
    const ended = stuck.filter((jobId) => !running.has(jobId))
    if (ended.length > 0) await archive.told(profileId, { failed: [], stuck: ended })
    return stuck.filter((jobId) => running.has(jobId))
  }

  /** Newest first. */
  function stuckAmong(held: readonly RunningJob[], running: ReadonlySet<string>): string[] {
    // Rows bear the service's time.
    const before = calls.serviceTime() - settings().stuckMinutes * 60_000
    return held
      .filter(({ jobId, createTime }) => {
        return running.has(jobId) && createTime !== null && createTime < before
      })
      .map(({ jobId }) => jobId)
      .toReversed()
  }

  async function fresh(reason: keyof Due, jobIds: readonly string[]): Promise<string[]> {
    return jobIds.length === 0 ? [] : archive.announce(profileId, reason, jobIds)
  }

  return { tell }
}
