import { expect, test } from 'vitest'
import { createQuotaMeter } from '../../../../electron/services/hpc/quota'

test('says when a call leaves the window, with some kept for others', () => {
  let time = 1_000_000
  const meter = createQuotaMeter(
    () => time,
    () => ({ quotaCalls: 10, quotaWindowS: 60 })
  )
  for (let call = 0; call < 10; call++) {
    expect(meter.freeAt('p', 2)).toBe(call < 8 ? 0 : 1_060_000 + (call - 8) * 1000)
    meter.count('p')
    time += 1000
  }
  expect(meter.state('p')).toMatchObject({ used: 10, limit: 10, resumesAt: null })
  time = 1_062_000
  // Three of ten have left, so one of the eight may be made.
  expect(meter.state('p').used).toBe(7)
  expect(meter.freeAt('p', 2)).toBe(0)
  expect(meter.freeAt('other', 2)).toBe(0)
})

test('a refusal is waited for', () => {
  const meter = createQuotaMeter(
    () => 1_000_000,
    () => ({ quotaCalls: 10, quotaWindowS: 60 })
  )
  meter.count('p')
  expect(meter.refuse('p')).toBe(1_060_000)
  expect(meter.freeAt('p', 0)).toBe(1_060_000)
  meter.accept('p')
  expect(meter.freeAt('p', 0)).toBe(0)
})
