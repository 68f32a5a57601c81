import { TZDate } from '@date-fns/tz'
import { addDays, addMonths, addYears, startOfDay, startOfMonth, startOfYear } from 'date-fns'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Lengths a bar may have within a day; they divide it, so that bars begin at round times. */
const short = [1000, 5000, 15_000, 30_000, ...[1, 2, 5, 10, 15, 30].map((n) => n * minute)]
const within = [...short, ...[1, 2, 3, 6, 12].map((n) => n * hour)]

interface CalendarStep {
  /** ms, about */
  length: number
  floor: (date: Date) => Date
  next: (date: Date) => Date
}

/** Longer bars keep to the calendar: a day may have 23 hours, a month 28 days. */
const calendar: readonly CalendarStep[] = [
  { length: day, floor: startOfDay, next: (date) => addDays(date, 1) },
  // Monday first, by adding days to one: weeks cross months and years.
  { length: 7 * day, floor: startOfWeek, next: (date) => addDays(date, 7) },
  { length: 28 * day, floor: startOfMonth, next: (date) => addMonths(date, 1) },
  { length: 90 * day, floor: startOfQuarter, next: (date) => addMonths(date, 3) },
  { length: 365 * day, floor: startOfYear, next: (date) => addYears(date, 1) },
  { length: 3650 * day, floor: startOfYear, next: (date) => addYears(date, 10) }
]

function startOfWeek(date: Date): Date {
  const first = startOfDay(date)
  return addDays(first, -((first.getDay() + 6) % 7))
}

function startOfQuarter(date: Date): Date {
  const first = startOfMonth(date)
  return addMonths(first, -(first.getMonth() % 3))
}

/**
 * Where bars begin, and last where the last one ends, ms: round times of the zone from at or before
 * `start` to after `end`, `bars` of them at the most (one or two more where both ends are cut).
 */
export function edgesOf(start: number, end: number, bars: number, timeZone: string): number[] {
  const shortest = (end - start) / bars
  const length = within.find((candidate) => candidate >= shortest)
  if (length !== undefined) return evenEdges(start, end, length, timeZone)
  const step = calendar.find((candidate) => candidate.length >= shortest) ?? calendar.at(-1)
  return step ? calendarEdges(start, end, step, timeZone) : []
}

export function dayEdges(start: number, end: number, timeZone: string): number[] {
  const [days] = calendar
  return days ? calendarEdges(start, end, days, timeZone) : []
}

function evenEdges(start: number, end: number, length: number, timeZone: string): number[] {
  const midnight = startOfDay(new TZDate(start, timeZone)).getTime()
  const edges = [midnight + Math.floor((start - midnight) / length) * length]
  while ((edges.at(-1) ?? Infinity) <= end) edges.push((edges.at(-1) ?? 0) + length)
  return edges
}

function calendarEdges(
  start: number,
  end: number,
  { floor, next }: CalendarStep,
  timeZone: string
): number[] {
  const edges: number[] = []
  let date = floor(new TZDate(start, timeZone))
  for (; date.getTime() <= end; date = next(date)) edges.push(date.getTime())
  return [...edges, date.getTime()]
}
