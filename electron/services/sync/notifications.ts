import type { RawOperation } from '#shared/operation'
import type { Settings } from '#shared/settings'
import type { Clock, Notifier } from '../ports'
import { normalize } from '../records'
import { isQuiet } from './quiet-hours'
import { sentences, type SpokenLanguage } from './sentences'

interface Deps {
  notifier: Notifier
  settings: () => Settings
  language: () => SpokenLanguage
  now: Clock
  profileName: (profileId: string) => string
  /** Raw record of a job, JSON text. */
  record: (profileId: string, jobId: string) => Promise<string | null>
  /** Whose wall clock the quiet hours go by; absent: this machine's. */
  timeZone?: string
}

interface Waiting {
  failed: string[]
  stuck: string[]
}

/** Operations named in one notification. */
const named = 3

/**
 * Desktop notifications, at most one for each look at a profile. What comes in quiet hours waits for
 * their end and is then summed into one.
 */
export function createNotifications(deps: Deps) {
  const { notifier, settings, language, now, profileName, timeZone } = deps
  const waiting = new Map<string, Waiting>()

  /** Takes in what happened, and says what may be said now. */
  async function report(profileId: string, { failed, stuck }: Waiting): Promise<void> {
    const { notifyFailures, notifyStuck } = settings()
    const before = waiting.get(profileId) ?? { failed: [], stuck: [] }
    const all = {
      failed: notifyFailures ? [...before.failed, ...failed] : [],
      stuck: notifyStuck ? [...before.stuck, ...stuck] : []
    }
    waiting.set(profileId, all)
    if (all.failed.length + all.stuck.length === 0 || isQuiet(now(), settings(), timeZone)) return
    waiting.delete(profileId)
    const title = sentences[language()].title(profileName(profileId))
    notifier.show({ title, body: `${summary(all)}\n${await names(profileId, all)}` })
  }

  function summary({ failed, stuck }: Waiting): string {
    const said = sentences[language()]
    const parts = []
    if (failed.length > 0) parts.push(said.failed(failed.length))
    if (stuck.length > 0) parts.push(said.stuck(stuck.length, settings().stuckMinutes))
    return parts.join(said.and)
  }

  async function names(profileId: string, { failed, stuck }: Waiting): Promise<string> {
    const said = sentences[language()]
    const jobs = [...failed, ...stuck]
    const shown = jobs.slice(0, named).map((jobId) => nameOf(profileId, jobId))
    const rest = jobs.length > named ? said.more(jobs.length - named, jobs.length) : ''
    return (await Promise.all(shown)).join(said.comma) + rest
  }

  /** What was done, and the job id to find it by. */
  async function nameOf(profileId: string, jobId: string): Promise<string> {
    const text = await deps.record(profileId, jobId)
    if (text === null) return jobId
    // Written by this app from a checked record.
    const { description, action } = normalize(JSON.parse(text) as RawOperation)
    return `${description || action} (${jobId})`
  }

  return { report, forget: (profileId: string) => waiting.delete(profileId) }
}

export type Notifications = ReturnType<typeof createNotifications>
