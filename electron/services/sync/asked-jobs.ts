import type { RunningJob } from '../ports'
import type { HeldJob } from './repoll'

/** A job is asked for again after this part of its age: the longer it runs, the more seldom. */
const partOfAge = 1 / 8
const longestPauseMs = 6 * 3_600_000
/** One that the service has no more may have been left out by mistake. */
const longestPauseOfGoneMs = 24 * 3_600_000

/** The list of all that run is read at each look while it is this short, and longer ones so seldom a page, ms. */
const shortList = 2
const pauseOfPageMs = 20_000

export type AskedJobs = ReturnType<typeof createAskedJobs>

/**
 * When the list of running jobs was read, and when each job that it did not have was asked for, by the
 * service's clock.
 */
export function createAskedJobs() {
  const times = new Map<string, number>()
  let list = { pages: 0, at: 0 }

  /** Forgets those that are not among these. */
  function keep(jobs: readonly HeldJob[]): void {
    const kept = new Set(jobs.map(({ jobId }) => jobId))
    for (const jobId of times.keys()) if (!kept.has(jobId)) times.delete(jobId)
  }

  /** Those that may be asked for again, first the one that was not for longest. @param now ms */
  function due<Job extends Omit<RunningJob, 'status'>>(jobs: readonly Job[], now: number): Job[] {
    const timeOf = ({ jobId }: Job) => times.get(jobId) ?? 0
    return jobs
      .filter((job) => {
        const longest = job.goneAt === null ? longestPauseMs : longestPauseOfGoneMs
        const pause = Math.min(longest, (now - (job.createTime ?? 0)) * partOfAge)
        // The clock may have been set back.
        return times.has(job.jobId) && Math.abs(now - timeOf(job)) >= pause
      })
      .toSorted((a, b) => timeOf(a) - timeOf(b))
  }

  /** Whether the list may be read again by itself. @param now ms */
  function mayList(now: number): boolean {
    if (list.pages <= shortList) return true
    return Math.abs(now - list.at) >= list.pages * pauseOfPageMs
  }

  return {
    mayList,
    listed: (pages: number, now: number) => void (list = { pages, at: now }),
    has: ({ jobId }: HeldJob) => times.has(jobId),
    note: ({ jobId }: HeldJob, now: number) => void times.set(jobId, now),
    keep,
    due
  }
}
