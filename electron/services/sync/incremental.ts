import type { RawOperation } from '#shared/operation'
import type { Clock, SyncArchive } from '../ports'
import type { OperationAnswer } from '../hpc/client'
import { isEnded } from '#shared/operation'
import { overlapMs, secondMs, startOf, wholeSecond } from '../intervals'
import { jobIdOf } from '../records'
import type { AskedJobs } from './asked-jobs'
import type { Asker, Calls } from './calls'
import { fetchedUntil } from './fetched-until'
import type { Gate } from './gate'
import type { Ledger } from './ledger'
import { refreshPending } from './pending'
import { createStore, type Changes } from './store'
import { survey } from './survey'
import { walk } from './walk'
import { createdAt, pageRows, sinceQuery } from './window-query'

/** How old the service's total may be before it is asked for again, ms. */
const countEveryMs = 600_000

/** From so many new rows on the newest are shown before the others are fetched. */
const manyRows = 500

export interface IncrementalDeps {
  asked: AskedJobs
  archive: SyncArchive
  profileId: string
  calls: Calls
  gate: Gate
  ledger: Ledger
  now: Clock
}

/** The first page of everything from `start` on. */
interface Asked {
  answer: OperationAnswer
  start: number
  /** By our clock, ms. */
  sentAt: number
}

/**
 * Fetches the rows since the last look, with an overlap, and those that were still running then.
 * @param changes filled as pages are stored, so that it is known even where this throws
 * @returns jobs that still run, as the service says
 */
export async function fetchNewest(
  deps: IncrementalDeps,
  changes: Changes,
  asker: Asker,
  signal: AbortSignal
): Promise<Set<string>> {
  const { archive, profileId, calls, gate, ledger, now } = deps
  const store = createStore({ archive, profileId, gate, changes })
  const running = new Set<string>()
  const { countedAt = 0 } = ledger.facts()
  if (asker === 'user' || Math.abs(now() - countedAt) > countEveryMs) {
    await survey(calls, ledger, asker, signal)
  }

  const { answer, start, sentAt } = await askSinceLast()
  // Rows that came while the answer was on its way may not be in it.
  const end = calls.settledUntil(sentAt)
  if (await isAll(answer, start)) {
    await keep(answer)
    const interval = { start, end, state: 'complete', at: now() } as const
    if (end >= start) await ledger.mark(interval, { lookedUntil: end, lookedAt: sentAt })
  } else await fetchAll()
  await refreshPending({ ...deps, store, changes, note }, start, asker, signal)
  return running

  /** What came since the last look; each answer may show that it did not reach as far as it said. */
  async function askSinceLast(): Promise<Asked> {
    const until = await fetchedUntil(deps, asker, signal)
    if (until === undefined) return ask(await firstStart())
    const lost = forgottenSince(until)
    if (lost) return ask(lost + secondMs)
    const asked = await ask(until - overlapMs)
    const sure = await fetchedUntil(deps, asker, signal)
    return sure !== undefined && sure < until ? ask(sure - overlapMs) : asked
  }

  /**
   * Until when the service may have forgotten what came since the last look, ms; null: all of it is still there.
   * That time is left unknown: a count of none would call it complete.
   */
  function forgottenSince(until: number): number | null {
    const { facts, held } = ledger.held()
    // Of a log that never had a row nothing can be forgotten, nor what is younger than what it was seen to keep.
    if (held === 0 || facts.keptMs === undefined) return null
    const begin = (startOf(facts) ?? Infinity) - secondMs
    const end = wholeSecond(Math.min(begin, calls.serviceTime() - facts.keptMs))
    return end > until ? end : null
  }

  /** One page; where it holds everything, that is a count that fits. */
  async function ask(from: number): Promise<Asked> {
    const page = await calls.page(sinceQuery(from, 0), asker, signal)
    return { answer: page, start: from, sentAt: page.at - page.roundTripMs }
  }

  /** A full page may be the most this service counts, so it is asked whether more follows. */
  async function isAll({ rows, total }: OperationAnswer, from: number): Promise<boolean> {
    if (total !== new Set(rows.map(jobIdOf)).size) return false
    if (total < pageRows) return true
    const next = { ...sinceQuery(from, total), limit: 1 }
    return (await calls.page(next, asker, signal)).rows.length === 0
  }

  async function fetchAll(): Promise<void> {
    if (answer.total > manyRows) await newestPage()
    const span = { start, end }
    await walk(
      {
        ...deps,
        store,
        asker,
        signal,
        began: () => undefined,
        received: () => undefined,
        // Asked so long ago it would have reached just as far: the rest has not been looked at yet.
        facts: (window) => ({ lookedUntil: window.end, lookedAt: sentAt - (end - window.end) })
      },
      end >= start ? [span] : [],
      answer.total
    )
  }

  /** Nothing is known yet: begins where the newest page begins, the backfill has the rest. */
  async function firstStart(): Promise<number> {
    const { rows } = await newestPage()
    const times = rows.map(createdAt).filter((time) => time !== null)
    return Math.min(calls.settledUntil(), ...times.map((time) => time + secondMs))
  }

  async function newestPage(): Promise<OperationAnswer> {
    const page = await calls.page({ reverse: 1, limit: pageRows, offset: 0 }, asker, signal)
    await keep(page)
    return page
  }

  async function keep(page: OperationAnswer): Promise<void> {
    note(page.rows)
    await store(page)
  }

  function note(rows: readonly RawOperation[]): void {
    for (const raw of rows) {
      if (isEnded(String(raw.status))) running.delete(jobIdOf(raw))
      else running.add(jobIdOf(raw))
    }
  }
}
