import type { HeldJob } from './repoll'

/** A job is asked for again after this part of its age: the longer it runs, the more seldom. */
const partOfAge = 1 / 8
const longestPauseMs = 6 * 3_600_000

export type AskedJobs = ReturnType<typeof createAskedJobs>

/** Jobs that no list of running ones had, and when each was asked for, by the service's clock. */
export function createAskedJobs() {
  const times = new Map<string, number>()

  /** Forgets those that are not among these. */
  function keep(jobs: readonly HeldJob[]): void {
    const kept = new Set(jobs.map(({ jobId }) => jobId))
    for (const jobId of times.keys()) if (!kept.has(jobId)) times.delete(jobId)
  }

  /** Those that may be asked for again, first the one that was not for longest. @param now ms */
  function due<Job extends HeldJob>(jobs: readonly Job[], now: number): Job[] {
    const timeOf = ({ jobId }: Job) => times.get(jobId) ?? 0
    return jobs
      .filter((job) => {
        const pause = Math.min(longestPauseMs, (now - (job.createTime ?? 0)) * partOfAge)
        // The clock may have been set back.
        return times.has(job.jobId) && Math.abs(now - timeOf(job)) >= pause
      })
      .toSorted((a, b) => timeOf(a) - timeOf(b))
  }

  return {
    has: ({ jobId }: HeldJob) => times.has(jobId),
    note: ({ jobId }: HeldJob, now: number) => void times.set(jobId, now),
    keep,
    due
  }
}
