// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, onTestFinished, test, vi } from 'vitest'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { SearchState, Workspace } from '#shared/settings'
import { setLocale } from '../../../renderer/locales'
import { fakeBridge } from '../../support/fake-bridge'

const search = SearchState.parse({ parameters: initialParameters })
const view = { id: 'v1', name: 'Failures', profileId: null, search }
const workspace = Workspace.parse({ ...search, activeView: view.id })
const oplog = fakeBridge({
  'workspaces.get': () => workspace,
  'views.list': () => ({ views: [view], defaults: {} }),
  'views.update': () => {
    throw new AppError('view-unknown', 'v1')
  }
})
Object.assign(window, { oplog })

test('a view that could not be saved from the palette is said', async () => {
  setLocale('en')
  setActivePinia(createPinia())
  const { useActions } = await import('../../../renderer/actions/registry')
  const { useApp } = await import('../../../renderer/stores/app')
  const { useLog } = await import('../../../renderer/stores/log')
  const { useProfiles } = await import('../../../renderer/stores/profiles')
  const { useViews } = await import('../../../renderer/stores/views')
  // What the log reads of a profile.
  useProfiles().list = [{ id: 'east', group: '' } as Profile]
  await useViews().load()
  const session = await useLog().open('east')
  session.text = 'node'
  useActions().byId.get('view-save')?.run()
  await flushPromises()
  expect(useApp().message).toBe('The change was not kept. This view is gone.')
})

test('a link is copied from the palette without a menu being opened for it', async () => {
  setLocale('en')
  setActivePinia(createPinia())
  const { useActions } = await import('../../../renderer/actions/registry')
  const { useApp } = await import('../../../renderer/stores/app')
  const { useLog } = await import('../../../renderer/stores/log')
  const { useProfiles } = await import('../../../renderer/stores/profiles')
  const copied: string[] = []
  vi.stubGlobal('navigator', {
    clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) }
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const opener = document.createElement('button')
  opener.dataset['testid'] = 'views-open'
  const opened = vi.spyOn(opener, 'click')
  document.body.append(opener)
  useProfiles().list = [{ id: 'east', name: 'East', zone: 'jn1a', group: '' } as Profile]
  await useLog().open('east')
  useActions().byId.get('view-link')?.run()
  await flushPromises()
  opener.remove()
  expect(copied).toEqual([expect.stringMatching(/^oplog:\/\/view\?v=1&zone=jn1a&profile=East/)])
  expect(useApp().message).toContain('Link copied')
  expect(opened).not.toHaveBeenCalled()
})
