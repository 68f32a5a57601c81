import { shallowReactive } from 'vue'
import type { ArchiveOrder, ArchiveSelection, Completeness } from '#shared/archive-query'
import type { AppError } from '#shared/errors'
import type { RequestStatus } from './use-search'

/** Which rows, in which order. */
export interface ArchiveQuery {
  selection: ArchiveSelection
  order: ArchiveOrder
  /** Rows of several profiles: each says whose it is. */
  merged: boolean
}

export interface ArchiveState {
  status: RequestStatus
  /** There is an answer to the query asked last, or to the one before it while it is kept. */
  answered: boolean
  total: number
  /** When the newest held row was received, ms; null: nothing is held. */
  at: number | null
  version: number
  coverage: Completeness
  error: AppError | null
  /** Rows that came in above the ones in sight since the reader was last at the top. */
  unseen: number
  /** Rows in sight moved down by `by`; `count` grows with each such move. */
  moved: { by: number; count: number }
}

export function initialState(): ArchiveState {
  return shallowReactive<ArchiveState>({
    status: 'idle',
    answered: false,
    total: 0,
    at: null,
    version: -1,
    coverage: { complete: true, missing: [], missingMs: 0, unreached: 0 },
    error: null,
    unseen: 0,
    moved: { by: 0, count: 0 }
  })
}
