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
  return startOfDay(addDays(first, -((first.getDay() + 6) % 7)))
}

function startOfQuarter(date: Date): Date {
  const first = startOfMonth(date)
  return startOfDay(addMonths(first, -(first.getMonth() % 3)))
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

function evenEdges(start: number, end: number, length: number, timeZone: string): number[] {
  const midnight = startOfDay(new TZDate(start, timeZone)).getTime()
  // No clock is changed by less than that, so such bars are even; they can be seconds, and are not walked to.
  const isEven = length <= hour / 2
  const next = isEven ? (edge: number) => edge + length : clockStep(length, timeZone)
  let edge = isEven ? start - ((start - midnight) % length) : midnight
  while (next(edge) <= start) edge = next(edge)
  const edges = [edge]
  for (; edge <= end; edges.push(edge)) edge = next(edge)
  return edges
}

/**
 * To the next multiple of `length` on the clock: when clocks are changed, bars of hours are longer or
 * shorter that once, and stand at round times again after it.
 */
function clockStep(length: number, timeZone: string): (edge: number) => number {
  /** ms past a round time; the first moment of a day is one, also where the day has no 00:00. */
  const past = (ms: number): number => {
    const date = new TZDate(ms, timeZone)
    if (startOfDay(date).getTime() === ms) return 0
    const clock = date.getHours() * hour + date.getMinutes() * minute + date.getSeconds() * 1000
    return clock % length
  }
  return (edge) => {
    const far = edge + length
    const over = past(far)
    if (over === 0) return far
    const near = far - over
    return near > edge && past(near) === 0 ? near : far + length - over
  }
}

function calendarEdges(
  start: number,
  end: number,
  { floor, next }: CalendarStep,
  timeZone: string
): number[] {
  const edges: number[] = []
  let date = floor(new TZDate(start, timeZone))
  // A day whose clocks skip midnight begins at one; those after it do not.
  for (; date.getTime() <= end; date = startOfDay(next(date))) edges.push(date.getTime())
  return [...edges, date.getTime()]
}
