import { SyncState } from '#shared/sync'

/** A sync at rest of which nothing is known yet, but for what is given. */
export function syncState(values: Partial<SyncState> = {}): SyncState {
  return SyncState.parse({
    profileId: 'p',
    phase: 'idle',
    done: 0,
    total: null,
    window: null,
    endsAt: null,
    resumesAt: null,
    error: null,
    coverage: {
      intervals: [],
      oldest: null,
      held: 0,
      serviceTotal: null,
      countedAt: null,
      lookedAt: null,
      unreached: 0,
      complete: false
    },
    quota: { used: 0, limit: 2000, windowMs: 3_600_000, resumesAt: null },
    ...values
  })
}
