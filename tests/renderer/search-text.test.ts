// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { ComposerTranslation } from 'vue-i18n'
import { initialParameters } from '#shared/parameters'
import type { SearchState } from '#shared/settings'
import { searchText } from '../../renderer/components/filters/search-text'
import { i18n, setLocale } from '../../renderer/locales'

// The same function, typed by the keys of these locales.
const t = i18n.global.t as unknown as ComposerTranslation

beforeEach(() => setLocale('en'))

const search: SearchState = {
  view: 'archive',
  range: '24h',
  parameters: { ...initialParameters, owner: 'usr-1', search_word: 'disk', reverse: 0 },
  text: 'node',
  filter: { isNot: { owner: ['usr-2'] } },
  order: { field: 'owner', descending: true },
  columns: null
}

function said(changed: Partial<SearchState> = {}): string {
  return searchText(t, i18n.global.te, { ...search, ...changed }, 'Asia/Shanghai')
}

test('a search in one line has what applies in its view, and nothing else', () => {
  expect(said()).toBe(
    'Archive · Last 24 hours · “node” · Owner usr-1 · Owner is not usr-2 · ↓ Owner'
  )
  expect(said({ view: 'live' })).toBe(
    'Live · Last 24 hours · Owner usr-1 · Search word disk · Oldest first'
  )
})

test('the order of time is said where it is the one of the rows', () => {
  const byTime = { field: 'create_time', descending: false } as const
  expect(said({ order: byTime })).toContain(' · Oldest first · ')
  expect(said()).not.toContain('Oldest first')
})

test('the standard order is not said, and times stand in the zone, whole days without a clock', () => {
  const parameters = {
    ...initialParameters,
    start_time: '2026-11-19T16:00:00Z',
    end_time: '2026-11-20T15:59:59Z'
  }
  const days = { range: 'custom', parameters, text: '', filter: {} } as const
  const order = { field: 'create_time', descending: true } as const
  expect(said({ ...days, order })).toBe('Archive · ≥ 2026-11-20 ≤ 2026-11-20')
  const until = { ...initialParameters, end_time: '2026-11-19T16:00:00Z' }
  expect(said({ ...days, parameters: until, order })).toBe('Archive · ≤ 2026-11-20 00:00:00')
})
