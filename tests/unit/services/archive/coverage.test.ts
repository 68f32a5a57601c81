import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CoverageInterval } from '#shared/sync'
import { createCoverage } from '../../../../electron/services/archive/coverage'
import { migrate } from '../../../../electron/services/archive/migrations'
import { overlay, secondMs } from '../../../../electron/services/intervals'

function open() {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  return { database, coverage: createCoverage(database) }
}

test('the table holds what the arithmetic of intervals says, mark by mark', () => {
  const mark: fc.Arbitrary<CoverageInterval> = fc
    .tuple(fc.nat(50), fc.nat(9), fc.constantFrom('complete', 'partial'), fc.nat(99))
    .map(([start, length, state, at]) => ({
      start: start * secondMs,
      end: (start + length) * secondMs,
      state,
      at
    }))
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 20 }), (marks) => {
      const { database, coverage } = open()
      let expected: CoverageInterval[] = []
      for (const interval of marks) {
        coverage.mark(interval)
        expected = overlay(expected, interval)
        expect(coverage.intervals()).toEqual(expected)
      }
      database.close()
    }),
    { numRuns: 50 }
  )
})

test('a mark touches only its neighbours', () => {
  const { database, coverage } = open()
  for (let day = 0; day < 500; day++) {
    const start = day * 2 * 86_400_000
    coverage.mark({ start, end: start + 86_000_000, state: 'complete', at: 1 })
  }
  const before = database.prepare('SELECT total_changes() AS n').get()?.n
  coverage.mark({ start: 172_000_000, end: 172_700_000, state: 'complete', at: 2 })
  const after = database.prepare('SELECT total_changes() AS n').get()?.n
  expect(Number(after) - Number(before)).toBeLessThanOrEqual(4)
  const plan = database
    .prepare('EXPLAIN QUERY PLAN SELECT start FROM coverage WHERE start <= ? ORDER BY start')
    .all(1)
  expect(plan.map(({ detail }) => String(detail)).join()).toMatch(/SEARCH coverage USING INTEGER/)
  database.close()
})

test('what is cut off is known no more, and the rest stays as it was', () => {
  const { database, coverage } = open()
  const at = (start: number, end: number, state: CoverageInterval['state']) => {
    return { start: start * secondMs, end: end * secondMs, state, at: 1 }
  }
  const marks = [at(0, 9, 'complete'), at(20, 29, 'partial'), at(30, 39, 'complete')]
  for (const interval of marks) coverage.mark(interval)
  coverage.cutAfter(40 * secondMs)
  expect(coverage.intervals()).toEqual(marks)
  coverage.cutAfter(24 * secondMs)
  expect(coverage.intervals()).toEqual([at(0, 9, 'complete'), at(20, 24, 'partial')])
  coverage.cutAfter(15 * secondMs)
  expect(coverage.intervals()).toEqual([at(0, 9, 'complete')])
  coverage.cutAfter(-secondMs)
  expect(coverage.intervals()).toEqual([])
  database.close()
})

test('facts are set one by one and forgotten one by one', () => {
  const { database, coverage } = open()
  coverage.setFacts({ oldest: 5, serviceTotal: 7 })
  coverage.setFacts({ serviceTotal: 8, paused: 1 })
  coverage.setFacts({ oldest: null })
  expect(coverage.facts()).toEqual({ serviceTotal: 8, paused: 1 })
  database.close()
})
