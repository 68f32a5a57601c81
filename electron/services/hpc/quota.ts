import { createHash } from 'node:crypto'
import type { Quota } from '#shared/quota'
import type { Clock, QuotaMemory } from '../ports'

interface Limits {
  quotaCalls: number
  quotaWindowS: number
}

/** Other programs use the same quota, so a refusal is never taken to end within a moment. */
const shortestPauseMs = 60_000

/**
 * Names the quota a call uses: the service counts by access key, so profiles of one key share it. A hash, as
 * it is written to a file.
 */
export function quotaIdOf(profile: { endpoint: string; accessKeyId: string }): string {
  const text = JSON.stringify([profile.endpoint, profile.accessKeyId])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** Counts the calls of each quota in the running window, and remembers a refusal (2500). */
export function createQuotaMeter(now: Clock, limits: () => Limits, memory?: QuotaMemory) {
  const calls = new Map<string, number[]>()
  for (const [id, times] of Object.entries(memory?.load() ?? {})) {
    // A clock that was set back must not keep them for longer than the window.
    const past = times.filter((at) => at <= now())
    calls.set(
      id,
      past.sort((a, b) => a - b)
    )
  }
  const refusedUntil = new Map<string, number>()

  /** Calls of the window, oldest first. */
  function recent(quotaId: string): number[] {
    const since = now() - limits().quotaWindowS * 1000
    const kept = calls.get(quotaId) ?? []
    // In order of time, so those that left are at the front; mostly there are none.
    const left = kept.findIndex((at) => at > since)
    if (left !== 0) kept.splice(0, left < 0 ? kept.length : left)
    calls.set(quotaId, kept)
    return kept
  }

  function count(quotaId: string): void {
    recent(quotaId).push(now())
    memory?.keepSoon(snapshot)
  }

  /** No more than the limit has calls: older ones change nothing. */
  function snapshot(): Record<string, number[]> {
    const { quotaCalls } = limits()
    const all = [...calls.keys()].map((id) => [id, recent(id).slice(-quotaCalls)] as const)
    return Object.fromEntries(all.filter(([, times]) => times.length > 0))
  }

  /** Notes a refusal. @returns when automatic work may go on, ms since the epoch */
  function refuse(quotaId: string): number {
    const windowMs = limits().quotaWindowS * 1000
    // The window is the service's; the first call we know of leaves it after one length.
    const free = (recent(quotaId)[0] ?? now()) + windowMs
    const resumesAt = Math.max(free, now() + shortestPauseMs)
    refusedUntil.set(quotaId, resumesAt)
    return resumesAt
  }

  function accept(quotaId: string): void {
    refusedUntil.delete(quotaId)
  }

  function state(quotaId: string): Quota {
    const { quotaCalls, quotaWindowS } = limits()
    const until = refusedUntil.get(quotaId) ?? 0
    return {
      used: recent(quotaId).length,
      limit: quotaCalls,
      windowMs: quotaWindowS * 1000,
      resumesAt: until > now() ? until : null
    }
  }

  /**
   * When a call may be made that leaves `keep` calls of the window unused, ms since the epoch; 0: now.
   * A refusal is waited for too.
   */
  function freeAt(quotaId: string, keep: number): number {
    const { quotaCalls, quotaWindowS } = limits()
    const made = recent(quotaId)
    const allowed = Math.max(1, quotaCalls - keep)
    const leaves = made.at(-allowed)
    const free = made.length < allowed || leaves === undefined ? 0 : leaves + quotaWindowS * 1000
    return Math.max(free, refusedUntil.get(quotaId) ?? 0)
  }

  return { count, refuse, accept, state, freeAt }
}
