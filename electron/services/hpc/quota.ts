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
    const kept = calls.get(profileId) ?? []
    // In order of time, so those that left are at the front; mostly there are none.
    const left = kept.findIndex((at) => at > since)
    if (left !== 0) kept.splice(0, left < 0 ? kept.length : left)
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

  /**
   * When a call may be made that leaves `keep` calls of the window unused, ms since the epoch; 0: now.
   * A refusal is waited for too.
   */
  function freeAt(profileId: string, keep: number): number {
    const { quotaCalls, quotaWindowS } = limits()
    const made = recent(profileId)
    const allowed = Math.max(1, quotaCalls - keep)
    const leaves = made.at(-allowed)
    const free = made.length < allowed || leaves === undefined ? 0 : leaves + quotaWindowS * 1000
    return Math.max(free, refusedUntil.get(profileId) ?? 0)
  }

  return { count, refuse, accept, state, freeAt }
}
