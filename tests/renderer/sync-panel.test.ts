// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SyncState, VerifyReport } from '#shared/sync'
import SyncPanel from '../../renderer/components/sync/SyncPanel.vue'
import { i18n, setLocale } from '../../renderer/locales'
import { syncState } from '../support/sync-state'

const start = Date.parse('2026-11-01T00:00:00Z')
const hourMs = 3_600_000
const unknown = syncState().coverage

const warn = vi.spyOn(console, 'warn')

beforeEach(() => setLocale('en'))
afterEach(() => {
  // A key that a language lacks is a warning.
  expect(warn.mock.calls).toEqual([])
  warn.mockClear()
})

function panelOf(state: Partial<SyncState>, verified: VerifyReport | null = null) {
  return mount(SyncPanel, {
    props: {
      state: syncState(state),
      zone: 'UTC',
      now: start + 2 * hourMs,
      verified,
      verifying: false,
      error: null
    },
    global: { plugins: [i18n] }
  })
}

test.each(['en', 'zh-CN'] as const)(
  'the details of a sync name gaps, wait and error in %s',
  (locale) => {
    setLocale(locale)
    const resumesAt = start + 2 * hourMs
    const panel = panelOf(
      {
        phase: 'waiting',
        done: 10,
        total: 100,
        resumesAt,
        error: { code: 'quota-exceeded', message: '', detail: { resumesAt } },
        coverage: {
          ...unknown,
          intervals: [{ start, end: start + hourMs, state: 'partial', at: start }],
          oldest: start,
          held: 10,
          serviceTotal: 100,
          countedAt: start
        },
        quota: { used: 2000, limit: 2000, windowMs: hourMs, resumesAt }
      },
      { checked: 3, lacking: [], vanished: 1, calls: 4, at: start }
    )
    expect(panel.findAll('[data-testid="coverage-gap"]')).toHaveLength(2)
    expect(panel.text()).toContain('02:00:00')
    expect(panel.text()).not.toMatch(/sync\.|\{/)
  }
)

test('that no gap is known is said of what was fetched, not where nothing was', () => {
  const none = 'No gap is known.'
  const nothing = panelOf({ coverage: { ...unknown, held: 100 } }).text()
  expect(nothing).toContain('nothing fetched yet')
  expect(nothing).not.toContain(none)
  const interval = { start, end: start + 2 * hourMs, state: 'complete', at: start } as const
  const coverage = { ...unknown, intervals: [interval], oldest: start, complete: true }
  expect(panelOf({ coverage }).text()).toContain(none)
  // Looks have ceased since, and the state was told before that.
  const until = start - 70 * hourMs
  const since = { start: start - 96 * hourMs, end: until, state: 'complete', at: until } as const
  const behind = panelOf({
    coverage: { ...coverage, intervals: [since], oldest: since.start, lookedAt: until }
  })
  expect(behind.text()).not.toContain(none)
  expect(behind.text()).toContain('since 2026-10-28, 3 d 0 h missing')
  expect(behind.get('[data-testid="coverage"]').attributes('data-complete')).toBe('false')
})

test('a re-count says when it was, and speaks for the gaps beside it no more than they were counted', () => {
  const whole = { start, end: start + 2 * hourMs, state: 'complete', at: start } as const
  const half = { ...whole, start: start + hourMs }
  const reportOf = (intervals: (typeof whole)[], checked: number) => {
    const coverage = { ...unknown, intervals, oldest: start, complete: intervals[0] === whole }
    const report = { checked, lacking: [], vanished: 0, calls: 2, at: start }
    return panelOf({ coverage }, report).get('[data-testid="verify-report"]')
  }
  const all = 'Everything the service has is held.'
  expect(reportOf([whole], 1).text()).toContain(all)
  expect(reportOf([whole], 1).text()).toContain('1 stretch counted with 2 calls, 2 h ago')
  expect(reportOf([whole], 1).get('p').attributes('title')).toContain('2026-11-01 00:00:00')
  expect(reportOf([half], 1).text()).not.toContain(all)
  expect(reportOf([half], 1).text()).toContain('What was counted is held in full.')
  expect(reportOf([half], 0).text()).not.toContain('held')
  expect(reportOf([half], 0).text()).toContain('was not counted')
})

test('why nothing can be verified stands on the button that is off', () => {
  const titleOf = (state: Partial<SyncState>) =>
    panelOf(state).find('[data-testid="sync-verify"]').attributes('title')
  // Rows seen in Live are held, but no stretch of the history is.
  expect(titleOf({ coverage: { ...unknown, held: 100 } })).toContain('nothing to verify')
  const interval = { start, end: start + 2 * hourMs, state: 'complete', at: start } as const
  expect(titleOf({ coverage: { ...unknown, intervals: [interval] } })).toBeUndefined()
})

test.each([
  ['en', 'since 2026-11-01, 25 rows missing', 'counts 25 rows that it shows at no time'],
  ['zh-CN', '2026-11-01 起，缺 25 条', '总数中有 25 条']
] as const)(
  'rows that are only counted are told, and then not everything is held (%s)',
  (locale, sentence, line) => {
    setLocale(locale)
    const complete = { start, end: start + hourMs, state: 'complete' as const, at: start }
    const coverage = {
      ...unknown,
      intervals: [complete],
      oldest: start,
      held: 75,
      serviceTotal: 100,
      countedAt: start,
      complete: true
    }
    const report = { checked: 1, lacking: [], vanished: 0, calls: 2, at: start }
    const panel = panelOf({ coverage: { ...coverage, unreached: 25 } }, report)
    expect(panel.text()).toContain(sentence)
    expect(panel.find('[data-testid="sync-unreached"]').text()).toContain(line)
    const all = panelOf({ coverage: { ...coverage, held: 100 } }, report)
    const everything = i18n.global.t('sync.allThere')
    expect(panel.text()).not.toContain(everything)
    expect(all.text()).toContain(everything)
    expect(all.find('[data-testid="sync-unreached"]').exists()).toBe(false)
  }
)

test('the button that began the verifying keeps the focus while it runs, and begins no other', async () => {
  const interval = { start, end: start + hourMs, state: 'complete' as const, at: start }
  const panel = panelOf({ coverage: { ...unknown, intervals: [interval], oldest: start } })
  const button = panel.get('[data-testid="sync-verify"]')
  await button.trigger('click')
  await panel.setProps({ verifying: true })
  expect(button.attributes('disabled')).toBeUndefined()
  await button.trigger('click')
  expect(panel.emitted('verify')).toHaveLength(1)
})
