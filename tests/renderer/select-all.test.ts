// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import LogView from '../../renderer/views/LogView.vue'
import { heldRow } from '../support/held-rows'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = [profile]
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined
  })
})

/** What is said once all of so many loaded rows were selected, of so many that match. */
async function saidOf(loaded: number, total: number): Promise<string[]> {
  const app = useApp()
  const said: string[] = []
  app.$onAction(({ name, args }) => name === 'say' && said.push(String(args[0])))
  const session = await useLog().open('east')
  const rows = Array.from({ length: loaded }, (_, index) => {
    const { profileId: _one, ...row } = heldRow(loaded - index)
    return row
  })
  Object.assign(session.search.state, { status: 'ready', rows, received: loaded, total })
  const view = mount(LogView, { props: { session }, global: { plugins: [i18n] } })
  await view.find('[data-testid="log-table"]').trigger('keydown', { key: 'a', ctrlKey: true })
  await flushPromises()
  view.unmount()
  return said
}

test('of rows that are not all loaded, those that are selected are said', async () => {
  expect(await saidOf(3, 5)).toEqual([expect.stringMatching(/^3 loaded rows of 5 are selected/)])
})

test('one is one', async () => {
  expect(await saidOf(1, 5)).toEqual([expect.stringMatching(/^1 loaded row of 5 is selected/)])
})

test('where all are loaded nothing needs saying', async () => {
  expect(await saidOf(3, 3)).toEqual([])
})

test('a selection that was cut says that and nothing else', async () => {
  expect(await saidOf(10_001, 20_000)).toEqual([
    expect.stringMatching(/^Only 10,000 of 10,001 rows are selected/)
  ])
})
