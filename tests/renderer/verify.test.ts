// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { AppError } from '#shared/errors'
import { useSync } from '../../renderer/stores/sync'
import { syncState } from '../support/sync-state'

await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  // The page's bridge.
  window.oplog = fakeBridge({
    'sync.state': () => syncState({ profileId: 'east' }),
    'sync.verify': () => {
      throw new AppError('unreachable', 'no answer', { detail: { host: 'hpc.example' } })
    }
  })
})

test('a re-count that failed is said, and the one before it does not pass for it', async () => {
  setActivePinia(createPinia())
  const sync = useSync()
  sync.verified = { east: { checked: 7, lacking: [], vanished: 0, calls: 7, at: 0 } }
  await sync.verify('east')
  expect(sync.errors['east']).toMatchObject({ code: 'unreachable' })
  expect(sync.verified['east']).toBeUndefined()
  expect(sync).toMatchObject({ verifying: {}, states: { east: { phase: 'idle' } } })
})
