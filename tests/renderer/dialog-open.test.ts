// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount, shallowMount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { h } from 'vue'
import type { AppMenu } from '#shared/menu'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { decodeLink } from '#shared/read-view-link'
import { Workspace } from '#shared/settings'
import { useAppMenu } from '../../renderer/composables/use-app-menu'
import { useWindowKeys } from '../../renderer/composables/use-window-keys'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useHistory } from '../../renderer/stores/history'
import { useLinks } from '../../renderer/stores/links'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import LinkDialog from '../../renderer/views/LinkDialog.vue'
import StatisticsBar from '../../renderer/views/StatisticsBar.vue'
import StatisticsView from '../../renderer/views/StatisticsView.vue'

/** The page's bridge: the last menu it was given, and what chooses in it. */
const bridge = vi.hoisted(() => {
  const bridge = { menu: null as unknown, choose: (payload: unknown): void => void payload }
  window.oplog = {
    call: async (method, input) => {
      if (method === 'app.setMenu') bridge.menu = input
      if (method !== 'workspaces.get') return JSON.stringify({ ok: true, value: null })
      const value = Workspace.parse({ parameters: initialParameters })
      return JSON.stringify({ ok: true, value })
    },
    on: (push, listener) => {
      if (push === 'menuAction') bridge.choose = listener
      return () => undefined
    }
  }
  return bridge
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  bridge.menu = null
})

/** A window with two profiles and a row selected in the first, listening to keys and menu. */
async function open() {
  const [app, profiles, settings] = [useApp(), useProfiles(), useSettings()]
  profiles.list = ['east', 'west'].map(
    (id) => ({ id, name: id, zone: 'jn1a', group: '' }) as Profile
  )
  settings.values = { ...settings.values, currentProfile: 'east' }
  const select = vi.spyOn(profiles, 'select').mockResolvedValue()
  const session = await useLog().open('east')
  session.selected = 'job-1'
  const links = useLinks()
  const Window = {
    setup() {
      useWindowKeys()
      useAppMenu()
      return () => h('div', links.pending ? [h(LinkDialog)] : [])
    }
  }
  mount(Window, { attachTo: document.body, global: { plugins: [i18n] } })
  return { app, links, select, session }
}

async function press(key: string, more: KeyboardEventInit = {}) {
  const init = { key, code: key, bubbles: true, cancelable: true, ...more }
  ;(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', init))
  await flushPromises()
}

test('the keys behind the question of a link do nothing, and Esc closes it alone', async () => {
  const { links, select, session } = await open()
  links.pending = decodeLink('oplog://view?v=1&zone=jn1a&in=live')
  await flushPromises()
  await press('2', { ctrlKey: true })
  expect(select).not.toHaveBeenCalled()
  const back = vi.spyOn(useHistory(), 'back')
  window.dispatchEvent(new MouseEvent('mouseup', { button: 3 }))
  expect(back).not.toHaveBeenCalled()
  await press('Escape')
  expect([links.pending, session.selected]).toEqual([null, 'job-1'])
  await press('2', { ctrlKey: true })
  expect(select).toHaveBeenCalledWith('west')
  await press('Escape')
  expect(session.selected).toBeNull()
})

test.each(['a link', 'the palette', 'a dialog'])(
  'the menu bar does nothing behind %s, and says so',
  async (what) => {
    const { app, links } = await open()
    if (what === 'a link') links.pending = decodeLink('oplog://view?v=1&zone=jn1a&in=live')
    if (what === 'the palette') app.overlay = 'palette'
    if (what === 'a dialog') app.dialog = 'about'
    bridge.choose({ id: 'new-profile' })
    expect(app.dialog).toBe(what === 'a dialog' ? 'about' : null)
    const allowed = what === 'the palette' ? 'palette' : 'help'
    // It waits for the first rows, at most three seconds.
    await vi.waitFor(() => expect(enabled()).toEqual([allowed]), { timeout: 10_000 })
  }
)

/** What can be chosen in the menu bar. */
function enabled(): string[] {
  // What the page sends is a menu, once it sent one.
  const { groups } = bridge.menu as AppMenu
  return groups.flatMap(({ items }) => items.flatMap(({ id, enabled }) => (enabled ? [id] : [])))
}

test('the export of the statistics is a dialog of the window, and goes with them', async () => {
  const { app, session } = await open()
  const selection = { profileIds: ['east'], parameters: initialParameters, text: '', filter: {} }
  const order = { field: 'create_time', descending: true } as const
  session.askedArchive = { selection, order, merged: false }
  const view = shallowMount(StatisticsView, { props: { session }, global: { plugins: [i18n] } })
  view.findComponent(StatisticsBar).vm.$emit('export')
  expect(app.dialog).toBe('statistics-export')
  view.unmount()
  expect(app.dialog).toBeNull()
})
