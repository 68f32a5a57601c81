import { clockOf, dayS } from './clock'

/** Of a needle in lower case: digits with a sign between two. Any number, or `-1`, would else be part of some time. */
const piece = /^(?=.*\d[-:t]\d)[\d:\- t]+z?$/
/** As the table writes a time; the record has a `T` and a `Z`. */
const form = '0000-00-00 00:00:00'
const dateLength = 10

/** The digits a stretch of a time must have, by their place in it. */
type Digits = readonly (readonly [place: number, digit: string])[]

/**
 * Whether a time, in s since the epoch, has a text somewhere in it as the table writes it in a zone, or as the
 * record does, which is in UTC.
 * @param needle in lower case
 * @param timeZone a name of the time zone database
 * @returns null where the text is no piece of a time
 */
export function timeTest(needle: string, timeZone: string): ((seconds: number) => boolean) | null {
  if (!piece.test(needle)) return null
  const asRecorded = /[tz]/.test(needle)
  const text = needle.replace('t', ' ').replace('z', '')
  const tests = placesOf(text, needle.endsWith('z')).map(testAt)
  if (tests.length === 0) return null
  const clock = clockOf(asRecorded ? 'UTC' : timeZone)
  return (seconds) => {
    const local = seconds + clock(seconds).ahead
    const day = Math.floor(local / dayS)
    return tests.some((test) => test(day, local - day * dayS))
  }
}

/** Where in a time the text may stand: signs at signs, digits at digits. */
function placesOf(text: string, atEnd: boolean): { date: Digits; clock: Digits }[] {
  const starts = Array.from({ length: Math.max(0, form.length - text.length + 1) }, (_, n) => n)
  const fitting = starts.filter((start) => {
    const part = form.slice(start, start + text.length)
    return [...part].every((sign, n) =>
      sign === '0' ? /\d/.test(text[n] ?? '') : sign === text[n]
    )
  })
  return fitting
    .filter((start) => !atEnd || start + text.length === form.length)
    .map((start) => {
      const digits = [...text].flatMap((sign, n) =>
        /\d/.test(sign) ? [[start + n, sign] as const] : []
      )
      return {
        date: digits.filter(([place]) => place < dateLength),
        clock: digits
          .filter(([place]) => place > dateLength)
          .map(([place, digit]) => [place - dateLength - 1, digit] as const)
      }
    })
}

/** Each day and each second of a day is written once, not each time. */
function testAt({ date, clock }: { date: Digits; clock: Digits }) {
  const onDay = remembered((day) => has(new Date(day * dayS * 1000).toISOString(), date))
  const seconds = clock.length === 0 ? null : secondsOf(clock)
  return (day: number, second: number): boolean =>
    (seconds === null || seconds[second] === 1) && (date.length === 0 || onDay(day))
}

/** A table, as this is asked for each row: 1 at the seconds of a day that have the digits. */
function secondsOf(clock: Digits): Uint8Array {
  const two = (n: number) => String(n).padStart(2, '0')
  return Uint8Array.from({ length: dayS }, (_, second) => {
    const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60]
    return Number(has(`${two(hour)}:${two(minute)}:${two(second % 60)}`, clock))
  })
}

function has(text: string, digits: Digits): boolean {
  return digits.every(([place, digit]) => text[place] === digit)
}

function remembered(test: (value: number) => boolean): (value: number) => boolean {
  const known = new Map<number, boolean>()
  return (value) => {
    const found = known.get(value)
    if (found !== undefined) return found
    const made = test(value)
    known.set(value, made)
    return made
  }
}
