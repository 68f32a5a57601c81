import type { SyncPhase, SyncState } from '#shared/sync'
import { isByRows } from './sync-text'

/** In the order they are told. */
const told = ['backfill', 'newest', 'verify', 'waiting', 'failed', 'paused'] as const

/** How the syncs of several profiles stand together. */
export interface SyncSum {
  /** Rows held, and all of the services; null: not all were counted yet. */
  held: number
  serviceTotal: number | null
  /** Rows of the work under way, and how many it expects; null: not all know yet, or none goes by rows. */
  done: number
  total: number | null
  byRows: boolean
  /** Phases some are in, but for those at rest, with how many. */
  phases: { phase: SyncPhase; count: number }[]
  complete: boolean
}

export function sumOf(states: readonly SyncState[]): SyncSum {
  const working = states.filter(isByRows)
  const byRows = working.length > 0
  const phases = told.map((phase) => ({
    phase,
    count: states.filter((state) => state.phase === phase).length
  }))
  return {
    held: addUp(states.map(({ coverage }) => coverage.held)) ?? 0,
    serviceTotal: addUp(states.map(({ coverage }) => coverage.serviceTotal)),
    done: addUp(working.map(({ done }) => done)) ?? 0,
    total: byRows ? addUp(working.map(({ total }) => total)) : null,
    byRows,
    phases: phases.filter(({ count }) => count > 0),
    complete: states.every(({ coverage }) => coverage.complete)
  }
}

function addUp(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0
  )
}
