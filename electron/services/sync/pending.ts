import type { Span } from '#shared/archive-query'
import type { RawOperation } from '#shared/operation'
import type { OperationAnswer } from '../hpc/client'
import type { SyncArchive } from '../ports'
import { jobIdOf } from '../records'
import type { Asker, Calls } from './calls'
import { planRepoll, type HeldJob } from './repoll'
import { pageRows, windowQuery } from './window-query'
import type { Store } from './store'

/** Held rows that run are asked about up to this many at a time, the oldest first. */
const most = 1000

/** Calls one round may take; the rest waits for the next. */
const callsPerRound = 40

interface Deps {
  archive: SyncArchive
  profileId: string
  calls: Calls
  store: Store
  /** Jobs that were asked for by their id and are gone at the service. */
  gone: Set<string>
  /** Rows as the service has them now. */
  note: (rows: readonly RawOperation[]) => void
}

/**
 * Asks again about the rows that ran when they were last seen: for all that still run in one query,
 * for those no longer among them by id, or by their time where that takes fewer calls.
 * @param since rows created from here on were fetched just now, ms
 */
export async function refreshPending(
  deps: Deps,
  since: number,
  asker: Asker,
  signal: AbortSignal
): Promise<void> {
  const { archive, profileId, calls, gone } = deps
  const held = await archive.pending(profileId, most)
  const old = held.filter(
    ({ jobId, createTime }) => !gone.has(jobId) && (createTime === null || createTime < since)
  )
  if (old.length === 0) return

  const running = new Set<string>()
  await pages((offset) => ({ status: 'pending', reverse: 0, limit: pageRows, offset }), running)
  const ended = old.filter(({ jobId }) => !running.has(jobId))
  const plan = await planRepoll(ended, (span) => archive.countBetween(profileId, span))
  let left = callsPerRound
  for (const step of plan) {
    if (left <= 0) return
    left -= step.calls
    if ('span' in step) await wholeSpan(step.span, step.jobs)
    else await single(step.job)
  }

  async function single({ jobId }: HeldJob): Promise<void> {
    const query = { job_ids: jobId, reverse: 0, limit: 1, offset: 0 }
    const answer = await calls.page(query, asker, signal)
    if (answer.total === 0) gone.add(jobId)
    await take(answer)
  }

  async function wholeSpan(span: Span, jobs: readonly HeldJob[]): Promise<void> {
    const seen = new Set<string>()
    await pages((offset) => windowQuery(span, offset), seen)
    for (const job of jobs) if (!seen.has(job.jobId)) await single(job)
  }

  /** Pages until all that match were read. A row that is skipped meanwhile is asked about next time. */
  async function pages(query: (offset: number) => Parameters<Calls['page']>[0], seen: Set<string>) {
    for (let offset = 0; ; offset += pageRows) {
      const answer = await calls.page(query(offset), asker, signal)
      answer.rows.forEach((raw) => seen.add(jobIdOf(raw)))
      await take(answer)
      if (answer.rows.length === 0 || offset + pageRows >= answer.total) return
    }
  }

  async function take(answer: OperationAnswer): Promise<void> {
    deps.note(answer.rows)
    await deps.store(answer)
  }
}
