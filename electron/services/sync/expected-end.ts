import type { Quota } from '#shared/quota'
import type { Progress } from './backfill'
import { endsAt } from './eta'
import { pageRows } from './window-query'

/** When a backfill will have ended by its own pace so far, ms since the epoch; null: it cannot be told yet. */
export function expectedEnd(
  { done, total, rows, calls, since }: Progress,
  quota: Quota,
  {
    now,
    waitedMs,
    reserve,
    freeAt
  }: { now: number; waitedMs: number; reserve: number; freeAt: number }
): number | null {
  if (total === null || calls === 0) return null
  const activeMs = Math.max(1, now - since - waitedMs)
  const callsPerRow = rows > 0 ? calls / rows : 1 / pageRows
  return Math.round(
    endsAt({
      now,
      calls: Math.ceil(Math.max(0, total - done) * callsPerRow),
      perMs: calls / activeMs,
      used: quota.used,
      allowed: Math.max(1, quota.limit - reserve),
      windowMs: quota.windowMs,
      freeAt: freeAt > now ? freeAt : null
    })
  )
}
