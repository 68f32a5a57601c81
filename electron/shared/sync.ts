import { z } from 'zod'
import { Span } from './archive-query'
import { WireError } from './errors'
import { ProfileId } from './profile'
import { Quota } from './quota'

/** A stretch of time and how well it is known; both ends included, whole seconds as ms. */
export const CoverageInterval = Span.extend({
  /** `complete`: as many rows were received as the service counted. `partial`: fewer, or not all fetched yet. */
  state: z.enum(['complete', 'partial']),
  /** When it was fetched or last verified, ms; the older of two that were joined. */
  at: z.number()
})
export type CoverageInterval = z.infer<typeof CoverageInterval>

/** What is held of one profile, against what the service has. Everything outside the intervals was never fetched. */
export const Coverage = z.object({
  /** Oldest first, never overlapping. */
  intervals: z.array(CoverageInterval),
  /** The service's oldest row, ms; null: not asked yet, or it has none. */
  oldest: z.number().nullable(),
  /** Rows held. */
  held: z.number(),
  /** All rows of the service and when it counted them, ms; null: not asked yet. */
  serviceTotal: z.number().nullable(),
  countedAt: z.number().nullable(),
  /** Rows the service counted and that could not be fetched, as no time shows them. */
  unreached: z.number(),
  /** When new ones were last asked for, by this machine's clock, ms; null: never. */
  lookedAt: z.number().nullable(),
  /** Complete from the oldest row to the last fetch of new ones, but for what is unreached. */
  complete: z.boolean()
})
export type Coverage = z.infer<typeof Coverage>

/** No pause between two looks for new rows is longer, ms; after it, what may have come since is missing. */
export const longestPauseMs = 25 * 3_600_000

/** A clock that goes back by less was not set, ms. */
const adjustedMs = 300_000

/**
 * How long new rows were not asked for, ms. This machine's clock tells, however wrong it is, unless it was set
 * back since; then it is held against the service's, and where it lies behind that too nobody can tell, so that it is
 * taken for too long.
 * @param lookedAt when they were last asked for, by this machine's clock, ms
 * @param fetchedUntil when that was by the service's, ms
 */
export function pausedFor(lookedAt: number, fetchedUntil: number, now: number): number {
  const passedMs = [now - lookedAt, now - fetchedUntil].find((ms) => ms >= -adjustedMs)
  return passedMs ?? longestPauseMs + 1000
}

export const syncPhases = [
  /** Nothing under way. */
  'idle',
  'backfill',
  /** Fetching what is new and what was pending. */
  'newest',
  'verify',
  /** Going on by itself later: the quota is used up, or the zone cannot be reached. */
  'waiting',
  /** The user paused it. */
  'paused',
  /** Ended by an error that going on would not mend. */
  'failed'
] as const
export type SyncPhase = (typeof syncPhases)[number]

export const SyncState = z.object({
  profileId: ProfileId,
  phase: z.enum(syncPhases),
  /** Rows received by the work under way, and how many it expects; null: not known yet. */
  done: z.number(),
  total: z.number().nullable(),
  /** The window that is being fetched. */
  window: Span.nullable(),
  /** When the work is expected to end, quota pauses included, ms since the epoch. */
  endsAt: z.number().nullable(),
  /** When waiting work goes on, ms since the epoch; null: nothing waits, or it cannot be told. */
  resumesAt: z.number().nullable(),
  /** Why it waits or failed. */
  error: WireError.nullable(),
  coverage: Coverage,
  quota: Quota
})
export type SyncState = z.infer<typeof SyncState>

/** Rows that came or changed since the last announcement. */
export const NewRows = z.object({
  profileId: ProfileId,
  added: z.number(),
  changed: z.number(),
  /** Job ids of those that failed or got stuck meanwhile, newest first, at most twenty. */
  failed: z.array(z.string()),
  stuck: z.array(z.string())
})
export type NewRows = z.infer<typeof NewRows>

/** How a re-count ended. */
export const VerifyReport = z.object({
  /** Intervals whose count was compared. */
  checked: z.number(),
  /** Stretches where the service has more rows than are held; they are partial now. */
  lacking: z.array(Span),
  /** Rows held that the service no longer has. */
  vanished: z.number(),
  calls: z.number(),
  /** When the last count was made, ms. */
  at: z.number()
})
export type VerifyReport = z.infer<typeof VerifyReport>
