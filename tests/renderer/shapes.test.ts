import { expect, test } from 'vitest'
import {
  gapsOf,
  isWhole,
  missingOf,
  stretchesOf
} from '../../renderer/components/sync/coverage-shape'
import {
  barsOf,
  failedOf,
  legendOf,
  pathOf,
  spanOf
} from '../../renderer/components/charts/histogram-shape'
import { readSpan, splitSpan } from '../../renderer/components/filters/span-text'

const histogram = {
  edges: [0, 60_000, 120_000, 180_500],
  series: [
    { status: 'successful', counts: [1000, 0, 2], elsewhere: 0 },
    { status: 'failed', counts: [1, 0, 0], elsewhere: 0 },
    { status: 'done with failure', counts: [0, 2, 0], elsewhere: 0 },
    { status: 'working', counts: [0, 0, 5], elsewhere: 0 }
  ],
  total: 1010
}

test('what failed counts whichever way it is called, and is seen beside a thousand that did not', () => {
  expect(failedOf(histogram)).toBe(3)
  // One that has no time stands in no bar, and has failed all the same.
  const timeless = { status: 'failed', counts: [0, 0, 0], elsewhere: 1 }
  const all = { ...histogram, series: [...histogram.series.slice(0, 1), timeless] }
  expect(failedOf(all)).toBe(1)
  expect(legendOf(all, {})[0]).toMatchObject({ status: 'failed', count: 1 })
  const bars = barsOf(histogram)
  expect(bars.map(({ total }) => total)).toEqual([1001, 2, 7])
  const path = pathOf(bars, 'failed', 300, 60)
  expect(path.match(/M/g)).toHaveLength(2)
  // Two pixels of 60, though one of 1,001 rows is far less than one.
  expect(path).toMatch(/^M0\.00 0\.06h[\d.]+V0\.00|^M0\.00 2\.00/)
})

test('a brush is whole seconds, in either direction, its last bar included', () => {
  const bars = barsOf(histogram)
  expect(spanOf(bars, 1, 0)).toEqual({ start: 0, end: 119_000 })
  expect(spanOf(bars, 2, 2)).toEqual({ start: 120_000, end: 180_000 })
})

const coverage = {
  intervals: [
    { start: 0, end: 9000, state: 'complete' as const, at: 0 },
    { start: 10_000, end: 19_000, state: 'partial' as const, at: 0 },
    { start: 60_000, end: 100_000, state: 'complete' as const, at: 0 }
  ],
  oldest: 0,
  held: 1,
  serviceTotal: 2,
  countedAt: 0,
  unreached: 0,
  lookedAt: 100_000,
  complete: false
}

test('gaps are what is partial and what lies between, neighbours of a second are none', () => {
  const stretches = stretchesOf(coverage, 100_000)
  expect(stretches.map(({ state }) => state)).toEqual([
    'complete',
    'partial',
    'missing',
    'complete'
  ])
  expect(gapsOf(stretches)[0]).toMatchObject({ start: 19_000, end: 60_000 })
  expect(missingOf(stretches)).toBe(50_000)
})

test('what lacks rows before the oldest of the service is forgotten there, what is held is not', () => {
  const forgot = { ...coverage, oldest: 15_000, complete: true, lookedAt: 100_000 }
  expect(stretchesOf({ ...forgot, intervals: coverage.intervals.slice(0, 2) }, 19_000)).toEqual([
    { start: 0, end: 9000, state: 'complete' },
    { start: 10_000, end: 15_000, state: 'forgotten' },
    { start: 15_000, end: 19_000, state: 'partial' }
  ])
  const none = stretchesOf({ ...forgot, oldest: null, serviceTotal: 0 }, 100_000)
  expect(none.map(({ state }) => state)).toEqual(['complete', 'forgotten', 'forgotten', 'complete'])
})

test('before the service was asked for its oldest row, the time begins with what is held', () => {
  const interval = { start: 40_000, end: 60_000, state: 'complete' as const, at: 0 }
  const unasked = { ...coverage, intervals: [interval], oldest: null, serviceTotal: null }
  expect(stretchesOf(unasked, 100_000)[0]).toEqual({
    start: 40_000,
    end: 60_000,
    state: 'complete'
  })
})

test('the longest gap comes first', () => {
  const gap = (start: number, end: number) => ({ start, end, state: 'missing' as const })
  const gaps = [gap(0, 10), gap(50, 90), gap(95, 100)]
  expect(gapsOf(gaps).map(({ end }) => end)).toEqual([90, 10, 100])
})

test('what was whole at the last look is not for ever: without another, the time since is missing', () => {
  const day = 86_400_000
  const interval = { start: 0, end: 90_000, state: 'complete' as const, at: 0 }
  const whole = { ...coverage, intervals: [interval], complete: true }
  expect(isWhole(whole, day)).toBe(true)
  expect(gapsOf(stretchesOf(whole, day))).toEqual([])
  expect(isWhole(whole, 3 * day)).toBe(false)
  expect(gapsOf(stretchesOf(whole, 3 * day))).toEqual([
    { start: 90_000, end: 3 * day, state: 'missing' }
  ])
  expect(isWhole({ ...whole, complete: false }, day)).toBe(false)
})

test('once the clock was set back, what came since the last look is not taken to be held', () => {
  const day = 86_400_000
  const last = 30 * day
  const interval = { start: 0, end: last, state: 'complete' as const, at: 0 }
  const whole = { ...coverage, intervals: [interval], complete: true, lookedAt: last + 9 * day }
  // The clock was nine days fast, and is right.
  expect(gapsOf(stretchesOf(whole, last + 60_000))).toEqual([])
  expect(gapsOf(stretchesOf(whole, last + 3 * day))).toEqual([
    { start: last, end: last + 3 * day, state: 'missing' }
  ])
  // It is behind the service's, so that nobody can tell how long ago the look was.
  expect(isWhole({ ...whole, lookedAt: last }, last - 9 * day)).toBe(false)
  expect(missingOf(stretchesOf({ ...whole, lookedAt: last }, last - 9 * day))).toBeGreaterThan(day)
})

test('a length is said in the unit that needs no fraction', () => {
  expect(splitSpan(1_800_000)).toEqual({ amount: 30, unit: 'm' })
  expect(splitSpan(172_800_000)).toEqual({ amount: 2, unit: 'd' })
  expect(splitSpan(90_000)).toEqual({ amount: 90, unit: 's' })
})

test.each([
  ['30', 1_800_000],
  [' 1.5 ', 90_000],
  ['1,5', 90_000],
  ['0,125', 7500],
  ['.5', 30_000],
  ['１．５', 90_000],
  ['1.1', 66_000],
  ['0', 0],
  ['', undefined],
  ['  ', undefined],
  ['30m', null],
  ['-1', null],
  ['1e3', null],
  ['1.2.3', null],
  ['三', null],
  // A thousand and five hundred to some.
  ['1,500', null],
  ['9'.repeat(400), null]
])('“%s” minutes are %s ms', (text, ms) => {
  expect(readSpan(text, 'm')).toBe(ms)
})
