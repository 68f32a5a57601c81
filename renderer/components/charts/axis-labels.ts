import type { TimeZone } from '#shared/settings'
import { tickSteps, ticksOf, type TickStep } from './axis-ticks'
import { zoneNameOf } from '../time-zone'

export interface AxisLabel {
  text: string
  /** Share of the width, 0 to 1. */
  at: number
  align: 'start' | 'middle' | 'end'
}

const day = 86_400_000
/** Room between two labels, px. */
const room = 20

interface Axis {
  /** Start of each bar and, last, the end of the last one, ms; bars are equally wide, months are not. */
  edges: readonly number[]
  zone: TimeZone
  locale: string
  /** px */
  width: number
}

/** Words under a time axis: both ends in full, between them round times as many as fit. */
export function axisLabels({ edges, zone, locale, width }: Axis): AxisLabel[] {
  const [start = 0, end = 0] = [edges[0], edges.at(-1)]
  if (end <= start) return []
  const timeZone = zoneNameOf(zone)
  const whole = formatter(outerFormat(end - start), locale, timeZone)
  const first: AxisLabel = { text: whole(start), at: 0, align: 'start' }
  const last: AxisLabel = { text: whole(end), at: 1, align: 'end' }
  if (overlap(first, last, width)) return [first]
  for (const step of tickSteps) {
    // Finer than this no label could be set, and a decade has many minutes.
    if ((end - start) / step.length > width / 24) continue
    const text = tickText(step, locale, timeZone)
    const labels = ticksOf(start, end, step, timeZone).map((time): AxisLabel => ({
      text: text(time),
      at: placeOf(edges, time),
      align: 'middle'
    }))
    const crowded = labels.some((label, index) => {
      const next = labels[index + 1]
      return next !== undefined && overlap(label, next, width)
    })
    if (crowded) continue
    const between = labels.filter(
      (label) => !overlap(first, label, width) && !overlap(label, last, width)
    )
    return [first, ...between, last]
  }
  return [first, last]
}

/** Where a time stands among bars of one width, 0 to 1. */
function placeOf(edges: readonly number[], time: number): number {
  const bars = edges.length - 1
  const after = edges.findIndex((edge) => edge > time)
  if (after < 0) return 1
  const [from = 0, to = 1] = [edges[after - 1], edges[after]]
  return (after - 1 + (time - from) / (to - from)) / bars
}

function overlap(left: AxisLabel, right: AxisLabel, width: number): boolean {
  return boxOf(left, width).end + room > boxOf(right, width).start
}

function boxOf({ text, at, align }: AxisLabel, width: number): { start: number; end: number } {
  const length = widthOf(text)
  const start = at * width - { start: 0, middle: length / 2, end: length }[align]
  return { start, end: start + length }
}

/** px at 10.5 px, rather too much than too little: a Chinese sign is as wide as it is high. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 10.8 : 6.2), 0)
}

function outerFormat(length: number): Intl.DateTimeFormatOptions {
  if (length > 700 * day) return { year: 'numeric', month: 'short' }
  const date = { year: 'numeric', month: 'short', day: 'numeric' } as const
  if (length > 4 * day) return date
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return { ...date, ...time, ...(length > 600_000 ? {} : { second: '2-digit' }) }
}

/** The words of a tick: what changes, and at the first of a day or a year that one instead. */
function tickText(
  { unit, every }: TickStep,
  locale: string,
  timeZone: string
): (time: number) => string {
  const as = (options: Intl.DateTimeFormatOptions) => formatter(options, locale, timeZone)
  const monthDay = as({ month: 'short', day: 'numeric' })
  const year = as({ year: 'numeric' })
  if (unit === 'year') return year
  if (unit === 'day') return monthDay
  if (unit === 'month') {
    const month = as({ month: 'short' })
    const number = as({ month: 'numeric' })
    const january = number(Date.UTC(2000, 0, 15))
    return (time) => (number(time) === january ? year(time) : month(time))
  }
  const seconds = every < 60_000 ? ({ second: '2-digit' } as const) : {}
  const clock = as({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...seconds })
  return (time) => (/^0*(:0+)+$/.test(clock(time)) ? monthDay(time) : clock(time))
}

function formatter(
  options: Intl.DateTimeFormatOptions,
  locale: string,
  timeZone: string
): (time: number) => string {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
  return (time) => format.format(time)
}
