// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useI18n } from 'vue-i18n'
import { initialParameters } from '#shared/parameters'
import { allZones, type Profile } from '#shared/profile'
import { decodeLink } from '#shared/read-view-link'
import { timeZones, type SavedView, type SearchState, type TimeZone } from '#shared/settings'
import { searchText } from '../../renderer/components/filters/search-text'
import ViewRow from '../../renderer/components/filters/ViewRow.vue'
import { i18n, setLocale } from '../../renderer/locales'
import { useLinks } from '../../renderer/stores/links'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import LinkDialog from '../../renderer/views/LinkDialog.vue'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

const global = { plugins: [i18n] }
const search: SearchState = {
  view: 'live',
  range: 'custom',
  parameters: {
    ...initialParameters,
    status: 'failed',
    start_time: '2026-11-20T00:00:00Z',
    end_time: '2026-11-24T23:59:59Z'
  },
  text: '',
  filter: {},
  order: { field: 'create_time', descending: true },
  columns: null
}
const view: SavedView = { id: 'v1', name: 'Failures', profileId: null, search }

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
})

test('whole days are said as days, other times to the second', () => {
  const said = new Map<TimeZone, string>()
  const setup = () => {
    const { t, te } = useI18n()
    for (const zone of timeZones) said.set(zone, searchText(t, te, search, zone))
    return () => null
  }
  mount({ setup }, { global })
  expect(said.get('UTC')).toBe('Live · ≥ 2026-11-20 ≤ 2026-11-24 · Status Failed')
  expect(said.get('Asia/Shanghai')).toContain('≥ 2026-11-20 08:00:00 ≤ 2026-11-25 07:59:59')
})

function row() {
  const props = { view, summary: '', current: false, standard: false, first: true, last: true }
  const wrapper = mount(ViewRow, { props, global })
  const at = (id: string) => wrapper.find(`[data-testid="${id}"]`)
  return { wrapper, at }
}

test('a view is deleted only once that is agreed to', async () => {
  const { wrapper, at } = row()
  await at('view-more').trigger('click')
  await at('view-delete').trigger('click')
  expect(wrapper.emitted('remove')).toBeUndefined()
  expect(wrapper.find('[role="alert"]').text()).toContain('Delete this view?')
  await at('view-delete-confirm').trigger('click')
  expect(wrapper.emitted('remove')).toHaveLength(1)
})

test('the form of a name stays while the name is refused, and goes once it is taken', async () => {
  const { wrapper, at } = row()
  await at('view-more').trigger('click')
  await at('view-rename').trigger('click')
  await at('view-name').setValue('All')
  await wrapper.find('form').trigger('submit')
  expect(wrapper.emitted('rename')).toEqual([['All']])
  await wrapper.setProps({ issue: 'is taken by another view' })
  expect(wrapper.find('[role="alert"]').text()).toContain('is taken by another view')
  expect(at('view-name').attributes('aria-invalid')).toBe('true')
  await wrapper.setProps({ view: { ...view, name: 'All' }, issue: '' })
  expect(at('view-name').exists()).toBe(false)
})

function profile(id: string, zone: string): Profile {
  return { id, name: id.toUpperCase(), zone, group: '' } as Profile
}

/** The dialog of a link, where the profile `west` is on screen. */
function dialogOf(link: string) {
  const profiles = useProfiles()
  profiles.list = [profile('west', 'pek3a'), profile('east', 'jn1a'), profile('other', 'jn1a')]
  useLinks().pending = decodeLink(link)
  const dialog = mount(LinkDialog, { global: { ...global, stubs: { teleport: true } } })
  const at = (id: string) => dialog.find(`[data-testid="${id}"]`)
  const chosen = () => (at('link-profile').element as HTMLSelectElement).value
  const offered = () => dialog.findAll('option').map((option) => option.attributes('value'))
  return { dialog, at, chosen, offered }
}

test('a link goes to the profile of its zone, best to the one it names', () => {
  const { at, chosen, offered } = dialogOf('oplog://view?v=1&zone=jn1a&profile=OTHER&in=live')
  expect(chosen()).toBe('other')
  expect(offered()).toEqual(['other', 'east'])
  expect(at('link-switch').text()).toBe('The profile changes from WEST (pek3a) to OTHER (jn1a).')
})

test('a link of an unknown zone says so and stays where the user is', () => {
  const { at, chosen, offered } = dialogOf('oplog://view?v=1&zone=gd2&in=live')
  expect(at('link-no-zone').text()).toContain('gd2')
  expect(chosen()).toBe('west')
  expect(offered()).toHaveLength(3)
  expect(at('link-switch').exists()).toBe(false)
})

test('nor does it leave all zones, which are then among what can be chosen', async () => {
  const settings = useSettings()
  settings.values = { ...settings.values, currentProfile: allZones }
  const { at, chosen, offered } = dialogOf('oplog://view?v=1&zone=gd2&in=live')
  expect(chosen()).toBe(allZones)
  expect(offered()).toEqual(['west', 'east', 'other', allZones])
  const open = vi.spyOn(useLinks(), 'open').mockResolvedValue()
  await at('link-dialog').trigger('submit')
  expect(open).toHaveBeenCalledWith(allZones)
})

test('a link says what it asks the Archive where it goes to all zones', async () => {
  const { at } = dialogOf('oplog://view?v=1&zone=*&in=live&text=gpu&is.owner=usr-x')
  expect(at('link-summary').text()).toBe('Archive · “gpu” · Owner usr-x')
})

test('a link that comes while another is asked about goes where it is meant to', async () => {
  const { at, chosen } = dialogOf('oplog://view?v=1&zone=jn1a&profile=OTHER&in=live')
  await at('link-profile').setValue('east')
  expect(chosen()).toBe('east')
  useLinks().pending = decodeLink('oplog://view?v=1&zone=pek3a&in=live')
  await nextTick()
  expect(chosen()).toBe('west')
  const open = vi.spyOn(useLinks(), 'open').mockResolvedValue()
  await at('link-dialog').trigger('submit')
  expect(open).toHaveBeenCalledWith('west')
})

test('a broken link offers nothing but to close it', async () => {
  const { at } = dialogOf('oplog://view?v=1&zone=jn1a&secret=x')
  expect(at('link-fault').text()).toBe('It says “secret”, which no view has.')
  expect(at('link-confirm').exists()).toBe(false)
  await at('link-cancel').trigger('click')
  expect(useLinks().pending).toBeNull()
})
