// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace, type SavedView, type SearchState } from '#shared/settings'
import { setLocale } from '../../renderer/locales'
import { capture } from '../../renderer/search-state'
import { useApp } from '../../renderer/stores/app'
import { useHistory } from '../../renderer/stores/history'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import { useViews } from '../../renderer/stores/views'
import { heldRow } from '../support/held-rows'

const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
const frame = { offset: 0, at: 0, unreachable: null, notApplied: [], skewMs: null, quota }

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = ['east', 'west'].map((id) => ({ id, name: id, group: '' }) as Profile)
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
  const saved: SavedView[] = []
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined,
    'operations.search': () => ({ source: 'live', rows: [], total: 0, ...frame }),
    'views.list': () => ({ views: saved, defaults: {} }),
    'views.save': (input: unknown) => {
      const view = { ...(input as Omit<SavedView, 'id'>), id: 'new' }
      saved.push(view)
      return view
    }
  })
})

/** A profile with its first search made. */
async function open(id: string) {
  const [log, history] = [useLog(), useHistory()]
  const session = await log.open(id)
  await log.run(session)
  const search = (owner: string): SearchState => ({
    ...capture(session),
    parameters: { ...initialParameters, owner }
  })
  /** A saved view, or a search of none. */
  const view = async (owner: string, activeView: string | null) => {
    log.adopt(session, search(owner), activeView)
    await flushPromises()
  }
  return { log, history, session, search, view }
}

test('back and forward bring the saved view that belongs to the search', async () => {
  const { history, session, view } = await open('east')
  await view('a', 'v1')
  await view('b', 'v2')
  await history.back()
  expect(session).toMatchObject({ activeView: 'v1', form: { owner: 'a' } })
  await history.back()
  expect(session.activeView).toBeNull()
  await history.forward()
  await history.forward()
  expect(session).toMatchObject({ activeView: 'v2', form: { owner: 'b' } })
})

test('undoing a reset brings back the view that was being changed', async () => {
  const { log, history, session, view } = await open('east')
  await view('a', 'v1')
  session.form.status = 'failed'
  await log.run(session)
  log.reset(session)
  await log.run(session)
  await history.back()
  expect(session).toMatchObject({ activeView: 'v1', form: { owner: 'a', status: 'failed' } })
})

test('a search that was saved later belongs to its view, and the one before it does not', async () => {
  const { history, session, view } = await open('east')
  await view('a', null)
  await useViews().saveAs(session, 'Mine', false)
  await view('b', 'v2')
  await history.back()
  expect(session).toMatchObject({ activeView: 'new', form: { owner: 'a' } })
  await history.back()
  expect(session.activeView).toBeNull()
})

test('a view opened while another profile is on screen is the one to come back to', async () => {
  const { log, history, session, view } = await open('east')
  await view('a', 'v1')
  const settings = useSettings()
  settings.values = { ...settings.values, currentProfile: 'west' }
  await view('a', 'v2')
  settings.values = { ...settings.values, currentProfile: 'east' }
  await log.run(session)
  await view('b', 'v3')
  await history.back()
  expect(session.activeView).toBe('v2')
})

test('to undo what was removed is not offered in another profile', async () => {
  const settings = useSettings()
  const show = (currentProfile: string) =>
    (settings.values = { ...settings.values, currentProfile })
  show('west')
  const west = await open('west')
  await west.view('w', null)
  show('east')
  const { session, view } = await open('east')
  await view('a', null)
  session.form.owner = ''
  await useLog().run(session)
  const app = useApp()
  expect(app.undo).not.toBeNull()
  show('west')
  expect(app.undo).toBeNull()
  expect(app.message).toBe('')
  expect(west.session.form.owner).toBe('w')
})

test('back from a view, a recent search or a link leads to the place one stood at', async () => {
  const rows = Array.from({ length: 100 }, (_, number) => heldRow(100 - number))
  answers['operations.search'] = () => ({ source: 'live', rows, total: 100, ...frame })
  const { history, session, view } = await open('east')
  session.firstRow = 30
  await view('a', 'v1')
  expect(session.firstRow).toBe(0)
  session.firstRow = 7
  await history.back()
  expect(history.landing).toMatchObject({ profileId: 'east', row: 30 })
  expect(session.firstRow).toBe(30)
  await history.forward()
  expect(history.landing).toMatchObject({ profileId: 'east', row: 7 })
})

test('a search put on a profile that has asked nothing yet begins at its top', async () => {
  const { log, search } = await open('east')
  const west = await log.open('west')
  west.firstRow = 30
  const settings = useSettings()
  settings.values = { ...settings.values, currentProfile: 'west' }
  log.adopt(west, search('a'), null)
  expect(west.firstRow).toBe(0)
})

test('so it does from a link that was opened while another profile was on screen', async () => {
  const rows = Array.from({ length: 100 }, (_, number) => heldRow(100 - number))
  answers['operations.search'] = () => ({ source: 'live', rows, total: 100, ...frame })
  const { log, history, session, search } = await open('east')
  const settings = useSettings()
  const show = async (currentProfile: string) => {
    settings.values = { ...settings.values, currentProfile }
    await log.show(currentProfile)
  }
  session.firstRow = 30
  await show('west')
  log.adopt(session, search('a'), null)
  await show('east')
  expect(session).toMatchObject({ firstRow: 0, form: { owner: 'a' } })
  await history.back()
  expect(history.landing).toMatchObject({ profileId: 'east', row: 30 })
})
