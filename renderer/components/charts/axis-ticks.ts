import { TZDate } from '@date-fns/tz'
import { addDays, addMonths, addYears, startOfDay, startOfMonth, startOfYear } from 'date-fns'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How far apart ticks stand, finest first; they keep to the wall clock and the calendar of the zone. */
export interface TickStep {
  unit: 'clock' | 'day' | 'month' | 'year'
  /** ms of a clock; else how many of the unit. */
  every: number
  /** About, ms. */
  length: number
}

const clock = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour)
]
export const tickSteps: readonly TickStep[] = [
  ...clock.map((every) => ({ unit: 'clock' as const, every, length: every })),
  ...[1, 2, 7, 14].map((every) => ({ unit: 'day' as const, every, length: every * day })),
  ...[1, 3, 6].map((every) => ({ unit: 'month' as const, every, length: every * 30 * day })),
  ...[1, 2, 5, 10].map((every) => ({ unit: 'year' as const, every, length: every * 365 * day }))
]

/** Times of the ticks between two times, ms. */
export function ticksOf(start: number, end: number, step: TickStep, timeZone: string): number[] {
  const first = new TZDate(start, timeZone)
  const ticks = { clock: clockTicks, day: dayTicks, month: monthTicks, year: yearTicks }
  const times = ticks[step.unit](first, end, step.every)
  // A clock that is put forward names two ticks by one time.
  return [...new Set(times)].filter((time) => time >= start && time <= end)
}

function clockTicks(first: TZDate, end: number, every: number): number[] {
  const times: number[] = []
  for (let date: Date = startOfDay(first); date.getTime() <= end; date = addDays(date, 1)) {
    const begins = date.getTime()
    // Where no clock is put forward or back, what lies outside is not walked through second by second.
    const isPlain = addDays(date, 1).getTime() - begins === day
    const from = isPlain ? Math.max(0, Math.floor((first.getTime() - begins) / every) * every) : 0
    const until = isPlain ? Math.min(day, end - begins + 1) : day
    for (let at = from; at < until; at += every) {
      const wall = new TZDate(date.getTime(), first.timeZone)
      wall.setHours(0, 0, at / second, 0)
      times.push(wall.getTime())
    }
  }
  return times
}

function dayTicks(first: Date, end: number, every: number): number[] {
  const times: number[] = []
  for (let date = startOfDay(first); date.getTime() <= end; date = addDays(date, 1)) {
    const number = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / day
    // The epoch began on a Thursday, weeks on Monday.
    if ((number - 4) % every === 0) times.push(date.getTime())
  }
  return times
}

function monthTicks(first: Date, end: number, every: number): number[] {
  const times: number[] = []
  for (let date = startOfMonth(first); date.getTime() <= end; date = addMonths(date, 1)) {
    if (date.getMonth() % every === 0) times.push(date.getTime())
  }
  return times
}

function yearTicks(first: Date, end: number, every: number): number[] {
  const times: number[] = []
  for (let date = startOfYear(first); date.getTime() <= end; date = addYears(date, 1)) {
    if (date.getFullYear() % every === 0) times.push(date.getTime())
  }
  return times
}
