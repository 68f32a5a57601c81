// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, expect, test, vi } from 'vitest'
import type { OperationPage } from '#shared/api'
import OfflineCard from '../../renderer/components/sync/OfflineCard.vue'
import { i18n, setLocale } from '../../renderer/locales'

afterEach(() => vi.useRealTimers())

/** A card over rows that stand in for the zone. */
function open(values: Partial<OperationPage>) {
  setLocale('en')
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const page: OperationPage = {
    ...{ source: 'answer', rows: [], total: 0, offset: 0, at: Date.now() - 120_000 },
    ...{ unreachable: null, notApplied: [], skewMs: null, quota },
    ...values
  }
  return mount(OfflineCard, { props: { page, zone: 'UTC' }, global: { plugins: [i18n] } })
}

test('the age of what stands in for the zone grows while it stands there', async () => {
  vi.useFakeTimers()
  const card = open({})
  expect(card.text()).toContain('2 min ago')
  vi.advanceTimersByTime(3 * 60_000)
  await nextTick()
  expect(card.text()).toContain('5 min ago')
  card.unmount()
})

const hour = { start: 0, end: 3_600_000 }
const unknown = {
  complete: false,
  missing: [],
  missingMs: 0,
  unreached: 0,
  unknown: true as const
}

test.each([
  [
    'a gap',
    { complete: false, missing: [hour], missingMs: 3_600_000, unreached: 0 },
    'is held: 1 h'
  ],
  ['a history that was never fetched', unknown, 'so only what was seen so far is shown']
])('held rows that stand in for the zone say that they may not be all: %s', (_, coverage, said) => {
  expect(open({ source: 'archive', coverage }).text()).toContain(said)
})

test.each<[string, Partial<OperationPage>]>([
  ['all is held', { coverage: { complete: true, missing: [], missingMs: 0, unreached: 0 } }],
  ['nothing is held', { at: null, coverage: unknown }]
])('nothing more is said of what may lack where %s', (_, values) => {
  const card = open({ source: 'archive', ...values })
  expect(card.find('[data-testid="offline-coverage"]').exists()).toBe(false)
})
