import { expect, test } from 'vitest'
import { completenessOf } from '../../../electron/services/archive/completeness'
import { coverageOf } from '../../../electron/services/sync/coverage'

const at = Date.parse('2026-11-20T12:00:00Z')
const day = 86_400_000
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
  expect(completenessOf([half], {})).toMatchObject({
    complete: false,
    missing: [{ start: at - 40 * day + 1000 }]
  })
  expect(coverageOf(whole).complete).toBe(true)
  expect(completenessOf([whole], {})).toEqual({ complete: true, missing: [] })
})

test('of a time after the last fetch, or where nothing was fetched, nothing is called complete', () => {
  const nothing = { ...half, intervals: [] }
  const lastWeek = { start_time: instant(at - 7 * day) }
  expect(completenessOf([nothing], lastWeek).complete).toBe(false)
  expect(completenessOf([whole], { start_time: instant(at + 60_000) }).complete).toBe(false)
  expect(completenessOf([whole], lastWeek).complete).toBe(true)
})

test('a clock ahead of the service does not make what was fetched incomplete', () => {
  const ahead = { ...whole, facts: { ...facts, lookedUntil: at - 12_000, countedAt: at + 600_000 } }
  expect(coverageOf(ahead).complete).toBe(true)
  expect(completenessOf([ahead], {})).toEqual({ complete: true, missing: [] })
  // The newest rows come first: what lies between them and the history is missing.
  const newest = { start: at - 3_600_000, end: at - 12_000, state: 'complete' as const, at }
  const both = { ...half, intervals: [...half.intervals, newest], facts: ahead.facts }
  expect(coverageOf(both).complete).toBe(false)
})
