import type { Span } from '#shared/archive-query'
import { pagesOf } from './window-query'

export interface HeldJob {
  jobId: string
  /** ms. */
  createTime: number | null
}

export type RepollStep = { job: HeldJob; calls: 1 } | { span: Span; jobs: HeldJob[]; calls: number }

type Timed = HeldJob & { createTime: number }

/**
 * How to ask for jobs with few calls: each by its id, or a stretch of time at once where its rows need
 * no more pages than it has jobs. A stretch that is too full is divided at its widest gap.
 */
export async function planRepoll(
  jobs: readonly HeldJob[],
  countBetween: (span: Span) => Promise<number>
): Promise<RepollStep[]> {
  const timed = jobs.filter((job): job is Timed => job.createTime !== null)
  const untimed = jobs.filter(({ createTime }) => createTime === null)
  const byTime = timed.toSorted((a, b) => a.createTime - b.createTime)
  return [...(await divide(byTime)), ...untimed.map((job) => ({ job, calls: 1 as const }))]

  async function divide(part: readonly Timed[]): Promise<RepollStep[]> {
    const [first] = part
    const last = part.at(-1)
    if (!first || !last) return []
    if (part.length === 1) return [{ job: first, calls: 1 }]
    const span = { start: first.createTime, end: last.createTime }
    const calls = pagesOf(await countBetween(span))
    if (calls < part.length) return [{ span, jobs: [...part], calls }]
    const cut = widestGap(part)
    return [...(await divide(part.slice(0, cut))), ...(await divide(part.slice(cut)))]
  }
}

/** Place of the job after the widest gap; at least 1. */
function widestGap(jobs: readonly Timed[]): number {
  let [place, widest] = [1, -1]
  for (let index = 1; index < jobs.length; index++) {
    const gap = (jobs[index]?.createTime ?? 0) - (jobs[index - 1]?.createTime ?? 0)
    if (gap > widest) [place, widest] = [index, gap]
  }
  return place
}
