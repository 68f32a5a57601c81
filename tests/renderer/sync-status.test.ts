// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import type { Component } from 'vue'
import type { Profile } from '#shared/profile'
import type { SyncPhase, SyncState } from '#shared/sync'
import { i18n, setLocale } from '../../renderer/locales'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSync } from '../../renderer/stores/sync'
import SyncOfAll from '../../renderer/views/SyncOfAll.vue'
import SyncStatus from '../../renderer/views/SyncStatus.vue'
import { syncState } from '../support/sync-state'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = [profile]
})

function shown(
  view: Component,
  phase: SyncPhase,
  complete: boolean,
  rest: Partial<SyncState> = {}
) {
  const coverage = { ...syncState().coverage, complete }
  const state = syncState({ profileId: 'east', phase, coverage, ...rest })
  useSync().states = { east: state }
  answers['sync.state'] = () => state
  const props = { now: 0, ...(view === SyncStatus ? { profileId: 'east' } : {}) }
  return mount(view, { props, global: { plugins: [i18n] } })
}

function titleOf(view: Component, phase: SyncPhase, complete: boolean) {
  return shown(view, phase, complete).find('[data-testid="sync-start"]').attributes('title')
}

test('the tooltip of the button that begins says what the button does', () => {
  expect(titleOf(SyncStatus, 'idle', false)).toBe('Fetch the history')
  expect(titleOf(SyncStatus, 'idle', true)).toBe('Fetch new rows')
  expect(titleOf(SyncStatus, 'paused', false)).toBe('Go on')
  expect(titleOf(SyncOfAll, 'idle', false)).toBe('Fetch the history of every zone')
  expect(titleOf(SyncOfAll, 'idle', true)).toBe('Fetch new rows')
  expect(titleOf(SyncOfAll, 'paused', false)).toBe('Go on')
})

test('of all zones a re-count alone has no number of rows', () => {
  const text = (phase: SyncPhase) =>
    shown(SyncOfAll, phase, true, { done: 3, total: 12 })
      .find('[data-testid="sync-progress"]')
      .text()
  expect(text('backfill')).toBe('syncing: 1 · 3 of 12 rows')
  expect(text('verify')).toBe('verifying: 1')
})

test('the two numbers of what is held are explained, also where more is held than was counted', () => {
  const title = (serviceTotal: number | null) => {
    const coverage = { ...syncState().coverage, complete: true, held: 6519, serviceTotal }
    const view = shown(SyncOfAll, 'idle', true, { coverage })
    return view.find('[title^="Rows held"], [title$="held here"]').attributes('title')
  }
  expect(title(6515)).toBe('Rows held here: 6,519. When last counted, the service had 6,515.')
  expect(title(null)).toBe('6,519 rows held here')
})

test('of all zones the bar says whether each is held whole, or which are not', () => {
  const said = (coverage: Partial<SyncState['coverage']>) => {
    const view = shown(SyncOfAll, 'idle', true, {
      coverage: { ...syncState().coverage, ...coverage }
    })
    const bar = view.get('[data-testid="coverage-of-all"]')
    return [bar.attributes('data-complete'), bar.text(), bar.attributes('title')]
  }
  const interval = { start: -3_600_000, end: 0, state: 'complete' as const, at: 0 }
  const whole = { complete: true, intervals: [interval], oldest: interval.start, lookedAt: 0 }
  expect(said(whole)).toEqual([
    'true',
    'complete in every zone',
    expect.stringMatching(/^East: complete since \d{4}-/)
  ])
  // One that the service counts and never shows is missing, too.
  expect(said({ ...whole, unreached: 2 }).slice(0, 2)).toEqual(['false', 'not complete: East'])
  expect(said({})).toEqual(['false', 'not complete: East', 'East: nothing fetched yet'])
})
