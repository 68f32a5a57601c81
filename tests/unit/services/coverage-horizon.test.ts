import { expect, test } from 'vitest'
import { completenessOf } from '../../../electron/services/archive/completeness'
import { coverageOf } from '../../../electron/services/sync/coverage'
import { isWhole } from '../../../renderer/components/sync/coverage-shape'

const at = Date.parse('2026-11-20T12:00:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const facts = { oldest: at - 100 * day, serviceTotal: 1000, countedAt: at }
const half = {
  intervals: [{ start: at - 100 * day, end: at - 40 * day, state: 'complete' as const, at }],
  held: 600,
  facts
}
const whole = {
  ...half,
  intervals: [{ start: at - 100 * day, end: at - 12_000, state: 'complete' as const, at }]
}
const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

test('while a history is being fetched, what lies ahead of the fetch is not complete', () => {
  expect(coverageOf(half).complete).toBe(false)
  expect(completenessOf([half], {}, at)).toMatchObject({
    complete: false,
    missing: [{ start: at - 40 * day + 1000 }]
  })
  expect(coverageOf(whole).complete).toBe(true)
  expect(completenessOf([whole], {}, at)).toMatchObject({ complete: true, missing: [] })
})

test('of a time after the last fetch, or where nothing was fetched, nothing is called complete', () => {
  const nothing = { ...half, intervals: [] }
  const lastWeek = { start_time: instant(at - 7 * day) }
  expect(completenessOf([nothing], lastWeek, at).complete).toBe(false)
  expect(completenessOf([whole], { start_time: instant(at + 60_000) }, at).complete).toBe(false)
  expect(completenessOf([whole], lastWeek, at).complete).toBe(true)
})

test('a clock ahead of the service does not make what was fetched incomplete', () => {
  const ahead = { ...whole, facts: { ...facts, lookedUntil: at - 12_000, countedAt: at + 600_000 } }
  expect(coverageOf(ahead).complete).toBe(true)
  expect(completenessOf([ahead], {}, at + 600_000)).toMatchObject({ complete: true, missing: [] })
  // The newest rows come first: what lies between them and the history is missing.
  const newest = { start: at - 3_600_000, end: at - 12_000, state: 'complete' as const, at }
  const both = { ...half, intervals: [...half.intervals, newest], facts: ahead.facts }
  expect(coverageOf(both).complete).toBe(false)
})

test('a time that ends after the last look is not complete once the looks have ceased', () => {
  const looked = { ...whole, facts: { ...facts, lookedUntil: at - 12_000, lookedAt: at } }
  const shift = { start_time: instant(at - hour), end_time: instant(at + 3 * day) }
  const lack = (now: number) => completenessOf([looked], shift, now)
  // While they come every minute, the end of today is still to come.
  expect(lack(at + minute)).toMatchObject({ complete: true, missing: [] })
  expect(lack(at + 4 * minute).complete).toBe(true)
  expect(lack(at + hour)).toMatchObject({
    complete: false,
    missing: [{ start: at - 11_000, end: at + hour - 12_000 }]
  })
  // Never more than was asked about.
  expect(lack(at + 9 * day).missing).toEqual([{ start: at - 11_000, end: at + 3 * day }])
  const before = { ...shift, end_time: instant(at - minute) }
  expect(completenessOf([looked], before, at + 9 * day)).toMatchObject({
    complete: true,
    missing: []
  })
})

test('an open end is what was fetched last, for as long as looks may be apart', () => {
  const looked = { ...whole, facts: { ...facts, lookedUntil: at - 12_000, lookedAt: at } }
  expect(completenessOf([looked], {}, at + day)).toMatchObject({ complete: true, missing: [] })
  expect(completenessOf([looked], {}, at + 3 * day)).toMatchObject({
    complete: false,
    missing: [{ start: at - 11_000, end: at + 3 * day - 12_000 }]
  })
})

test('the window is told when the last look was, and finds out by the same rule what has ceased', () => {
  const lookedAt = at + minute
  const looked = { ...whole, facts: { ...facts, lookedUntil: at - 12_000, lookedAt } }
  for (const known of [looked, whole]) {
    const coverage = coverageOf(known)
    for (const now of [at + minute, at + day, at + 26 * hour, at + 3 * day]) {
      expect(isWhole(coverage, now)).toBe(completenessOf([known], {}, now).complete)
    }
  }
  expect(coverageOf(looked).lookedAt).toBe(lookedAt)
  expect(coverageOf({ intervals: [], held: 0, facts: {} })).toMatchObject({
    lookedAt: null,
    complete: false
  })
})

test('how long ago the last look was is told by one clock, also where the two differ', () => {
  const today = { end_time: instant(at + day) }
  for (const off of [-hour, hour]) {
    const looked = { ...whole, facts: { ...facts, lookedUntil: at - 12_000, lookedAt: at + off } }
    expect(completenessOf([looked], today, at + off + minute).complete).toBe(true)
    expect(completenessOf([looked], today, at + off + hour).missing).toEqual([
      { start: at - 11_000, end: at + hour - 12_000 }
    ])
  }
  // Looks of before that was noted.
  const older = { ...whole, facts: { ...facts, lookedUntil: at - 12_000 } }
  expect(completenessOf([older], today, at).complete).toBe(true)
  expect(completenessOf([older], today, at + hour).complete).toBe(false)
})

test('once the clock was set back, how long ago the last look was is told by that of the service', () => {
  const today = { end_time: instant(at + day) }
  // Nine hours fast, looked, then right.
  const looked = {
    ...whole,
    facts: { ...facts, lookedUntil: at - 12_000, lookedAt: at + 9 * hour }
  }
  const lack = (asked: object, now: number) => completenessOf([looked], asked, now)
  expect(lack(today, at + minute)).toMatchObject({ complete: true, missing: [] })
  expect(lack(today, at + 8 * hour)).toMatchObject({
    complete: false,
    missing: [{ start: at - 11_000, end: at + 8 * hour }]
  })
  expect(lack({}, at + 8 * hour).complete).toBe(true)
  const longAgo = { ...looked, facts: { ...looked.facts, lookedAt: at + 90 * day } }
  expect(completenessOf([longAgo], {}, at + 3 * day)).toMatchObject({
    complete: false,
    missing: [{ start: at - 11_000, end: at + 3 * day }]
  })
  // A second or two back is what clocks are adjusted by.
  const right = { ...looked, facts: { ...looked.facts, lookedAt: at } }
  expect(completenessOf([right], today, at - 2000).complete).toBe(true)
  // Behind the service's too: it can have been any time.
  for (const asked of [today, {}]) {
    expect(completenessOf([right], asked, at - 9 * hour).complete).toBe(false)
  }
  expect(completenessOf([right], { end_time: instant(at - minute) }, at - 9 * hour).complete).toBe(
    true
  )
  for (const known of [looked, longAgo, right]) {
    for (const now of [at - 9 * hour, at, at + 8 * hour, at + 26 * hour, at + 3 * day]) {
      expect(isWhole(coverageOf(known), now)).toBe(completenessOf([known], {}, now).complete)
    }
  }
})

test('a zone without rows is held whole once it was counted', () => {
  const none = { serviceTotal: 0, countedAt: at }
  const counted = { intervals: [], held: 0, facts: none }
  const sliver = { start: at - 12_000, end: at - 12_000, state: 'complete' as const, at }
  const looked = {
    intervals: [sliver],
    held: 0,
    facts: { ...none, lookedUntil: at - 12_000, lookedAt: at }
  }
  const lastWeek = { start_time: instant(at - 7 * day), end_time: instant(at - day) }
  for (const empty of [counted, looked]) {
    expect(coverageOf(empty).complete).toBe(true)
    expect(completenessOf([empty], {}, at)).toMatchObject({ complete: true, missing: [] })
    expect(completenessOf([empty], lastWeek, at)).toMatchObject({ complete: true, missing: [] })
  }
  // Later there may be some.
  for (const empty of [counted, looked]) {
    expect(completenessOf([empty], {}, at + 3 * day).complete).toBe(false)
  }
  const unasked = { intervals: [], held: 0, facts: {} }
  expect(completenessOf([unasked], {}, at)).toMatchObject({ complete: false, missing: [] })
})

test('all that is missing is counted, and once, however many gaps and archives it is missing in', () => {
  // A minute of each half hour is held.
  const holed = {
    ...whole,
    intervals: Array.from({ length: 48 }, (_, n) => {
      const start = at - day + n * (hour / 2)
      return { start, end: start + minute, state: 'complete' as const, at }
    })
  }
  const lastDay = { start_time: instant(at - day), end_time: instant(at) }
  const one = completenessOf([holed], lastDay, at)
  expect(one.missing).toHaveLength(20)
  const listed = one.missing.reduce((sum, { start, end }) => sum + end - start, 0)
  expect(one.missingMs).toBeGreaterThan(2 * listed)
  expect(one.missingMs).toBeLessThan(day)
  expect(completenessOf([holed, holed], lastDay, at).missingMs).toBe(one.missingMs)
  // Of what one archive lacks wholly the gaps of another are a part.
  const none = { ...half, facts: { ...half.facts, lookedUntil: at, lookedAt: at } }
  const both = completenessOf([none, holed], lastDay, at)
  expect(both.missingMs).toBe(completenessOf([none], lastDay, at).missingMs)
})

test('of many gaps the longest are listed, oldest first', () => {
  // Before each quarter of an hour some seconds are held, the later the fewer: the gaps grow.
  const intervals = Array.from({ length: 30 }, (_, n) => {
    const end = at - 12_000 - (29 - n) * (hour / 4)
    return { start: end - (30 - n) * 1000, end, state: 'complete' as const, at }
  })
  const asked = { start_time: instant(intervals[0]?.start ?? 0) }
  const { missing } = completenessOf([{ ...whole, intervals }], asked, at)
  expect(missing.map(({ end }) => end)).toEqual(
    intervals.slice(-20).map(({ start }) => start - 1000)
  )
})

test('one row that no time shows is lacking where all of time is asked about, and only there', () => {
  const known = { ...whole, facts: { ...facts, unreached: 1 } }
  expect(completenessOf([known], {}, at)).toMatchObject({ complete: false, unreached: 1 })
  const lastWeek = { start_time: instant(at - 7 * day) }
  expect(completenessOf([known], lastWeek, at)).toMatchObject({ complete: true, unreached: 0 })
})

test('of what the service forgot, that which was not fetched before is missing and cannot be fetched', () => {
  const interval = (start: number, end: number) => ({
    start: at - start * day,
    end: at - end * day,
    state: 'complete' as const,
    at
  })
  const intervals = [interval(300, 200), interval(150, 140), interval(80, 0)]
  const forgot = { ...half, intervals, facts: { ...facts, lookedUntil: at } }
  // All the service has is held, but for ten days it still has.
  expect(coverageOf(forgot).complete).toBe(false)
  const all = completenessOf([forgot], {}, at)
  expect(all.complete).toBe(false)
  expect(all.missing).toHaveLength(2)
  expect(all.missingMs).toBeCloseTo(50 * day + 60 * day, -4)
  expect(all.forgottenMs).toBeCloseTo(50 * day + 40 * day, -4)
  const asked = (from: number, to: number) => {
    const times = { start_time: instant(at - from * day), end_time: instant(at - to * day) }
    return completenessOf([forgot], times, at)
  }
  expect(asked(299, 201)).toMatchObject({ complete: true, missing: [] })
  expect(asked(199, 151).forgottenMs).toBe(48 * day)
  expect(asked(95, 85)).toMatchObject({ complete: false, missingMs: 10 * day })
  expect(asked(95, 85).forgottenMs).toBeUndefined()
  // Before the first row that was ever fetched there was no log, as far as anybody knows.
  expect(asked(400, 301)).toMatchObject({ complete: true, missing: [] })
  // What one archive lacks for good another can still fetch.
  const young = {
    ...half,
    intervals: [interval(0, 0)],
    facts: { ...facts, oldest: at - 200 * day }
  }
  const both = completenessOf([forgot, young], { start_time: instant(at - 199 * day) }, at)
  expect(both.forgottenMs ?? 0).toBe(0)
})

test('a service that has no rows any more has forgotten whatever was not fetched', () => {
  const gone = {
    intervals: [
      { start: at - 9 * day, end: at - 6 * day, state: 'complete' as const, at },
      { start: at - 2 * day, end: at - 60_000, state: 'complete' as const, at }
    ],
    facts: { serviceTotal: 0, countedAt: at, lookedUntil: at - 60_000 }
  }
  const all = completenessOf([gone], {}, at)
  expect(all).toMatchObject({ complete: false, forgottenMs: all.missingMs })
})
