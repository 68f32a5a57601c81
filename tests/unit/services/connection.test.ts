import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Pushes } from '#shared/pushes'
import { createConnections } from '../../../electron/services/connection'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function connections() {
  const told: Pushes['connection'][] = []
  let left = 2000
  const { announce } = createConnections({
    zones: {
      skew: () => 0,
      quota: () => ({ used: 2000 - left--, limit: 2000, windowMs: 3_600_000, resumesAt: null })
    },
    push: (_name, payload) => void told.push(payload as Pushes['connection']),
    now: Date.now
  })
  return { announce, told }
}

test('a change is told at once, in both directions', () => {
  const { announce, told } = connections()
  announce('a', 'live')
  announce('a', 'unreachable')
  announce('b', 'live')
  announce('a', 'live')
  expect(told.map(({ profileId, state }) => `${profileId} ${state}`)).toEqual([
    'a live',
    'a unreachable',
    'b live',
    'a live'
  ])
})

test('what stays is told once for many calls, with the quota as it is then', () => {
  const { announce, told } = connections()
  for (let call = 0; call < 50; call++) announce('a', 'live')
  expect(told).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(2)
  expect(told[1]?.quota.used).toBeGreaterThan(told[0]?.quota.used ?? 0)
  announce('a', 'live')
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(3)
})

test('a change while the old state waits to be told is not followed by the old one', () => {
  const { announce, told } = connections()
  announce('a', 'live')
  announce('a', 'live')
  announce('a', 'unreachable')
  vi.advanceTimersByTime(1000)
  expect(told.at(-1)?.state).toBe('unreachable')
})
