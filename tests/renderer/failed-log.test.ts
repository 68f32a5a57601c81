// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeAll, expect, test, vi } from 'vitest'
import { AppError } from '#shared/errors'
import { i18n, setLocale } from '../../renderer/locales'
import type { Session } from '../../renderer/stores/log'
import { useSync } from '../../renderer/stores/sync'
import EmptyLog from '../../renderer/views/EmptyLog.vue'
import { syncState } from '../support/sync-state'

await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  // The page's bridge.
  window.oplog = fakeBridge({})
})
beforeAll(() => setLocale('en'))

/** What is said of a log that could not be read, with so many rows held. */
function hintOf(view: Session['view'], held: number): string {
  const pinia = createPinia()
  const { coverage } = syncState()
  useSync(pinia).states['p'] = syncState({ coverage: { ...coverage, held } })
  const error = new AppError('archive-newer', 'schema 99')
  const failed = { state: { status: 'failed', error, rows: [], total: 0, page: null } }
  // The parts of a session that are looked at.
  const session = { profileId: 'p', view, search: failed, archive: failed } as unknown as Session
  return mount(EmptyLog, { props: { session }, global: { plugins: [i18n, pinia] } }).text()
}

test('what is held is offered where the service failed, not where it is the archive', () => {
  expect(hintOf('live', 7)).toContain('7 rows are held here')
  expect(hintOf('live', 0)).toContain('held in the Archive')
  for (const held of [0, 7]) expect(hintOf('archive', held)).not.toMatch(/held/)
})
