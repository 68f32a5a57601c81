// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '#shared/errors'
import type { Profile } from '#shared/profile'
import { defaultSettings, type Settings } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import ProfileDialog from '../../renderer/views/ProfileDialog.vue'
import type { Answers } from '../support/fake-bridge'
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
  const stubs = { teleport: true, transition: true }
  const form = mount(ProfileDialog, { global: { plugins: [i18n], stubs } })
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
