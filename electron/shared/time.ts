import { TZDate } from '@date-fns/tz'
import { addDays, format, isValid, parse, startOfDay } from 'date-fns'
import type { TimeZone } from './settings'

function inZone(ms: number, zone: TimeZone): Date {
  // The engine knows its own zone; asking `Intl` for its name takes longer than all the rest.
  return zone === 'local' ? new Date(ms) : new TZDate(ms, zone)
}

const formats = new Map<TimeZone, Intl.DateTimeFormat>()

/** Made once a zone: making one takes longer than a screen of times. */
function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  // Sweden writes dates as logs do, in the order that sorts.
  const made = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone
  })
  formats.set(zone, made)
  return made
}

/** `2026-11-20 14:03:59`, wall time of the zone: the same in every language, and what a filter takes. */
export function formatLocal(ms: number, zone: TimeZone): string {
  if (zone === 'local') return wallTime(new Date(ms))
  // `0001-01-01`, as some programs write what was never set, would begin with `1-01-01`.
  return formatOf(zone).format(ms).padStart(19, '0')
}

/**
 * The same for a field that is read again. Where the clocks go back the wall time comes twice, and the second
 * one has its offset.
 */
export function formatField(ms: number, zone: TimeZone): string {
  const text = formatLocal(ms, zone)
  const whole = Math.floor(ms / 1000) * 1000
  return parseLocal(text, zone) === whole
    ? text
    : format(inZone(ms, zone), 'yyyy-MM-dd HH:mm:ssXXX')
}

/** The engine knows its own zone, also of a traveller whose system changes it while the app runs. */
function wallTime(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const year = String(date.getFullYear()).padStart(4, '0')
  const day = [year, two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}

/** `2026-11-20T14:03:59+08:00`, or with `Z` for UTC: unambiguous, for exports. */
export function formatExport(ms: number, zone: TimeZone): string {
  return format(inZone(ms, zone), "yyyy-MM-dd'T'HH:mm:ssXXX")
}

const days = ['yyyy-MM-dd', 'yyyyMMdd']
const moments = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm']
/** With `+08:00` or `+0800`; both read `Z`. */
const momentsWithOffset = moments.flatMap((moment) => [`${moment}XXX`, `${moment}XX`])

/** As people type and copy it: other signs between the parts, full-width ones, parts of a second. */
function tidied(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?/, '$1-$2-$3 ')
    .replace(/(\d)[时時点](\d{1,2})分?(\d{1,2})?秒?$/, (_all, hour, minute, second) =>
      [hour, minute, second].filter(Boolean).join(':')
    )
    .replace(/\s+/g, ' ')
    .replace(/(:\d{2})\.\d+/, '$1')
    .replace(/ (Z|[+-]\d{2}:?\d{2})$/, '$1')
    .trim()
}

/**
 * Reads a wall time of the zone, or a time with its own offset (`…Z`, `…+08:00`). A day alone is its
 * first second or its last, as `edge` says.
 * @returns ms since the epoch, null where the text is no time
 */
export function parseLocal(
  text: string,
  zone: TimeZone,
  edge: 'start' | 'end' = 'start'
): number | null {
  const trimmed = tidied(text).replace(/(\d)T(\d)/, '$1 $2')
  const read = (forms: readonly string[], own = zone) =>
    forms
      .map((form) => parse(trimmed, form, inZone(0, own)))
      .find((date) => isValid(date) && date.getFullYear() >= 1970)
  const day = read(days)
  // The next day begins after 23 hours or 25 when the clocks are changed.
  if (day && edge === 'end') return startOfDay(addDays(day, 1)).getTime() - 1000
  // Read in UTC: its hour may be one that this zone skips.
  return (day ?? read(moments) ?? read(momentsWithOffset, 'UTC'))?.getTime() ?? null
}

/** The service's own form, UTC to the second: `2022-04-06T01:26:33Z`. Rounds down. */
export function toInstant(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

const written =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?: ?(Z|[+-]\d\d:?\d\d))?)?$/i

/**
 * Reads a time of the service: its own form and others of ISO 8601, in UTC where they have no offset. Its page
 * shows full-width colons once (`01：26：33Z`), so they are taken too. `Date` alone would take a text such as
 * `node 7` for a time, and one without an offset for one of this machine's zone.
 * @returns ms since the epoch, null where the text is no time
 */
export function parseInstant(text: string): number | null {
  const exact = parseExactInstant(text)
  if (exact !== null) return exact
  const parts = written.exec(text.replaceAll('：', ':').trim())
  if (!parts) return null
  const [, day, time = '00:00', offset = 'Z'] = parts
  const ms = Date.parse(`${day}T${time}${offset.toUpperCase()}`)
  return Number.isNaN(ms) ? null : ms
}

/** `____-__-__T__:__:__Z`: 0 where a digit stands. */
const form = Uint8Array.from('0000-00-00T00:00:00Z', (sign) =>
  sign === '0' ? 0 : sign.charCodeAt(0)
)
/** What stands at each place of the text that is being read. */
const digits = new Uint8Array(form.length)
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Days of a common year before each month. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
/** Days from the first day of the year 0 to 1970-01-01, the leap day of the year 0 left out. */
const epochDay = 719_527

/**
 * Reads the very form {@link toInstant} writes, from the year 1000 on; several times faster than
 * `Date.parse`, and every record has two. One loop and two tables: short, so that it is soon compiled.
 * @returns ms since the epoch, null for any other text
 */
export function parseExactInstant(text: string): number | null {
  if (text.length !== form.length) return null
  for (let at = 0; at < form.length; at++) {
    const sign = text.charCodeAt(at)
    const digit = sign - 48
    if (form[at] === 0 ? digit < 0 || digit > 9 : sign !== form[at]) return null
    digits[at] = digit
  }
  const year = twoDigits(0) * 100 + twoDigits(2)
  const month = twoDigits(5)
  const day = twoDigits(8)
  const [hour, minute, second] = [twoDigits(11), twoDigits(14), twoDigits(17)]
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return null
  const isLeapDay =
    month === 2 && day === 29 && year % 4 === 0 && (year % 100 > 0 || year % 400 === 0)
  if (day < 1 || (day > (monthDays[month - 1] ?? 0) && !isLeapDay)) return null
  // The last year whose leap day lies before.
  const last = year - (month > 2 ? 0 : 1)
  const leapDays = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400)
  const days = year * 365 + leapDays + (daysBefore[month - 1] ?? 0) + day - 1 - epochDay
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
}

function twoDigits(at: number): number {
  return (digits[at] ?? 0) * 10 + (digits[at + 1] ?? 0)
}
