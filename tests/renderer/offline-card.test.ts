// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, expect, test, vi } from 'vitest'
import type { OperationPage } from '#shared/api'
import OfflineCard from '../../renderer/components/sync/OfflineCard.vue'
import { i18n, setLocale } from '../../renderer/locales'

afterEach(() => vi.useRealTimers())

test('the age of what stands in for the zone grows while it stands there', async () => {
  vi.useFakeTimers()
  setLocale('en')
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const page: OperationPage = {
    ...{ source: 'answer', rows: [], total: 0, offset: 0, at: Date.now() - 120_000 },
    ...{ unreachable: null, notApplied: [], skewMs: null, quota }
  }
  const card = mount(OfflineCard, {
    props: { page, zone: 'UTC' },
    global: { plugins: [i18n] }
  })
  expect(card.text()).toContain('2 min ago')
  vi.advanceTimersByTime(3 * 60_000)
  await nextTick()
  expect(card.text()).toContain('5 min ago')
  card.unmount()
})
