import { expect, test } from 'vitest'
import { atMost } from '../../../electron/services/at-most'

test('so many times within a span, and again once the first of them lies behind it', () => {
  const may = atMost(3, 60_000)
  expect([0, 1000, 2000, 3000, 59_999].map(may)).toEqual([true, true, true, false, false])
  // What was refused does not count.
  expect([60_000, 60_500, 61_000].map(may)).toEqual([true, false, true])
})
