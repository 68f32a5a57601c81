import { toWire } from '#shared/errors'
import type { SyncState } from '#shared/sync'
import type { Clock } from '../ports'
import type { SyncZones } from './calls'
import type { createCheck } from './check'
import { coverageOf } from './coverage'
import { expectedEnd } from './expected-end'
import type { Gate } from './gate'
import type { createHistory, HistoryTask } from './history'
import type { Ledger } from './ledger'
import type { Looks } from './looks'
import type { Troubles } from './troubles'

interface Deps {
  profileId: string
  zones: SyncZones
  gate: Gate
  ledger: Ledger
  now: Clock
  history: ReturnType<typeof createHistory>
  looks: Looks
  check: ReturnType<typeof createCheck>
  troubles: Troubles
  /** Calls left to the user. */
  reserve: () => number
  quotaFreeAt: () => number
}

/** What the window shows of a profile's sync. */
export function stateOf(deps: Deps): SyncState {
  const { profileId, zones, gate, ledger, history, troubles } = deps
  const phase = phaseOf(deps)
  const wait = phase === 'waiting' ? gate.wait() : null
  const error = wait?.error ?? troubles.latest()
  const task = history.current()
  return {
    profileId,
    phase,
    ...countsOf(deps),
    endsAt: task && endOf(deps, task),
    resumesAt: wait?.resumesAt ?? null,
    error: error && toWire(error),
    coverage: coverageOf(ledger.held()),
    quota: zones.quota(profileId)
  }
}

function phaseOf({ gate, ledger, history, looks, check, troubles }: Deps): SyncState['phase'] {
  const waits = gate.wait() !== null
  const look = looks.current()
  if (check.current()) return 'verify'
  if (history.current()) return waits ? 'waiting' : 'backfill'
  if (look) return waits && look.asker === 'automatic' ? 'waiting' : 'newest'
  if (ledger.facts().paused === 1) return 'paused'
  return troubles.failure() ? 'failed' : 'idle'
}

/** How far the work under way is; without any, what is held against what there is. */
function countsOf({ ledger, history, check }: Deps): Pick<SyncState, 'done' | 'total' | 'window'> {
  const counting = check.current()
  if (counting) return { done: counting.done, total: counting.total, window: null }
  const task = history.current()
  if (task) {
    const { done, total, window } = task.progress
    return { done, total, window }
  }
  const { held, facts } = ledger.held()
  return { done: held, total: facts.serviceTotal ?? null, window: null }
}

function endOf(deps: Deps, { progress, waitedBefore }: HistoryTask): number | null {
  const { zones, profileId, gate, now, reserve, quotaFreeAt } = deps
  return expectedEnd(progress, zones.quota(profileId), {
    now: now(),
    waitedMs: gate.waitedMs() - waitedBefore,
    reserve: reserve(),
    freeAt: quotaFreeAt()
  })
}
