import type { Quota } from '#shared/quota'
import type { Clock } from '../ports'

interface Limits {
  quotaCalls: number
  quotaWindowS: number
}

/** Other programs use the same quota, so a refusal is never taken to end within a moment. */
const shortestPauseMs = 60_000

/** Counts the calls of each profile in the running window, and remembers a refusal (2500). */
export function createQuotaMeter(now: Clock, limits: () => Limits) {
  const calls = new Map<string, number[]>()
  const refusedUntil = new Map<string, number>()

  /** Calls of the window, oldest first. */
  function recent(profileId: string): number[] {
    const since = now() - limits().quotaWindowS * 1000
    const kept = (calls.get(profileId) ?? []).filter((at) => at > since)
    calls.set(profileId, kept)
    return kept
  }

  function count(profileId: string): void {
    recent(profileId).push(now())
  }

  /** Notes a refusal. @returns when automatic work may go on, ms since the epoch */
  function refuse(profileId: string): number {
    const windowMs = limits().quotaWindowS * 1000
    // The window is the service's; the first call we know of leaves it after one length.
    const free = (recent(profileId)[0] ?? now()) + windowMs
    const resumesAt = Math.max(free, now() + shortestPauseMs)
    refusedUntil.set(profileId, resumesAt)
    return resumesAt
  }

  function accept(profileId: string): void {
    refusedUntil.delete(profileId)
  }

  function state(profileId: string): Quota {
    const { quotaCalls, quotaWindowS } = limits()
    const until = refusedUntil.get(profileId) ?? 0
    return {
      used: recent(profileId).length,
      limit: quotaCalls,
      windowMs: quotaWindowS * 1000,
      resumesAt: until > now() ? until : null
    }
  }

  return { count, refuse, accept, state }
}
