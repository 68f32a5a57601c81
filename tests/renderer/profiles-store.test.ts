// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { defaultSettings, SearchState, type SavedView } from '#shared/settings'
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
