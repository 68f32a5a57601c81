// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Profile } from '#shared/profile'
import { i18n, setLocale } from '../../renderer/locales'
import { useProfiles } from '../../renderer/stores/profiles'
import ProfileDialog from '../../renderer/views/ProfileDialog.vue'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

beforeEach(() => {
  setLocale('en')
  setActivePinia(createPinia())
})

function boxOf(profile: Partial<Profile>) {
  // What the form reads of a profile.
  useProfiles().editing = { id: 'p', name: 'P', kind: 'zone', ...profile } as Profile
  const stubs = { teleport: true }
  const dialog = mount(ProfileDialog, { global: { plugins: [i18n], stubs } })
  return () => dialog.find<HTMLInputElement>('[data-testid="profile-session-only"]')
}

test('the mark of a secret of this run can be taken away and set again', async () => {
  const box = boxOf({ secret: 'session' })
  expect(box().element.checked).toBe(true)
  await box().setValue(false)
  expect(box().exists()).toBe(true)
  await box().setValue(true)
  expect(box().element.checked).toBe(true)
})

test('a secret in the keychain, and that of the demo zone, have no such mark', () => {
  expect(boxOf({ secret: 'keychain' })().exists()).toBe(false)
  expect(boxOf({ secret: 'session', kind: 'demo' })().exists()).toBe(false)
})
