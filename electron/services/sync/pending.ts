import type { Span } from '#shared/archive-query'
import { isEnded, runningStatuses, type RawOperation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'
import type { OperationAnswer } from '../hpc/client'
import type { SyncArchive } from '../ports'
import { isMadeUpId, jobIdOf } from '../records'
import type { AskedJobs } from './asked-jobs'
import type { Asker, Calls } from './calls'
import { isRefused, refusals } from './refusals'
import { planRepoll, type HeldJob } from './repoll'
import { pageRows, windowQuery } from './window-query'
import type { Changes, Store } from './store'

/** Jobs it is planned for at a time how to ask for them, the oldest first. */
const most = 1000

/** Calls one round may take; the rest waits for the next. */
const callsPerRound = 40

interface Deps {
  archive: SyncArchive
  profileId: string
  calls: Calls
  store: Store
  /** A row that is found to be gone is another one than before. */
  changes: Changes
  /** Jobs that no list had and that were asked for. */
  asked: AskedJobs
  /** Rows as the service has them now. */
  note: (rows: readonly RawOperation[]) => void
}

/**
 * Asks again about the rows that ran when they were last seen: for all that still run in a query for each
 * status of theirs, for those no longer among them by id, or by their time where that takes fewer calls.
 * @param since rows created from here on were fetched just now, ms
 */
export async function refreshPending(
  deps: Deps,
  since: number,
  asker: Asker,
  signal: AbortSignal
): Promise<void> {
  const { archive, profileId, calls, asked } = deps
  const held = await archive.pending(profileId)
  const old = held.filter(({ createTime }) => createTime === null || createTime < since)
  if (old.length === 0) return

  // Hundreds that never end would use up the quota of whoever follows the log.
  if (asker === 'automatic' && !asked.mayList(calls.serviceTime())) return
  const running = new Set<string>()
  let listed = 0
  const there = old.filter(({ goneAt }) => goneAt === null)
  for (const status of runningStatuses) {
    if (there.some((job) => job.status === status)) listed += await list(status)
  }
  asked.listed(listed, calls.serviceTime())
  const ended = old.filter(({ jobId }) => !running.has(jobId))
  asked.keep(ended)
  let left = callsPerRound
  await askFor(ended.filter((job) => !asked.has(job)).slice(0, most))
  await askFor(asked.due(ended, calls.serviceTime()).slice(0, Math.max(0, left)))

  /**
   * All that have a status. The service's page does not name each that says that a job runs: it may refuse
   * one, or take it for no condition and begin to send its whole log.
   * @returns pages
   */
  async function list(status: string): Promise<number> {
    const query = { status, reverse: 0, limit: pageRows }
    const isWholeLog = (rows: readonly RawOperation[]) =>
      rows.filter((raw) => isEnded(String(raw.status))).length > rows.length / 2
    try {
      return await pages((offset) => ({ ...query, offset }), running, isWholeLog)
    } catch (error) {
      if (!isRefused(error, refusals.illegalParameter)) throw error
      return 1
    }
  }

  /** By their ids, or by their time. */
  async function askFor(jobs: readonly HeldJob[]): Promise<void> {
    const plan = await planRepoll(jobs, (span) => archive.countBetween(profileId, span))
    for (const step of plan) {
      if (left <= 0) return
      left -= step.calls
      if ('span' in step) await wholeSpan(step.span, step.jobs)
      else await single(step.job)
    }
  }

  async function single(job: HeldJob): Promise<void> {
    const { jobId, createTime } = job
    let isThere = await hasById(jobId)
    if (isThere === null && createTime !== null) {
      // The next look begins with it.
      if (left-- <= 0) return
      const seen = new Set<string>()
      await pages((offset) => windowQuery({ start: createTime, end: createTime }, offset), seen)
      isThere = seen.has(jobId)
    }
    const at = calls.serviceTime()
    if (!isThere && (await archive.noteGone(profileId, jobId, at))) deps.changes.changed++
    asked.note(job, at)
  }

  /** Null: the service's answer does not tell. It may refuse an id, or take it for no condition. */
  async function hasById(jobId: string): Promise<boolean | null> {
    if (isMadeUpId(jobId)) return null
    try {
      const query = { job_ids: jobId, reverse: 0, limit: 1, offset: 0 }
      const answer = await calls.page(query, asker, signal)
      await take(answer)
      if (answer.total === 0) return false
      return answer.rows.some((raw) => jobIdOf(raw) === jobId) || null
    } catch (error) {
      if (isRefused(error, refusals.notFound)) return false
      if (isRefused(error, refusals.illegalParameter)) return null
      throw error
    }
  }

  async function wholeSpan(span: Span, jobs: readonly HeldJob[]): Promise<void> {
    const seen = new Set<string>()
    await pages((offset) => windowQuery(span, offset), seen)
    for (const job of jobs) {
      if (seen.has(job.jobId)) asked.note(job, calls.serviceTime())
      else if (left-- > 0) await single(job)
    }
  }

  /**
   * Pages until all that match were read. A row that is skipped meanwhile is asked about next time.
   * @param isEnough no page after this one is wanted
   * @returns how many
   */
  async function pages(
    query: (offset: number) => OperationParameters,
    seen: Set<string>,
    isEnough: (rows: readonly RawOperation[]) => boolean = () => false
  ): Promise<number> {
    for (let offset = 0; ; offset += pageRows) {
      const answer = await calls.page(query(offset), asker, signal)
      answer.rows.forEach((raw) => seen.add(jobIdOf(raw)))
      await take(answer)
      const isLast = answer.rows.length === 0 || offset + pageRows >= answer.total
      if (isLast || isEnough(answer.rows)) return offset / pageRows + 1
    }
  }

  async function take(answer: OperationAnswer): Promise<void> {
    deps.note(answer.rows)
    await deps.store(answer)
  }
}
