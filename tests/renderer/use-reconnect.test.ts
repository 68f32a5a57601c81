// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError, type ErrorCode, type ErrorDetail } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useReconnect } from '../../renderer/composables/use-reconnect'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import BannerStack from '../../renderer/views/BannerStack.vue'
import type { Answers } from '../support/fake-bridge'
import { heldRow } from '../support/held-rows'
import { lateAnswer } from '../support/late-answer'

const answers = await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  const answers: Answers = {}
  // The page's bridge.
  window.oplog = fakeBridge(answers)
  return answers
})

/** A page of the zone or of what is held. */
function page(source: 'live' | 'archive') {
  const { profileId: _own, ...row } = heldRow(7)
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const frame = { offset: 0, at: 0, unreachable: null, notApplied: [], skewMs: null, quota }
  return { source, rows: [row], total: 1, ...frame }
}

function failure(code: ErrorCode, detail: ErrorDetail = {}) {
  return () => {
    throw new AppError(code, 'no answer', { detail })
  }
}

enableAutoUnmount(afterEach)
beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  useProfiles().list = [{ id: 'east', kind: 'zone', name: 'East', group: '' } as Profile]
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
})
afterEach(() => vi.useRealTimers())

/** Live of a zone that is away, and what stands above its rows. */
async function away(first: () => unknown = () => page('archive')) {
  let live: () => unknown = failure('unreachable')
  let tries = 0
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined,
    'operations.search': (input: unknown) => {
      if ((input as { from: string }).from !== 'live') return first()
      tries++
      return live()
    }
  })
  const session = await useLog().open('east')
  await useLog().run(session)
  const shell = defineComponent(() => {
    useReconnect()
    return () => h(BannerStack, { session })
  })
  const view = mount(shell, { global: { plugins: [i18n] } })
  /** The next try gets this. */
  const answer = async (next: () => unknown) => {
    live = next
    vi.advanceTimersByTime(15_000)
    await flushPromises()
  }
  return { session, view, answer, tries: () => tries }
}

test('a refusal is shown above the rows that stay, and an answer ends it', async () => {
  const { session, view, answer } = await away()
  await answer(failure('unreachable'))
  expect(view.text()).toContain('The zone cannot be reached.')
  expect(view.text()).not.toContain('unreachable ·')
  await answer(failure('bad-response'))
  expect(view.text()).not.toContain('The zone cannot be reached.')
  expect(view.text()).toContain('bad-response ·')
  expect(view.find('[data-testid="offline-banner"]').text()).toContain('held locally')
  expect(session.search.state).toMatchObject({ status: 'ready', total: 1 })
  // Away once more: what it answered before is over.
  await answer(failure('timed-out'))
  expect(view.text()).toContain('The zone cannot be reached.')
  expect(view.text()).not.toContain('bad-response ·')
  await answer(failure('bad-response'))
  await answer(() => page('live'))
  expect(view.text()).toBe('')
  expect(session.search.state).toMatchObject({ refused: null, page: { source: 'live' } })
  expect(useApp().message).toBe('Back online. Refreshed.')
})

test('what only the user can mend is not asked again by itself', async () => {
  const { view, answer, tries } = await away()
  await answer(failure('key-refused'))
  expect(view.text()).toContain('key-refused ·')
  await answer(() => page('live'))
  window.dispatchEvent(new Event('online'))
  await flushPromises()
  expect(tries()).toBe(1)
  expect(view.text()).toContain('key-refused ·')
})

test('a certificate that is refused is shown, and the zone asked again', async () => {
  const { view, answer } = await away()
  await answer(failure('certificate-refused', { host: 'hpc.example' }))
  expect(view.text()).toContain('The certificate of hpc.example is not trusted')
  await answer(() => page('live'))
  expect(view.text()).toBe('')
})

test('a quota that is used up is asked again once it has room', async () => {
  const { answer, tries } = await away()
  await answer(failure('quota-exceeded', { resumesAt: Date.now() + 40_000 }))
  await answer(() => page('live'))
  expect(tries()).toBe(1)
  await answer(() => page('live'))
  expect(tries()).toBe(2)
})

test('rows of before are not said to be of an outage once who asked was refused', async () => {
  const { session, view } = await away()
  Object.assign(answers, { 'operations.search': failure('denied') })
  await useLog().refresh(session)
  await flushPromises()
  expect(view.text()).toContain('denied ·')
  expect(view.text()).not.toContain('The zone cannot be reached.')
})

test('a zone that is away is tried again where nothing is shown in its place either', async () => {
  const { session, view, answer } = await away(failure('unreachable'))
  expect(view.text()).toContain('unreachable ·')
  await answer(failure('bad-response'))
  expect(view.text()).toContain('bad-response ·')
  expect(view.text()).not.toContain('unreachable ·')
  await answer(() => page('live'))
  expect(view.text()).toBe('')
  expect(session.search.state).toMatchObject({ status: 'ready', error: null, total: 1 })
  expect(useApp().message).toBe('Back online. Refreshed.')
})

test('a network that is back, and a zone that answered the sync, are tried at once', async () => {
  const { view, tries } = await away()
  window.dispatchEvent(new Event('online'))
  await flushPromises()
  expect(tries()).toBe(1)
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const connection = { profileId: 'east', state: 'live', at: 0, skewMs: null, quota } as const
  useProfiles().connections = { east: connection }
  await flushPromises()
  expect(tries()).toBe(2)
  view.unmount()
  window.dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(60_000)
  await flushPromises()
  expect(tries()).toBe(2)
})

test('the Archive is not asked again and again while the zone is away', async () => {
  const { session, answer } = await away()
  let asked = 0
  answers['archive.page'] = () => {
    asked++
    throw new AppError('archive-unavailable', '')
  }
  session.view = 'archive'
  await answer(() => page('live'))
  expect(asked).toBe(0)
})

test('a zone that is back is not said of a profile that was left meanwhile', async () => {
  const { session, answer } = await away()
  const profiles = useProfiles()
  profiles.list = [
    ...profiles.list,
    { id: 'west', kind: 'zone', name: 'West', group: '' } as Profile
  ]
  const late = lateAnswer()
  await answer(() => late.promise)
  await useLog().open('west')
  useSettings().values = { ...useSettings().values, currentProfile: 'west' }
  late.resolve(page('live'))
  await flushPromises()
  expect(session.search.state.page?.source).toBe('live')
  expect(useApp().message).toBe('')
})

test('a zone that keeps silent does not hold up that of the profile one went to', async () => {
  const { answer } = await away()
  const west = { id: 'west', kind: 'zone', name: 'West', group: '' } as Profile
  useProfiles().list = [...useProfiles().list, west]
  const silent = lateAnswer()
  await answer(() => silent.promise)
  const session = await useLog().open('west')
  useSettings().values = { ...useSettings().values, currentProfile: 'west' }
  await useLog().run(session)
  await answer(() => page('live'))
  expect(session.search.state.page?.source).toBe('live')
  expect(useApp().message).toBe('Back online. Refreshed.')
  // The first one is asked no second time before it answered.
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
  await answer(() => expect.unreachable())
  silent.resolve(page('live'))
  await flushPromises()
  expect(useLog().current?.search.state.page?.source).toBe('live')
})
