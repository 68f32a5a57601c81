import { TZDate } from '@date-fns/tz'
import {
  addDays,
  addMonths,
  eachDayOfInterval,
  endOfMonth,
  endOfWeek,
  startOfMonth,
  startOfWeek
} from 'date-fns'

/** Weeks begin as ISO 8601 and the calendars of China say. */
const week = { weekStartsOn: 1 } as const
const steps: Record<string, (date: TZDate) => TZDate> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  Home: (date) => startOfWeek(date, week),
  End: (date) => endOfWeek(date, week),
  PageUp: (date) => addMonths(date, -1),
  PageDown: (date) => addMonths(date, 1),
  'Shift+PageUp': (date) => addMonths(date, -12),
  'Shift+PageDown': (date) => addMonths(date, 12)
}

/** A day of no zone, `2026-11-20`, as a moment to calculate with. */
function dateOf(day: string): TZDate {
  return new TZDate(`${day}T00:00:00Z`, 'UTC')
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** The day a key of the calendar leads to; null: the key does nothing there. */
export function dayAfterKey(day: string, key: string): string | null {
  const next = steps[key]?.(dateOf(day))
  return next && next.getFullYear() >= 1970 && next.getFullYear() <= 9999 ? dayOf(next) : null
}

/** The weeks that hold the month of a day, Monday first. */
export function weeksOf(day: string): string[][] {
  const date = dateOf(day)
  const start = startOfWeek(startOfMonth(date), week)
  const days = eachDayOfInterval({ start, end: endOfWeek(endOfMonth(date), week) }).map(dayOf)
  return Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7))
}

/** A day in words of a language. */
export function dayText(
  day: string,
  language: string,
  options: Intl.DateTimeFormatOptions
): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(dateOf(day))
}
