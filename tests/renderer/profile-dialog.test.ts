// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import type { ArchivePageInput } from '#shared/archive-query'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { defaultSettings, Workspace, type Settings } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import ProfileDialog from '../../renderer/views/ProfileDialog.vue'
import type { Answers } from '../support/fake-bridge'
import { fakeArchive } from '../support/held-rows'
import { lateAnswer } from '../support/late-answer'

const answers = await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  const answers: Answers = {}
  // The page's bridge.
  window.oplog = fakeBridge(answers)
  return answers
})
const stored = { zone: 'jn1a', endpoint: 'https://hpc.example/api', accessKeyId: 'KEY', group: '' }
const [east, west] = [profile('east', 'East'), profile('west', 'West')]
const north = profile('north', 'North')
let listed: Profile[]
let settings: Settings

function profile(id: string, name: string): Profile {
  // The parts of a profile that are looked at.
  return { ...stored, id, name, secret: 'keychain' } as Profile
}

/** An answer that waits to be given. */
function waiting(method: string) {
  const { promise, resolve, reject } = lateAnswer()
  answers[method] = () => promise
  return { resolve, reject }
}

enableAutoUnmount(afterEach)
beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  listed = [east, west]
  settings = { ...defaultSettings, currentProfile: 'east' }
  Object.assign(answers, {
    'profiles.list': () => listed,
    'settings.get': () => settings,
    'settings.set': (patch: unknown) => (settings = Object.assign({}, settings, patch))
  })
})

/** The form of a profile, or of a new one. */
async function open(profile: Profile | null) {
  await useSettings().load()
  const [app, profiles] = [useApp(), useProfiles()]
  await profiles.load()
  profiles.editing = profile
  app.dialog = 'profile'
  // A dialog keeps the focus inside by what this DOM has not.
  const FocusTrap = defineComponent(
    (_props, { slots }) =>
      () =>
        slots.default?.(),
    {
      inheritAttrs: false
    }
  )
  const stubs = { teleport: true, transition: true, FocusTrap }
  const form = mount(ProfileDialog, { attachTo: document.body, global: { plugins: [i18n], stubs } })
  await flushPromises()
  const at = (id: string) => form.find(`[data-testid="${id}"]`)
  /** By its ✕; another dialog is opened then. */
  async function leave() {
    await at('dialog-close').trigger('click')
    form.unmount()
    app.dialog = 'export'
  }
  return { app, profiles, form, at, leave }
}

async function fillIn({ form, at }: Awaited<ReturnType<typeof open>>) {
  await at('profile-name').setValue('North')
  await at('profile-zone').setValue('pek3a')
  await at('profile-access-key-id').setValue('KEY')
  await at('profile-secret-key').setValue('secret')
  await form.find('form').trigger('submit')
}

/** The control that has the focus. */
function focused(): string | null | undefined {
  return document.activeElement?.getAttribute('data-testid')
}

test('asked for the secret, the form begins at it and not at the name, where it would be in sight', async () => {
  answers['workspaces.get'] = () => Workspace.parse({ parameters: initialParameters, view: 'live' })
  const log = useLog()
  const session = await log.open('east')
  session.search.fail(new AppError('key-refused', 'wrong'))
  await open(east)
  expect(focused()).toBe('profile-secret-key')
})

test('the form says where the key comes from, and what a zone looks like', async () => {
  const { form, at } = await open(null)
  expect(form.text()).toContain('From the vendor’s console')
  expect(at('profile-zone').attributes('placeholder')).toBe('jn1a')
})

test('a form that is sent with wrong fields goes to the first of them', async () => {
  const { form, at } = await open(null)
  await at('profile-name').setValue('North')
  await form.find('form').trigger('submit')
  await flushPromises()
  expect(focused()).toBe('profile-zone')
})

test('a button keeps the focus while what it began is under way, and begins it once', async () => {
  let calls = 0
  const { promise, resolve } = lateAnswer()
  answers['profiles.test'] = () => {
    calls++
    return promise
  }
  const { at } = await open(east)
  const button = at('profile-test')
  // The element is a button.
  ;(button.element as HTMLButtonElement).focus()
  await button.trigger('click')
  await flushPromises()
  expect([focused(), button.attributes('disabled')]).toEqual(['profile-test', undefined])
  await button.trigger('click')
  expect(calls).toBe(1)
  expect(at('profile-save').attributes('disabled')).toBeDefined()
  resolve({ ms: 8, skewMs: 0, total: 3 })
  await flushPromises()
  expect(focused()).toBe('profile-test')
})

test('a new profile begins with a colour that no other has', async () => {
  listed = [east, west].map((other) => ({ ...other, colour: 'green' }))
  const { at } = await open(null)
  // The element is a select.
  expect((at('profile-colour').element as HTMLSelectElement).value).toBe('violet')
})

test('a form that was left while it is stored leaves the next dialog alone, and says that it was', async () => {
  const saving = waiting('profiles.save')
  const opened = await open(null)
  await fillIn(opened)
  const { app, profiles, leave } = opened
  await leave()
  listed = [east, west, north]
  saving.resolve(north)
  await flushPromises()
  expect([app.dialog, app.message]).toEqual(['export', 'The profile “North” was saved.'])
  // The window stays at what the next dialog is about.
  expect([profiles.shownId, profiles.list.length]).toEqual(['east', 3])
})

test('a form that stays closes once it is stored, and its profile is shown', async () => {
  const saving = waiting('profiles.save')
  const opened = await open(null)
  await fillIn(opened)
  const { app, profiles } = opened
  listed = [east, west, north]
  saving.resolve(north)
  await flushPromises()
  expect([app.dialog, app.message, profiles.shownId]).toEqual([null, '', 'north'])
})

test('what fails after the form was left is said', async () => {
  const saving = waiting('profiles.save')
  const { app, form, leave } = await open(east)
  await form.find('form').trigger('submit')
  await leave()
  saving.reject(new AppError('keychain-locked', 'locked'))
  await flushPromises()
  expect(app.dialog).toBe('export')
  expect(app.message).toContain('keychain')
})

test('a late deletion leaves dialog and profile on screen as they are', async () => {
  const removing = waiting('profiles.remove')
  const { app, profiles, at, leave } = await open(east)
  await at('profile-delete').trigger('click')
  await at('profile-delete-confirm').trigger('click')
  await leave()
  await profiles.select('west')
  listed = [north, west]
  removing.resolve(undefined)
  await flushPromises()
  expect([app.dialog, app.message]).toEqual(['export', 'The profile “East” was deleted.'])
  expect(profiles.shownId).toBe('west')
})

test('of a profile that was deleted nothing is asked any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const removing = waiting('profiles.remove')
  const { at } = await open(east)
  const archive = fakeArchive(1000)
  let calls = 0
  Object.assign(answers, {
    'calls.cancel': () => undefined,
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters, view: 'archive' }),
    'workspaces.set': () => undefined,
    'archive.page': (input: unknown) => archive.page(input as ArchivePageInput)
  })
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  answers['archive.page'] = () => {
    calls++
    throw new AppError('archive-unavailable', 'closed')
  }
  session.archive.source.need(600, 620)
  await vi.advanceTimersByTimeAsync(2000)
  expect(calls).toBeGreaterThan(2)
  await at('profile-delete').trigger('click')
  await at('profile-delete-confirm').trigger('click')
  listed = [west]
  removing.resolve(undefined)
  await vi.advanceTimersByTimeAsync(10)
  expect(log.sessions.has('east')).toBe(false)
  calls = 0
  await vi.advanceTimersByTimeAsync(10_000)
  expect(calls).toBe(0)
  vi.useRealTimers()
})
