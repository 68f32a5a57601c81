import type { Span } from '#shared/archive-query'
import type { Clock, Sleep, SyncArchive } from '../ports'
import { missing, startOf } from '../intervals'
import { countCalls, type Calls } from './calls'
import type { Gate } from './gate'
import type { Ledger } from './ledger'
import { persist } from './persist'
import { reconcile, type Reconciled } from './reconcile'
import { createStore, noChanges } from './store'
import { survey } from './survey'
import { walk } from './walk'

export interface BackfillDeps {
  archive: SyncArchive
  profileId: string
  calls: Calls
  gate: Gate
  ledger: Ledger
  now: Clock
  sleep: Sleep
}

/** How far a backfill is; changes as it goes on. */
export interface Progress {
  /** Rows received, those of before included, and all there are; null: not counted yet. */
  done: number
  total: number | null
  window: Span | null
  /** Rows received and calls made by this run, and when it began; for the expected end. */
  rows: number
  calls: number
  since: number
}

export function noProgress(now: number): Progress {
  return { done: 0, total: null, window: null, rows: 0, calls: 0, since: now }
}

/** How often what is held is compared with the service's totals, and fetched again where it lacks. */
const rounds = 3

/**
 * Fetches whatever is not complete between the service's oldest row and the last look for new ones, and
 * compares what is held then with the service's totals. It can be stopped at any moment; the next one goes on
 * at the window that was not finished.
 * @returns the rows that came, and whether all was compared
 */
export async function backfill(
  deps: BackfillDeps,
  progress: Progress,
  changed: () => void,
  signal: AbortSignal
): Promise<Reconciled> {
  const { archive, profileId, gate, ledger, now, sleep } = deps
  const asker = 'automatic'
  const turn = { gate, asker, signal } as const
  const { oldest, total } = await persist(turn, () => survey(deps.calls, ledger, asker, signal))
  progress.total = total
  // Frozen here: whatever comes later is the incremental sync's, which tells the user about it.
  const { lookedUntil = Infinity } = ledger.facts()
  const end = Math.min(lookedUntil, deps.calls.settledUntil())
  if (oldest === null && ledger.facts().unreached !== 0) await ledger.note({ unreached: 0 })
  if (oldest === null || oldest > end) return { added: 0, done: true }
  const whole = () => ({ start: startOf(ledger.facts()) ?? oldest, end })
  const gaps = () => missing(whole(), ledger.complete())
  progress.since = now()
  const calls = countCalls(deps.calls)
  const changes = noChanges()
  const store = createStore({ archive, profileId, gate, gathering: { sleep, signal }, changes })
  let done = false
  for (let round = 0; round <= rounds; round++) {
    await fetch(gaps())
    if (round === rounds) break
    const isWhole = gaps().length === 0
    const found = await persist(turn, () =>
      reconcile({ ...deps, calls }, { until: end, isWhole }, signal)
    )
    changes.added += found.added
    done = found.done
    if (!isWhole || gaps().length === 0) break
  }
  return { added: changes.added, done }

  async function fetch(spans: readonly Span[]): Promise<void> {
    progress.done = await persist(turn, () => heldWithin(whole()))
    const expected = Math.max(0, (progress.total ?? 0) - progress.done)
    await walk({ ...turn, calls, ledger, now, store, began, received }, spans, expected)
  }

  function began(window: Span): void {
    progress.window = window
    changed()
  }

  function received(rows: number): void {
    progress.rows += rows
    progress.done += rows
    progress.calls = calls.made()
    changed()
  }

  /** Rows held where nothing has to be fetched any more. */
  async function heldWithin(span: Span): Promise<number> {
    const parts = ledger
      .complete()
      .filter((part) => part.end >= span.start && part.start <= span.end)
    const counts = await Promise.all(
      parts.map(({ start, end }) =>
        archive.countBetween(profileId, {
          start: Math.max(start, span.start),
          end: Math.min(end, span.end)
        })
      )
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
}
