// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { defaultSettings, SearchState, type SavedView } from '#shared/settings'
import type { Session } from '../../renderer/session'
import { fakeBridge, type Answers } from '../support/fake-bridge'

const search = SearchState.parse({ parameters: initialParameters })
let known: Profile[] = []
let views: SavedView[] = []

const answers: Answers = {
  'profiles.list': () => known,
  'profiles.remove': () => {
    known = known.filter(({ id }) => id !== 'west')
    views = views.map((view) => ({ ...view, name: `${view.name} (2)`, profileId: null }))
  },
  'views.list': () => ({ views, defaults: {} }),
  'settings.set': (patch) => ({ ...defaultSettings, ...(patch as object) })
}
Object.assign(window, { oplog: fakeBridge(answers) })
// The stores look for the bridge when they are loaded.
const { useProfiles } = await import('../../renderer/stores/profiles')
const { useViews } = await import('../../renderer/stores/views')

beforeEach(() => {
  setActivePinia(createPinia())
  // What a list reads of a profile.
  known = ['east', 'west'].map((id) => ({ id, name: id, group: '' }) as Profile)
  views = [{ id: 'v1', name: 'Failures', profileId: 'west', search }]
})

test('views of a profile that was deleted are offered to all at once', async () => {
  const [profiles, store] = [useProfiles(), useViews()]
  await Promise.all([profiles.load(), store.load()])
  await profiles.remove('west', false)
  await flushPromises()
  expect(store.list).toMatchObject([{ id: 'v1', name: 'Failures (2)', profileId: null }])
})

test('a profile that is being duplicated is not duplicated again', async () => {
  const profiles = useProfiles()
  await profiles.load()
  const asked: unknown[] = []
  let answer = (): void => undefined
  answers['profiles.duplicate'] = async (id) => {
    asked.push(id)
    await new Promise<void>((resolve) => (answer = resolve))
    const copy = { id: `copy-${asked.length}`, name: 'copy', group: '' } as Profile
    known = [...known, copy]
    return copy
  }
  const [first, second] = [profiles.duplicate('east'), profiles.duplicate('east')]
  await flushPromises()
  answer()
  await Promise.all([first, second])
  expect(asked).toEqual(['east'])
  expect(profiles.list.map(({ id }) => id)).toEqual(['east', 'west', 'copy-1'])
  const third = profiles.duplicate('east')
  await flushPromises()
  answer()
  await third
  expect(asked).toHaveLength(2)
})

test('a profile or a view that is moved twice in quick succession has moved twice', async () => {
  const [profiles, store] = [useProfiles(), useViews()]
  const names = ['a', 'b', 'c']
  known = names.map((id) => ({ id, name: id, group: '' }) as Profile)
  views = names.map((id) => ({ id, name: id, profileId: null, search }))
  await Promise.all([profiles.load(), store.load()])
  const inOrder = <T extends { id: string }>(all: T[], ids: unknown) =>
    (ids as string[]).flatMap((id) => all.filter((one) => one.id === id))
  answers['profiles.reorder'] = (ids) => inOrder(known, ids)
  answers['views.reorder'] = (ids) => ({ views: inOrder(views, ids), defaults: {} })
  await Promise.all([profiles.move('a', 1), profiles.move('a', 1)])
  expect(profiles.list.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  // What moving a view reads of a session.
  const session = { profileId: 'a' } as Session
  await Promise.all([store.move(session, 'c', -1), store.move(session, 'c', -1)])
  expect(store.list.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})

test('a move that fails holds up none after it', async () => {
  const profiles = useProfiles()
  await profiles.load()
  answers['profiles.reorder'] = () => Promise.reject(new AppError('disk-full', 'no room'))
  const failed = expect(profiles.move('east', 1)).rejects.toMatchObject({ code: 'disk-full' })
  const next = profiles.move('east', 1)
  await failed
  await expect(next).rejects.toMatchObject({ code: 'disk-full' })
  answers['profiles.reorder'] = () => known.toReversed()
  await profiles.move('east', 1)
  expect(profiles.list.map(({ id }) => id)).toEqual(['west', 'east'])
})
