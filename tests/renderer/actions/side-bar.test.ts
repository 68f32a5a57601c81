// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, provide } from 'vue'
import type { Profile } from '#shared/profile'
import { defaultSettings, type Settings } from '#shared/settings'
import { hintsKey } from '../../../renderer/actions/hint'
import { useActions } from '../../../renderer/actions/registry'
import { i18n } from '../../../renderer/locales'
import { useProfiles, type Connection } from '../../../renderer/stores/profiles'
import { useSettings } from '../../../renderer/stores/settings'
import SideBar from '../../../renderer/views/SideBar.vue'

/** The settings of the main process. */
const { kept } = vi.hoisted(() => {
  const kept = {} as Settings
  window.oplog = {
    call: async (method, input) => {
      if (method !== 'settings.set') throw new Error(method)
      return JSON.stringify({ ok: true, value: Object.assign(kept, input) })
    },
    on: () => () => undefined
  }
  return { kept }
})

beforeEach(() => {
  setActivePinia(createPinia())
  Object.assign(kept, defaultSettings, { sidebarOpen: false })
  useSettings().values = { ...kept }
  useProfiles().list = [
    { id: 'east', name: 'East', zone: 'jn1a', endpoint: '', group: '' } as Profile
  ]
})

/** The window's part at the left, which is gone while it is folded. */
function windowWithSideBar() {
  const setup = () => {
    provide(hintsKey, useActions().hints)
    return () => (useSettings().values.sidebarOpen ? h(SideBar) : null)
  }
  return mount(defineComponent(setup), { attachTo: document.body, global: { plugins: [i18n] } })
}

test.each([
  ['profiles', 'profile-menu'],
  ['settings', 'settings-panel']
])('%s opens with the focus in it, also where the side bar is folded', async (id, panel) => {
  const view = windowWithSideBar()
  expect(view.find('nav').exists()).toBe(false)
  useActions().byId.get(id)?.run()
  const focused = `[data-testid="${panel}"] :focus`
  await vi.waitFor(() => expect(document.querySelector(focused)).not.toBeNull(), 3000)
  expect(kept.sidebarOpen).toBe(true)
  view.unmount()
})

test('a zone that answers with an error is not said to be away', async () => {
  useSettings().values.sidebarOpen = true
  useProfiles().connections['east'] = { state: 'refusing' } as Connection
  const view = windowWithSideBar()
  expect(view.get('[data-testid="profile-item"]').text()).toContain('jn1a · refuses')
  view.unmount()
})
