// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '#shared/errors'
import { allZones, type Profile } from '#shared/profile'
import SyncPanel from '../../renderer/components/sync/SyncPanel.vue'
import { firstRows, showFirstRows } from '../../renderer/first-rows'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import { useSync } from '../../renderer/stores/sync'
import SyncOfAll from '../../renderer/views/SyncOfAll.vue'
import SyncStatus from '../../renderer/views/SyncStatus.vue'
import type { Answers } from '../support/fake-bridge'
import { lateAnswer } from '../support/late-answer'
import { syncState } from '../support/sync-state'

const answers = await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  const answers: Answers = {}
  // The page's bridge.
  window.oplog = fakeBridge(answers)
  return answers
})
const full = () => {
  throw new AppError('disk-full', 'no space left')
}
const newer = () => {
  throw new AppError('archive-newer', 'schema 99')
}

// States are asked for after them.
beforeAll(async () => {
  showFirstRows()
  await firstRows
})
enableAutoUnmount(afterEach)
beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  Object.assign(answers, {
    // A profile is named by its id.
    'sync.state': (id: unknown) => syncState({ profileId: String(id) }),
    'sync.start': full,
    'sync.pause': full
  })
})

/** The stores, with East on screen. */
async function stores(shown = 'east') {
  const settings = useSettings()
  settings.values = { ...settings.values, currentProfile: shown }
  // The parts of a profile that are looked at.
  useProfiles().list = ['East', 'West'].map((name) => {
    return { id: name.toLowerCase(), name, zone: 'jn1a', group: '' } as Profile
  })
  return { app: useApp(), settings, sync: useSync() }
}

const global = { plugins: [i18n], stubs: { teleport: true } }

/** The sync of a profile in the status bar, its panel open. */
async function statusOf(profileId: string) {
  const props = { profileId, now: 0 }
  const bar = mount(SyncStatus, { props, global, attachTo: document.body })
  await flushPromises()
  await bar.find('[data-testid="sync-details"]').trigger('click')
  const panel = async () => (await vi.waitFor(() => bar.getComponent(SyncPanel))).props()
  return { bar, panel }
}

test('a re-count and its failure are those of their profile', async () => {
  const { promise, reject } = lateAnswer()
  answers['sync.verify'] = () => promise
  const { app, settings, sync } = await stores()
  const { bar, panel } = await statusOf('east')
  const verifying = sync.verify('east')
  await flushPromises()
  expect(await panel()).toMatchObject({ verifying: true })
  settings.values = { ...settings.values, currentProfile: 'west' }
  await bar.setProps({ profileId: 'west' })
  await flushPromises()
  expect(await panel()).toMatchObject({ verifying: false })
  reject(new AppError('unreachable', 'no answer', { detail: { host: 'hpc.example' } }))
  await verifying
  expect(app.message).toMatch(/^East: .*hpc\.example/)
  expect((await panel()).error).toBeNull()
  await bar.setProps({ profileId: 'east' })
  await flushPromises()
  expect((await panel()).error).toMatchObject({ code: 'unreachable' })
  // Those who saw it went on.
  await bar.setProps({ profileId: 'west' })
  expect(sync.errors).toEqual({})
})

test('a command that fails is said, whether its panel is open or not', async () => {
  const { app, sync } = await stores()
  await sync.act('start', 'east')
  expect(app.message).toBe('The disk is full')
  app.say('')
  await sync.act('pause', 'east')
  expect(app.message).toBe('The disk is full')
})

test('under all zones the failure is that of one of them, and says of which', async () => {
  answers['sync.newest'] = (id) => (id === 'west' ? full() : syncState({ profileId: String(id) }))
  const { app, sync } = await stores(allZones)
  const bar = mount(SyncOfAll, { props: { now: 0 }, global })
  await flushPromises()
  await sync.actAll('newest', ['east', 'west'])
  expect(app.message).toBe('West: The disk is full')
  const progress = bar.get('[data-testid="sync-progress"]')
  expect(progress.attributes('data-phase')).toBe('failed')
  expect(progress.text()).toMatch(/^West: .*The disk is full/)
  bar.unmount()
  expect(sync.errors).toEqual({})
})

test.each(['en', 'zh-CN'] as const)(
  'a state that cannot be read says why in its place (%s)',
  async (locale) => {
    setLocale(locale)
    answers['sync.state'] = newer
    await stores()
    const why = `archive-newer · ${i18n.global.t('errors.archive-newer.what')}`
    const named = i18n.global.t('joined.labelled', { label: 'East', value: why })
    const one = mount(SyncStatus, { props: { profileId: 'east', now: 0 }, global })
    const all = mount(SyncOfAll, { props: { now: 0 }, global })
    await flushPromises()
    expect([one.text(), all.text()]).toEqual([why, named])
  }
)

test('what cannot be read hides nothing of the others', async () => {
  answers['sync.state'] = (id) =>
    id === 'east' ? newer() : syncState({ profileId: 'west', phase: 'backfill', done: 7, total: 9 })
  await stores(allZones)
  const bar = mount(SyncOfAll, { props: { now: 0 }, global })
  await flushPromises()
  expect(bar.get('[data-testid="sync-progress"]').text()).toContain('7 of 9 rows')
})
