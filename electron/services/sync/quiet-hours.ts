import { TZDate } from '@date-fns/tz'

export interface QuietHours {
  quietHours: boolean
  /** `22:00`. */
  quietFrom: string
  quietTo: string
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}

/**
 * Whether notifications wait at a time, by the wall clock of a zone, or of this machine. The beginning is quiet, the end no
 * longer; from later to earlier runs over midnight, and from a time to itself is never.
 */
export function isQuiet(ms: number, hours: QuietHours, timeZone?: string): boolean {
  if (!hours.quietHours) return false
  const clock = timeZone === undefined ? new Date(ms) : new TZDate(ms, timeZone)
  const minute = clock.getHours() * 60 + clock.getMinutes()
  const [from, to] = [minutesOf(hours.quietFrom), minutesOf(hours.quietTo)]
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}
