// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick } from 'vue'
import { expect, test, vi } from 'vitest'
import { allZones, type Profile } from '#shared/profile'
import { useWindowTitle } from '../../renderer/composables/use-window-title'
import { setLocale } from '../../renderer/locales'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

test('the title names what is on screen, in the language of the page', async () => {
  setActivePinia(createPinia())
  setLocale('en')
  const [profiles, settings] = [useProfiles(), useSettings()]
  const show = (currentProfile: string) => {
    settings.values = { ...settings.values, currentProfile }
    return nextTick()
  }
  const scope = effectScope()
  scope.run(useWindowTitle)
  expect(document.title).toBe('Oplog')
  // The parts of a profile that a title names.
  profiles.list = ['East', 'West'].map((name) => ({ id: name, name }) as Profile)
  await show('West')
  expect(document.title).toBe('West – Oplog')
  await show(allZones)
  expect(document.title).toBe('All zones – Oplog')
  setLocale('zh-CN')
  await nextTick()
  expect(document.title).toBe('全部区域 – Oplog')
  scope.stop()
})
