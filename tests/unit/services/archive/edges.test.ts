import { TZDate } from '@date-fns/tz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edgesOf } from '../../../../electron/services/archive/query/edges'

const hour = 3_600_000

/** Edges of a stretch that begins at a wall time of the zone, in bars of so many hours. */
function edgesFrom(timeZone: string, day: string, days: number, hours: number): string[] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new TZDate(year, month - 1, date, timeZone).getTime()
  const length = days * 24 * hour
  const edges = edgesOf(start, start + length - 1000, length / (hours * hour), timeZone)
  return edges.map((edge) => new TZDate(edge, timeZone).toISOString().slice(5, 16))
}

test('bars of two hours stand at even hours on both sides of a night in which clocks go back', () => {
  expect(edgesFrom('America/New_York', '2026-11-01', 1, 2).slice(0, 4)).toEqual([
    '11-01T00:00',
    '11-01T02:00',
    '11-01T04:00',
    '11-01T06:00'
  ])
})

test('where the clocks skip two o’clock the bar lasts until four', () => {
  expect(edgesFrom('Europe/Berlin', '2026-03-29', 1, 2).slice(0, 3)).toEqual([
    '03-29T00:00',
    '03-29T04:00',
    '03-29T06:00'
  ])
})

test('the hour that comes twice has a bar each time', () => {
  expect(edgesFrom('Europe/Berlin', '2026-10-25', 1, 1).slice(1, 5)).toEqual([
    '10-25T01:00',
    '10-25T02:00',
    '10-25T02:00',
    '10-25T03:00'
  ])
})

test('a day that begins at one o’clock begins with a bar', () => {
  expect(edgesFrom('Africa/Cairo', '2026-04-23', 2, 6)).toContain('04-24T01:00')
  expect(edgesFrom('Africa/Cairo', '2026-04-23', 2, 6)).toContain('04-24T06:00')
})

test('only the day whose clocks skip midnight begins at one o’clock', () => {
  // Bars of a day.
  expect(edgesFrom('Africa/Cairo', '2026-04-23', 4, 24).slice(0, 5)).toEqual([
    '04-23T00:00',
    '04-24T01:00',
    '04-25T00:00',
    '04-26T00:00',
    '04-27T00:00'
  ])
})

test.each([
  ['weeks, from Monday on', '2024-02-15', 60, 10, ['2024-02-12', '2024-02-19']],
  ['months', '2024-02-15', 300, 12, ['2024-02-01', '2024-03-01']],
  ['quarters', '2024-02-15', 3650, 45, ['2024-01-01', '2024-04-01', '2024-07-01']],
  ['years', '2024-02-15', 3650, 12, ['2024-01-01', '2025-01-01']],
  ['ten years', '1974-02-15', 20_000, 7, ['1974-01-01', '1984-01-01']]
])('longer bars are %s', (_name, day, days, bars, first) => {
  const start = Date.parse(day)
  const edges = edgesOf(start, start + days * 24 * hour, bars, 'UTC')
  const dates = edges.map((edge) => new Date(edge).toISOString().slice(0, 10))
  expect(dates.slice(0, first.length)).toEqual(first)
})

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Shanghai',
  'UTC',
  'Etc/GMT-5',
  'Asia/Kolkata'
]
const moment = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) })

test('bars of hours stand at multiples on the clock of the zone, and take in the whole stretch', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      moment,
      fc.constantFrom(1, 2, 3, 6, 12),
      fc.integer({ min: 1, max: 90 }),
      (timeZone, start, hours, bars) => {
        const end = start + bars * hours * hour
        const edges = edgesOf(start, end, bars, timeZone)
        for (const edge of edges) {
          const date = new TZDate(edge, timeZone)
          expect([date.getHours() % hours, date.getMinutes()]).toEqual([0, 0])
        }
        const [first = 0, second = 0] = edges
        expect([first <= start, second > start]).toEqual([true, true])
        expect(edges.at(-1)).toBeGreaterThan(end)
        const lengths = edges.slice(1).map((edge, bar) => edge - (edges[bar] ?? 0))
        expect(lengths.every((length) => length > 0 && length <= 2 * hours * hour)).toBe(true)
        expect(lengths.length).toBeLessThanOrEqual(bars + 2)
      }
    ),
    { numRuns: 300 }
  )
})

test('shorter bars divide an hour and begin with a whole one', () => {
  fc.assert(
    fc.property(
      moment,
      fc.nat(2 * hour),
      fc.integer({ min: 1, max: 200 }),
      (start, length, bars) => {
        const edges = edgesOf(start, start + length, bars, 'Asia/Kolkata')
        const [first = 0, second = 0] = edges
        const bar = second - first
        expect(bar).toBeGreaterThanOrEqual(length / bars)
        expect(hour % bar === 0 || bar % hour === 0).toBe(true)
        // The clock of this zone is half an hour ahead of whole ones.
        expect((first + hour / 2) % Math.min(bar, hour)).toBe(0)
      }
    ),
    { numRuns: 300 }
  )
})
