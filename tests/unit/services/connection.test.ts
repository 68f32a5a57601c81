import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Pushes } from '#shared/pushes'
import { createConnections } from '../../../electron/services/connection'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function connections() {
  const told: Pushes['connection'][] = []
  let used = 0
  const { heard, searched, tellAgain } = createConnections({
    zones: {
      skew: () => 0,
      quota: () => ({ used, limit: 2000, windowMs: 3_600_000, resumesAt: null })
    },
    push: (_name, payload) => void told.push(payload as Pushes['connection']),
    now: Date.now
  })
  return {
    told,
    heard,
    tellAgain,
    search: () => {
      used++
      heard('a', 'live')
      searched('a')
    }
  }
}

test('a change is told at once, in both directions', () => {
  const { heard, told } = connections()
  heard('a', 'live')
  heard('a', 'unreachable')
  heard('b', 'live')
  heard('a', 'live')
  expect(told.map(({ profileId, state }) => `${profileId} ${state}`)).toEqual([
    'a live',
    'a unreachable',
    'b live',
    'a live'
  ])
})

test('what stays is not told again by calls nobody searched with', () => {
  const { heard, told } = connections()
  for (let call = 0; call < 50; call++) heard('a', 'live')
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(1)
})

test('a page that is loaded anew is told of each zone that was heard of', () => {
  const { heard, tellAgain, told } = connections()
  heard('a', 'live')
  heard('b', 'unreachable')
  tellAgain()
  expect(told.slice(2).map(({ profileId, state }) => `${profileId} ${state}`)).toEqual([
    'a live',
    'b unreachable'
  ])
})

test('the quota is told once for many searches, as it is then', () => {
  const { search, told } = connections()
  for (let call = 0; call < 50; call++) search()
  expect(told).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(2)
  expect(told[1]?.quota.used).toBeGreaterThan(told[0]?.quota.used ?? 0)
  search()
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(3)
})

test('a search that changed nothing since is not told of again', () => {
  const { search, told } = connections()
  search()
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(1)
})

test('a change while a search waits to be told of is not followed by the old state', () => {
  const { heard, search, told } = connections()
  search()
  search()
  heard('a', 'unreachable')
  vi.advanceTimersByTime(1000)
  expect(told.at(-1)?.state).toBe('unreachable')
})
