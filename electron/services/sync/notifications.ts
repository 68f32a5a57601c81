import { actionName } from '#shared/action-name'
import type { RawOperation } from '#shared/operation'
import type { Settings } from '#shared/settings'
import type { Clock, Due, Notifier, SyncArchive } from '../ports'
import { normalize } from '../records'
import { isQuiet } from './quiet-hours'
import { sentences, type SpokenLanguage } from './sentences'

interface Deps {
  notifier: Notifier
  settings: () => Settings
  language: () => SpokenLanguage
  now: Clock
  profileName: (profileId: string) => string
  archive: Pick<SyncArchive, 'record' | 'told'>
  /** Whose wall clock the quiet hours go by; absent: this machine's. */
  timeZone?: string
}

/** Operations named in one notification. */
const named = 3

/**
 * Desktop notifications, at most one for each look at a profile. What comes in quiet hours waits in
 * the archive for their end and is then summed into one.
 */
export function createNotifications(deps: Deps) {
  const { notifier, settings, language, archive, now, profileName, timeZone } = deps

  /** Says what is due, where it may be said now. */
  async function report(profileId: string, due: Due): Promise<void> {
    if (due.failed.length + due.stuck.length === 0 || isQuiet(now(), settings(), timeZone)) return
    const { notifyFailures, notifyStuck } = settings()
    const wanted = {
      failed: notifyFailures ? due.failed : [],
      stuck: notifyStuck ? due.stuck : []
    }
    const title = sentences[language()].title(profileName(profileId))
    const body = `${summary(wanted)}\n${await names(profileId, wanted)}`
    // Before it is shown: where that cannot be noted, each look would show it again.
    await archive.told(profileId, due)
    if (wanted.failed.length + wanted.stuck.length > 0) notifier.show({ title, body })
  }

  function summary({ failed, stuck }: Due): string {
    const said = sentences[language()]
    const parts = []
    if (failed.length > 0) parts.push(said.failed(failed.length))
    if (stuck.length > 0) parts.push(said.stuck(stuck.length, settings().stuckMinutes))
    return parts.join(said.and)
  }

  async function names(profileId: string, { failed, stuck }: Due): Promise<string> {
    const said = sentences[language()]
    const jobs = [...failed, ...stuck]
    const shown = jobs.slice(0, named).map((jobId) => nameOf(profileId, jobId))
    const rest = jobs.length > named ? said.more(jobs.length - named, jobs.length) : ''
    return (await Promise.all(shown)).join(said.comma) + rest
  }

  /** What was done, as the table says it in this language, and the job id to find it by. */
  async function nameOf(profileId: string, jobId: string): Promise<string> {
    const text = await archive.record(profileId, jobId)
    if (text === null) return jobId
    // Written by this app from a checked record.
    const { main } = actionName(normalize(JSON.parse(text) as RawOperation), language())
    return main.text ? sentences[language()].named(main.text, jobId) : jobId
  }

  return { report }
}

export type Notifications = ReturnType<typeof createNotifications>
