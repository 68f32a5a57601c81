import type { TimeZone } from '#shared/settings'
import { formatLocal } from '#shared/time'

export interface AxisLabel {
  text: string
  /** Share of the width, 0 to 1. */
  at: number
  align: 'start' | 'middle' | 'end'
}

const day = 86_400_000

/** Words under a time axis: the day at both ends, between them what changes. */
export function axisLabels(start: number, end: number, zone: TimeZone, count: number): AxisLabel[] {
  if (end <= start) return []
  const length = end - start
  return Array.from({ length: count }, (_, index) => {
    const at = index / (count - 1)
    const outer = index === 0 || index === count - 1
    const text = labelOf(start + length * at, length, zone, outer)
    return { text, at, align: index === 0 ? 'start' : outer ? 'end' : 'middle' }
  })
}

/** `2026-11-20 14:03:59` cut to what a reader of so long a span wants to know. */
function labelOf(ms: number, length: number, zone: TimeZone, outer: boolean): string {
  const text = formatLocal(Math.round(ms), zone)
  if (length > 700 * day) return text.slice(0, 7)
  if (length > 4 * day) return outer ? text.slice(0, 10) : text.slice(5, 10)
  if (length > 600_000) return outer ? text.slice(5, 16) : text.slice(11, 16)
  return outer ? text.slice(5, 19) : text.slice(11, 19)
}
