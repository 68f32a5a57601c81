import type { Span } from '#shared/archive-query'
import type { TimeZone } from '#shared/settings'
import { parseLocal } from '#shared/time'

/** A day of the zone, `2026-11-20`, from its first second to its last; it may have 23 hours or 25. */
export function daySpan(day: string, zone: TimeZone): Span | null {
  const start = parseLocal(day, zone)
  const noon = Date.parse(`${day}T12:00:00Z`)
  if (start === null || Number.isNaN(noon)) return null
  const next = parseLocal(new Date(noon + 86_400_000).toISOString().slice(0, 10), zone)
  return next === null ? null : { start, end: next - 1000 }
}
