import { createHash } from 'node:crypto'
import type { Quota } from '#shared/quota'
import { createDelay, type Delay } from '../delay'
import type { Clock, QuotaMemory, QuotaRecord } from '../ports'

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
  const refusals = new Map<string, Delay>()
  recall()

  /** A clock that was set back must not keep anything for longer than the window. */
  function recall(): void {
    const known = memory?.load() ?? { calls: {}, refused: {} }
    for (const [id, times] of Object.entries(known.calls)) {
      const past = times.filter((at) => at <= now())
      calls.set(
        id,
        past.sort((a, b) => a - b)
      )
    }
    const latest = now() + Math.max(shortestPauseMs, limits().quotaWindowS * 1000)
    for (const [id, until] of Object.entries(known.refused)) {
      if (until <= latest) keepAway(id, until)
    }
  }

  function keepAway(quotaId: string, until: number): void {
    const delay = createDelay(now)
    delay.begin(until - now())
    refusals.set(quotaId, delay)
  }

  /** ms since the epoch; 0: it did not refuse. */
  function refusedUntil(quotaId: string): number {
    return refusals.get(quotaId)?.endsAt() ?? 0
  }

  /** Calls of the window, oldest first. */
  function recent(quotaId: string): number[] {
    const time = now()
    const since = time - limits().quotaWindowS * 1000
    const kept = calls.get(quotaId) ?? []
    // Those the clock had ahead of it when it was set back.
    while ((kept.at(-1) ?? 0) > time) kept.pop()
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
  function snapshot(): QuotaRecord {
    const { quotaCalls } = limits()
    const all = [...calls.keys()].map((id) => [id, recent(id).slice(-quotaCalls)] as const)
    const refused = [...refusals.keys()]
      .map((id) => [id, refusedUntil(id)] as const)
      .filter(([, until]) => until > now())
    return {
      calls: Object.fromEntries(all.filter(([, times]) => times.length > 0)),
      refused: Object.fromEntries(refused)
    }
  }

  /** Notes a refusal. @returns when automatic work may go on, ms since the epoch */
  function refuse(quotaId: string): number {
    const windowMs = limits().quotaWindowS * 1000
    // The window is the service's; the first call we know of leaves it after one length.
    const free = (recent(quotaId)[0] ?? now()) + windowMs
    const resumesAt = Math.max(free, now() + shortestPauseMs)
    keepAway(quotaId, resumesAt)
    memory?.keepSoon(snapshot)
    return resumesAt
  }

  /** A call went through. @returns whether that ends a refusal */
  function accept(quotaId: string): boolean {
    const isFreed = refusals.delete(quotaId)
    if (isFreed) memory?.keepSoon(snapshot)
    return isFreed
  }

  function state(quotaId: string): Quota {
    const { quotaCalls, quotaWindowS } = limits()
    const until = refusedUntil(quotaId)
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
    return Math.max(free, refusedUntil(quotaId))
  }

  return { count, refuse, accept, state, freeAt }
}
