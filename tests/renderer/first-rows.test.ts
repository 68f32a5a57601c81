// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { encodeResult } from '#shared/result'
// Loaded anew by each test, which is quick once all it stands on has been.
import '../../renderer/stores/sync'
import { syncState } from '../support/sync-state'

/** What the main process was asked. */
const asked = vi.hoisted(() => {
  const methods: string[] = []
  const call = (method: string) => {
    methods.push(method)
    return Promise.resolve(answer())
  }
  window.oplog = { call, on: () => () => {} }
  return methods
})

const answer = () => encodeResult({ ok: true, value: syncState({ phase: 'idle' }) })

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  setActivePinia(createPinia())
  asked.length = 0
})
afterEach(() => void vi.useRealTimers())

/** The page as it begins: the status bar asks at once how the sync stands, which starts the archive's process. */
async function begin() {
  const { useSync } = await import('../../renderer/stores/sync')
  const { showFirstRows } = await import('../../renderer/first-rows')
  const sync = useSync()
  void sync.load('p')
  return { showFirstRows, phase: () => sync.states['p']?.phase }
}

test('the archive is asked for nothing before the first rows are painted, however late they come', async () => {
  const { showFirstRows, phase } = await begin()
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual([])
  showFirstRows()
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toEqual(['sync.state'])
  expect(phase()).toBe('idle')
})

test('where none come, it is asked all the same after a while', async () => {
  await begin()
  await vi.advanceTimersByTimeAsync(2900)
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toEqual(['sync.state'])
})
