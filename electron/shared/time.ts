import { TZDate } from '@date-fns/tz'
import { addDays, format, isValid, parse } from 'date-fns'
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
  return zone === 'local' ? wallTime(new Date(ms)) : formatOf(zone).format(ms)
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
  const trimmed = tidied(text)
  if (/^\d{4}-.*:.*(Z|[+-]\d{2}:?\d{2})$/.test(trimmed)) {
    const ms = Date.parse(trimmed)
    return Number.isNaN(ms) ? null : ms
  }
  const read = (forms: readonly string[]) =>
    forms
      .map((form) => parse(trimmed.replace(/(\d)T(\d)/, '$1 $2'), form, inZone(0, zone)))
      .find((date) => isValid(date) && date.getFullYear() >= 1970)
  const day = read(days)
  // The next day begins after 23 hours or 25 when the clocks are changed.
  if (day && edge === 'end') return addDays(day, 1).getTime() - 1000
  return (day ?? read(moments))?.getTime() ?? null
}

/** The service's own form, UTC to the second: `2022-04-06T01:26:33Z`. Rounds down. */
export function toInstant(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

/**
 * Reads a time of the service. Its page shows full-width colons once (`01：26：33Z`), so they are taken too.
 * @returns ms since the epoch, null where the text is no time
 */
export function parseInstant(text: string): number | null {
  const exact = parseExactInstant(text)
  if (exact !== null) return exact
  const ms = Date.parse(text.replaceAll('：', ':'))
  return Number.isNaN(ms) ? null : ms
}

/**
 * Reads the very form {@link toInstant} writes, from the year 1000 on; several times faster than
 * `Date.parse`, and every record has two.
 * @returns ms since the epoch, null for any other text
 */
export function parseExactInstant(text: string): number | null {
  if (text.length !== 20 || !isPunctuated(text)) return null
  const [century, year] = [twoDigits(text, 0), twoDigits(text, 2)]
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)]
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)]
  if (century < 10 || year < 0 || hour < 0 || minute < 0 || second < 0) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const midnight = Date.UTC(century * 100 + year, month - 1, day)
  // A 30 February, or a month that is none, would be taken for another day.
  if (day < 1 || day > 28) {
    const date = new Date(midnight)
    if (date.getUTCDate() !== day) return null
  }
  if (month < 1 || month > 12) return null
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000
}

/** `____-__-__T__:__:__Z` */
function isPunctuated(text: string): boolean {
  const [dash, colon] = [45, 58]
  return (
    text.charCodeAt(4) === dash &&
    text.charCodeAt(7) === dash &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    text.charCodeAt(19) === 90
  )
}

/** A number of two digits; negative where they are none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}
