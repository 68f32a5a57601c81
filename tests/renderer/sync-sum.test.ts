// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import type { SyncPhase, SyncState } from '#shared/sync'
import { sumOf } from '../../renderer/components/sync/sync-sum'
import { useSync } from '../../renderer/stores/sync'
import { syncState } from '../support/sync-state'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

function state(phase: SyncPhase, values: Partial<SyncState> & { held?: number } = {}): SyncState {
  const { held = 10, ...rest } = values
  const known = { serviceTotal: 100, complete: held === 100 }
  const coverage = { ...syncState().coverage, held, ...known }
  return syncState({ phase, coverage, ...rest })
}

test('several zones are summed; what one does not know, the sum does not say', () => {
  const zones = [
    state('backfill', { done: 10, total: 100 }),
    state('waiting', { done: 5, total: 40, held: 5 }),
    state('backfill', { done: 1, total: 60 }),
    // Its last work is over.
    state('idle', { done: 7, total: null, held: 100 })
  ]
  expect(sumOf(zones)).toEqual({
    held: 125,
    serviceTotal: 400,
    done: 16,
    total: 200,
    byRows: true,
    phases: [
      { phase: 'backfill', count: 2 },
      { phase: 'waiting', count: 1 }
    ],
    complete: false
  })
  expect(sumOf([...zones, state('newest', { done: 3 })])).toMatchObject({ done: 19, total: null })
  const uncounted = {
    ...state('idle'),
    coverage: { ...state('idle').coverage, serviceTotal: null }
  }
  expect(sumOf([...zones, uncounted])).toMatchObject({ held: 135, serviceTotal: null })
  expect(sumOf([state('idle', { held: 100 })])).toMatchObject({ phases: [], complete: true })
})

test('a re-count goes by stretches, which are not added to rows', () => {
  const counting = state('verify', { done: 3, total: 12 })
  const fetching = state('backfill', { done: 10, total: 100 })
  expect(sumOf([counting, fetching])).toMatchObject({ done: 10, total: 100, byRows: true })
  expect(sumOf([counting])).toMatchObject({ done: 0, total: null, byRows: false })
})

test('what runs can be paused; beside it only what lacks something is begun', () => {
  setActivePinia(createPinia())
  const sync = useSync()
  sync.states = {
    runs: state('backfill'),
    waits: state('waiting'),
    lacks: state('idle'),
    paused: state('paused', { held: 100 }),
    whole: state('idle', { held: 100 })
  }
  expect(sync.stepsOf(['runs', 'waits', 'lacks', 'paused', 'whole', 'unknown'])).toEqual({
    start: ['lacks', 'paused'],
    pause: ['runs', 'waits']
  })
  expect(sync.stepsOf(['runs', 'whole'])).toEqual({ start: [], pause: ['runs'] })
  const before = Date.now() - 3 * 86_400_000
  sync.states['behind'] = {
    ...state('idle'),
    coverage: { ...state('idle', { held: 100 }).coverage, lookedAt: before }
  }
  expect(sync.stepsOf(['runs', 'behind'])).toEqual({ start: ['behind'], pause: ['runs'] })
  expect(sync.stepsOf(['whole', 'unknown'])).toEqual({ start: ['whole', 'unknown'], pause: [] })
})
