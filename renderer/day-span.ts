import type { Span } from '#shared/archive-query'
import type { TimeZone } from '#shared/settings'
import { parseLocal } from '#shared/time'

/** A day of the zone, `2026-11-20`, from its first second to its last; it may have 23 hours or 25. */
export function daySpan(day: string, zone: TimeZone): Span | null {
  const [start, end] = [parseLocal(day, zone), parseLocal(day, zone, 'end')]
  return start === null || end === null ? null : { start, end }
}
