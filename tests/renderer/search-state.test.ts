// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { allZones } from '#shared/profile'
import { isSame } from '#shared/same-search'
import type { SearchState } from '#shared/settings'
import { emptyForm } from '../../renderer/parameter-form'
import { apply, capture } from '../../renderer/search-state'
import type { Session } from '../../renderer/session'
import { useSettings } from '../../renderer/stores/settings'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

beforeEach(() => {
  setActivePinia(createPinia())
  useSettings().values = { ...useSettings().values, timeZone: 'Asia/Shanghai' }
})

/** What these functions touch of a session. */
function session(profileId = 'jinan'): Session {
  return { profileId, form: emptyForm(), zoomedFrom: [{}] } as unknown as Session
}

const state: SearchState = {
  view: 'archive',
  range: 'custom',
  parameters: {
    reverse: 0,
    limit: 50,
    offset: 0,
    owner: 'usr-1',
    start_time: '2026-11-20T00:00:00Z',
    end_time: '2026-11-20T01:30:00Z'
  },
  text: 'failed 队列',
  filter: { is: { status: ['failed', 'pending'] }, duration: { from: 1000 } },
  order: { field: 'create_time', descending: false },
  columns: [{ field: 'job_id', width: 99, pinned: false, difference: false }]
}

test('a search put into the controls is the one they say', () => {
  const target = session()
  apply(target, state)
  expect(target.form).toMatchObject({ start_time: '2026-11-20 08:00:00', owner: 'usr-1' })
  expect(target.zoomedFrom).toEqual([])
  expect(capture(target)).toEqual(state)
})

test('the order of time is the one the parameters ask for, that of another column its own', () => {
  const target = session()
  target.issues = [{ field: 'limit', rule: 'range' }]
  const byTime = { field: 'create_time', descending: true } as const
  apply(target, { ...state, order: byTime })
  expect(target.order).toEqual({ field: 'create_time', descending: false })
  expect(target.issues).toEqual([])
  apply(target, { ...state, parameters: { ...state.parameters, reverse: 1 }, order: byTime })
  expect(target.order.descending).toBe(true)
  const byOwner = { field: 'owner', descending: true } as const
  apply(target, { ...state, order: byOwner })
  expect(target.order).toEqual(byOwner)
})

test('what was captured does not change with the controls', () => {
  const target = session()
  apply(target, state)
  const before = capture(target)
  target.filter.is?.status?.push('working')
  target.order.descending = true
  expect(before).toEqual(state)
  expect(state.filter.is?.status).toEqual(['failed', 'pending'])
})

test('a control that breaks a rule counts as untouched, the others are kept', () => {
  const target = session()
  apply(target, state)
  Object.assign(target.form, { start_time: 'yesterday', limit: '1000' })
  const { start_time: _wrong, ...others } = state.parameters
  expect(capture(target).parameters).toEqual({ ...others, limit: 100 })
})

test('a preset holds no times, and all zones have the Archive only', () => {
  const target = session(allZones)
  apply(target, { ...state, range: '24h', view: 'live' })
  expect(target.view).toBe('archive')
  expect(target.form.start_time).toBe('')
  const { start_time: _start, end_time: _end, ...others } = state.parameters
  expect(capture(target).parameters).toEqual(others)
})

test('order of values and keys, widths and the standard columns make no difference', () => {
  const { filter, ...rest } = state
  const turned = { duration: { from: 1000 }, is: { status: ['pending', 'failed'] } }
  expect(isSame(state, { ...rest, filter: turned })).toBe(true)
  expect(isSame(state, { ...rest, filter: { ...filter, hasError: true } })).toBe(false)
  expect(
    isSame(state, {
      ...state,
      columns: [{ field: 'job_id', width: 200, pinned: false, difference: false }]
    })
  ).toBe(true)
  expect(isSame(state, { ...state, columns: null })).toBe(false)
})
