import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CoverageInterval } from '#shared/sync'
import { missing, overlay, secondMs } from '../../../electron/services/intervals'

const seconds = 40
const state = fc.constantFrom('complete', 'partial')
const mark: fc.Arbitrary<CoverageInterval> = fc
  .tuple(fc.nat(seconds - 1), fc.nat(8), state, fc.nat(1000))
  .map(([start, length, state, at]) => ({
    start: start * secondMs,
    end: Math.min(seconds - 1, start + length) * secondMs,
    state,
    at
  }))

/** What each second is, by laying marks one over the other. */
function plainly(marks: readonly CoverageInterval[]): (CoverageInterval['state'] | null)[] {
  const states = Array<CoverageInterval['state'] | null>(seconds).fill(null)
  for (const { start, end, state } of marks)
    states.fill(state, start / secondMs, end / secondMs + 1)
  return states
}

test('laying intervals over each other is what it is second by second', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
      const laid = marks.reduce<CoverageInterval[]>(overlay, [])
      expect(plainly(laid)).toEqual(plainly(marks))
      laid.slice(1).forEach((interval, index) => {
        const before = laid[index]
        const gap = interval.start - (before?.end ?? 0)
        // Apart, and joined where nothing divides them.
        expect(gap).toBeGreaterThanOrEqual(secondMs)
        if (gap === secondMs) expect(interval.state).not.toBe(before?.state)
      })
    })
  )
})

test('joined intervals are as old as the older', () => {
  const older = { start: 0, end: 4000, state: 'complete', at: 10 } as const
  const newer = { start: 5000, end: 9000, state: 'complete', at: 20 } as const
  expect(overlay([older], newer)).toEqual([{ start: 0, end: 9000, state: 'complete', at: 10 }])
  // A new mark of the very same stretch makes it young again.
  expect(overlay([older], { ...older, at: 30 })).toEqual([{ ...older, at: 30 }])
})

test('what is missing and what is covered make the whole, second by second', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 8 }), mark, (covered, span) => {
      const gaps = missing(span, covered)
      const isCovered = plainly(covered).map((found) => found !== null)
      const isMissing = plainly(gaps.map((gap) => ({ ...gap, state: 'partial', at: 0 })))
      for (let second = 0; second < seconds; second++) {
        const inside = second * secondMs >= span.start && second * secondMs <= span.end
        expect(isMissing[second] !== null).toBe(inside && !isCovered[second])
      }
    })
  )
})
