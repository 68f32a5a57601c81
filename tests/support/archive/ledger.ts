import type { Operation, RawOperation } from '#shared/operation'
import { normalize } from '../../../electron/services/records'
import { jobIdOf, jobOf, jobRow } from './jobs'

/** One store call: the state each of its jobs is sent in. */
export interface Page {
  states: ReadonlyMap<number, number>
  rows: RawOperation[]
  isAcknowledged: boolean
}

/** What was sent to an archive and what it said it had stored, kept by the other side. */
export function createLedger(random: () => number) {
  const pages: Page[] = []
  const sent = new Map<number, number>()
  const acknowledged = new Map<number, number>()

  /** New jobs, later states of known ones, and one of them twice, as a service may send it. */
  function nextPage(fresh: number, changed: number): Page {
    const states = new Map<number, number>()
    const known = sent.size
    for (let count = 0; count < Math.min(changed, known); count++) {
      const job = Math.floor(random() * known)
      states.set(job, (sent.get(job) ?? 0) + 1)
    }
    return send(states, fresh)
  }

  /** A later state of every job, and some new ones. */
  function everyJobAgain(fresh: number): Page {
    return send(new Map([...sent].map(([job, state]) => [job, state + 1])), fresh)
  }

  function send(states: Map<number, number>, fresh: number): Page {
    const known = sent.size
    for (let job = known; job < known + fresh; job++) states.set(job, 0)
    const rows = [...states].map(([job, state]) => jobRow(job, state))
    const [first] = rows
    if (first) rows.push(first)
    const page: Page = { states, rows, isAcknowledged: false }
    for (const [job, state] of states) sent.set(job, state)
    pages.push(page)
    return page
  }

  function acknowledge(page: Page): void {
    page.isAcknowledged = true
    for (const [job, state] of page.states) {
      acknowledged.set(job, Math.max(state, acknowledged.get(job) ?? 0))
    }
  }

  /** What is wrong with the rows held: lost, never sent, mixed up, or half of a page. */
  function compare(held: readonly Operation[]): string[] {
    const byJob = new Map(held.map((row) => [jobOf(row.jobId), row]))
    const wrong: string[] = []
    if (byJob.size !== held.length) wrong.push(`${held.length - byJob.size} rows are double`)
    for (const [job, state] of acknowledged) {
      const row = byJob.get(job)
      if (!row) wrong.push(`${jobIdOf(job)} was stored and is lost`)
      else if ((row.taskCount ?? -1) < state) wrong.push(`${row.jobId} is older than was stored`)
    }
    for (const [job, row] of byJob) {
      const state = row.taskCount ?? -1
      const was = JSON.stringify(normalize(jobRow(job, state)))
      if (state > (sent.get(job) ?? -1)) wrong.push(`${row.jobId} holds what was never sent`)
      else if (JSON.stringify(row) !== was) wrong.push(`${row.jobId} is no state that was sent`)
    }
    const half = pages.filter((page) => {
      const there = [...page.states].filter(
        ([job, state]) => (byJob.get(job)?.taskCount ?? -1) >= state
      )
      return there.length !== 0 && there.length !== page.states.size && !isLater(page)
    })
    if (half.length > 0) wrong.push(`${half.length} pages are stored in part`)
    return wrong
  }

  /** A page some of whose jobs came again in a later page cannot be told by what is held. */
  function isLater({ states }: Page): boolean {
    return [...states].some(([job, state]) => (sent.get(job) ?? 0) > state)
  }

  return {
    nextPage,
    everyJobAgain,
    acknowledge,
    compare,
    counts: () => ({
      sent: sent.size,
      acknowledged: acknowledged.size,
      pages: pages.length,
      pagesAcknowledged: pages.filter(({ isAcknowledged }) => isAcknowledged).length
    })
  }
}

export type Ledger = ReturnType<typeof createLedger>
