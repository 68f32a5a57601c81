import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthOf, missing, secondMs } from '../../../../electron/services/intervals'
import {
  firstLength,
  isTooBig,
  nextLength,
  nextWindow,
  windowRows
} from '../../../../electron/services/sync/windows'

const day = 86_400_000

/** Plans windows over rows at given seconds, as a backfill does. */
function plan(rows: readonly number[], end: number) {
  const whole = { start: 0, end }
  let length = firstLength(whole, rows.length)
  const windows: { start: number; end: number; rows: number }[] = []
  let asked = 0
  for (;;) {
    const window = nextWindow(missing(whole, windows), length)
    if (!window) return { windows, asked }
    asked++
    const count = rows.filter((at) => at >= window.start && at <= window.end).length
    length = nextLength(length, window, count)
    if (!isTooBig(window, count)) windows.push({ ...window, rows: count })
  }
}

test('windows leave no second out, take none twice, and hold no more rows than one may', () => {
  const times = fc.array(fc.nat(400), { minLength: 0, maxLength: 40 })
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 3000 }), (bursts, rowsEach) => {
      const rows = bursts.flatMap((second) => Array<number>(rowsEach).fill(second * 200 * secondMs))
      const end = 100_000 * secondMs
      const { windows } = plan(rows, end)
      expect(windows[0]?.start).toBe(0)
      expect(windows.at(-1)?.end).toBe(end)
      windows.slice(1).forEach(({ start }, index) => {
        expect(start).toBe((windows[index]?.end ?? 0) + secondMs)
      })
      expect(windows.reduce((sum, { rows }) => sum + rows, 0)).toBe(rows.length)
      for (const window of windows) {
        if (lengthOf(window) > secondMs) expect(window.rows).toBeLessThanOrEqual(windowRows.most)
      }
    }),
    { numRuns: 60 }
  )
})

test('an even log takes about as many windows as it has rows for, a sparse one few', () => {
  const even = Array.from({ length: 20_000 }, (_, row) => row * 60_000)
  expect(plan(even, 20_000 * 60_000).asked).toBeLessThan(14)
  // A million seconds of nothing with one row at its end.
  expect(plan([1_000_000 * secondMs], 1_000_000 * secondMs).asked).toBeLessThan(4)
})

test('a window that is too big is at least halved, one that is sparse at most quadrupled', () => {
  const window = { start: 0, end: day - secondMs }
  expect(nextLength(day, window, windowRows.most + 1)).toBeLessThanOrEqual(day / 2)
  expect(nextLength(day, window, 300_000)).toBeLessThan(day / 100)
  expect(nextLength(day, window, 0)).toBe(4 * day)
  expect(nextLength(secondMs, { start: 0, end: 0 }, 9000)).toBe(secondMs)
})
