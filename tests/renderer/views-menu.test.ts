// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import { allZones, type Profile } from '#shared/profile'
import { SearchState, Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { fakeBridge, type Answers } from '../support/fake-bridge'

const search = SearchState.parse({ view: 'archive', parameters: initialParameters })
const views = ['Failures', 'Running'].map((name) => ({ id: name, name, profileId: null, search }))

const answers: Answers = {
  'workspaces.get': () => Workspace.parse({ ...search }),
  'views.list': () => ({ views, defaults: {} }),
  'views.rename': refuse,
  'views.save': refuse,
  'recent.list': (profileId) => [{ at: 1, search: { ...search, text: `of ${String(profileId)}` } }]
}
Object.assign(window, { oplog: fakeBridge(answers) })
// The stores look for the bridge when they are loaded.
const { useLog } = await import('../../renderer/stores/log')
const { useProfiles } = await import('../../renderer/stores/profiles')
const { useViews } = await import('../../renderer/stores/views')
const { default: ViewsButton } = await import('../../renderer/views/ViewsButton.vue')
const { default: ViewsMenu } = await import('../../renderer/views/ViewsMenu.vue')

function refuse(): never {
  throw new AppError('invalid-input', 'taken', { detail: { field: 'name', rule: 'taken' } })
}

beforeEach(() => {
  setLocale('en')
  setActivePinia(createPinia())
})

async function stores() {
  // What the log reads of a profile.
  useProfiles().list = ['east', 'west'].map((id) => ({ id, name: id, group: '' }) as Profile)
  await useViews().load()
  return useLog()
}

/** The button, its menu open, over the session of a profile that can be changed. */
async function openMenu() {
  const log = await stores()
  const session = ref(await log.open('east'))
  const west = await log.open('west')
  const Host = defineComponent(() => () => h(ViewsButton, { session: session.value }))
  const host = mount(Host, { global: { plugins: [i18n] }, attachTo: document.body })
  await host.find('[data-testid="views-open"]').trigger('click')
  const recent = () =>
    [...document.querySelectorAll('[data-testid="recent-option"]')].map((one) => one.textContent)
  return { host, recent, turnTo: () => (session.value = west) }
}

test('a menu left open over a switch shows the searches of the profile on screen', async () => {
  const { host, recent, turnTo } = await openMenu()
  await expect.poll(recent).toEqual([expect.stringContaining('of east')])
  let answer = (): void => undefined
  answers['recent.list'] = async (profileId) => {
    await new Promise<void>((resolve) => (answer = resolve))
    return [{ at: 2, search: { ...search, text: `of ${String(profileId)}` } }]
  }
  turnTo()
  await flushPromises()
  expect(recent()).toEqual([])
  answer()
  await expect.poll(recent).toEqual([expect.stringContaining('of west')])
  host.unmount()
})

test('searches that are answered after another profile was asked for are not shown', async () => {
  const log = await stores()
  const [east, west, store] = [await log.open('east'), await log.open('west'), useViews()]
  const waiting: (() => void)[] = []
  answers['recent.list'] = async (profileId) => {
    if (profileId === 'east') await new Promise<void>((resolve) => waiting.push(resolve))
    return [{ at: 1, search: { ...search, text: String(profileId) } }]
  }
  const late = store.loadRecent(east)
  await store.loadRecent(west)
  waiting.forEach((go) => go())
  await late
  expect(store.recent.map((one) => one.search.text)).toEqual(['west'])
})

async function menu() {
  const log = await stores()
  answers['recent.list'] = () => []
  const props = { session: await log.open('east') }
  const open = mount(ViewsMenu, { props, global: { plugins: [i18n] } })
  await flushPromises()
  const press = async (id: string, at = 0) => {
    await open.findAll(`[data-testid="${id}"]`)[at]?.trigger('click')
    await flushPromises()
  }
  const submit = async (name: string) => {
    await open.find('[data-testid="view-name"]').setValue(name)
    await open.find('[data-testid="view-name"]').trigger('submit')
    await flushPromises()
  }
  const said = () => open.findAll('[role="alert"]').map((alert) => alert.text())
  return { press, submit, said }
}

const taken = [expect.stringContaining('taken')]

test('what was said of a new name is gone once its form is closed', async () => {
  const { press, submit, said } = await menu()
  await press('view-save-as')
  await submit('Failures')
  expect(said()).toEqual(taken)
  await press('view-name-cancel')
  await press('view-save-as')
  expect(said()).toEqual([])
})

test('what was said of a name stands in no other form, nor in its own that opens again', async () => {
  const { press, submit, said } = await menu()
  await press('view-more', 0)
  await press('view-rename')
  await submit('Running')
  expect(said()).toEqual(taken)
  await press('view-save-as')
  expect(said()).toEqual([])
  await press('view-name-cancel', 1)
  await submit('Running')
  expect(said()).toEqual(taken)
  await press('view-more', 1)
  await press('view-rename')
  expect(said()).toEqual([])
  await press('view-name-cancel', 0)
  await press('view-rename', 0)
  expect(said()).toEqual([])
})

test('a row that is folded and unfolded asks for no name any more', async () => {
  const { press, submit, said } = await menu()
  await press('view-more', 0)
  await press('view-rename')
  await submit('Running')
  await press('view-more', 0)
  await press('view-more', 0)
  expect(said()).toEqual([])
})

test('a recent search leaves the columns as they are, a view brings its own', async () => {
  answers['recent.list'] = () => [{ at: 1, search: { ...search, text: 'of east' } }]
  const log = await stores()
  const session = await log.open('east')
  const narrow = [{ field: 'owner' as const, width: 90, pinned: false, difference: false }]
  session.columns = narrow
  const menu = mount(ViewsMenu, { props: { session }, global: { plugins: [i18n] } })
  await vi.waitFor(() => expect(menu.find('[data-testid="recent-option"]').exists()).toBe(true))
  await menu.find('[data-testid="recent-option"]').trigger('click')
  expect(session).toMatchObject({ text: 'of east', columns: narrow })
  await menu.find('[data-testid="view-option"]').trigger('click')
  expect(session).toMatchObject({ text: '', columns: null })
})

test('under all zones a view says what it asks the Archive there', async () => {
  const filter = { is: { owner: ['usr-x'] } }
  const live = { ...search, view: 'live' as const, text: 'gpu', filter }
  answers['views.list'] = () => ({
    views: [{ id: 'v', name: 'Live', profileId: null, search: live }],
    defaults: {}
  })
  const log = await stores()
  const menu = mount(ViewsMenu, {
    props: { session: await log.open(allZones) },
    global: { plugins: [i18n] }
  })
  await flushPromises()
  expect(menu.find('[data-testid="view-option"]').text()).toContain('Archive · “gpu” · Owner usr-x')
})
