import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createQuotaMeter } from '../../../../electron/services/hpc/quota'
import { endsAt } from '../../../../electron/services/sync/eta'

/** Makes calls one after the other by the meter itself, waiting where it says so. @returns when the last ended */
function simulate(calls: number, msEach: number, limit: number, windowMs: number, used: number) {
  let time = 1e12
  const meter = createQuotaMeter(
    () => time,
    () => ({ quotaCalls: limit, quotaWindowS: windowMs / 1000 })
  )
  for (let made = 0; made < used; made++) meter.count('p')
  const start = time
  const freeAt = meter.freeAt('p', 0)
  for (let made = 0; made < calls; made++) {
    time = Math.max(time, meter.freeAt('p', 0))
    meter.count('p')
    time += msEach
  }
  return { start, end: time, freeAt: freeAt > start ? freeAt : null }
}

test('the expected end is where a run with that quota ends', () => {
  const input = fc.record({
    calls: fc.integer({ min: 0, max: 900 }),
    msEach: fc.integer({ min: 1, max: 400 }),
    limit: fc.integer({ min: 1, max: 100 }),
    windowS: fc.integer({ min: 10, max: 120 }),
    usedShare: fc.integer({ min: 0, max: 100 })
  })
  fc.assert(
    fc.property(input, ({ calls, msEach, limit, windowS, usedShare }) => {
      const windowMs = windowS * 1000
      const used = Math.floor((limit * usedShare) / 100)
      const { start, end, freeAt } = simulate(calls, msEach, limit, windowMs, used)
      const workload = { now: start, calls, perMs: 1 / msEach, used, allowed: limit, windowMs }
      const expected = endsAt({ ...workload, freeAt })
      expect(expected).toBeGreaterThanOrEqual(start)
      // Right to within one burst, however many pauses there are.
      expect(Math.abs(expected - end)).toBeLessThanOrEqual(limit * msEach + windowMs * 0.02 + 1)
    }),
    { numRuns: 300 }
  )
})

test('more to do never ends earlier', () => {
  const workload = { now: 0, perMs: 0.02, used: 10, allowed: 60, windowMs: 60_000, freeAt: null }
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (calls, more) => {
      const less = endsAt({ ...workload, calls })
      expect(endsAt({ ...workload, calls: calls + more })).toBeGreaterThanOrEqual(less)
    })
  )
})
