// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import { lateAnswer } from '../support/late-answer'

let isFull = false
const stored: Workspace[] = []

beforeEach(() => {
  setActivePinia(createPinia())
  vi.useFakeTimers()
  stored.length = 0
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': (input: unknown) => {
      if (isFull) throw new Error('disk full')
      stored.push((input as { workspace: Workspace }).workspace)
    }
  })
  useProfiles().list = [{ id: 'east', kind: 'zone', name: 'East', group: '' } as Profile]
})
afterEach(() => vi.useRealTimers())

async function rest(): Promise<void> {
  await flushPromises()
  vi.advanceTimersByTime(1000)
  await flushPromises()
}

const narrow = [{ field: 'owner' as const, width: 90, pinned: false, difference: false }]

test.each([
  { selected: 'j-7' },
  { firstRow: 400 },
  { activeView: 'v-1' },
  { statistics: true },
  { statisticsBy: 'owner' },
  { text: 'node' }
] as const)('a change of %o is kept', async (changed) => {
  Object.assign(await useLog().open('east'), changed)
  await rest()
  expect(stored).toMatchObject([changed])
})

test('columns that a full disk did not take are kept once the window closes', async () => {
  const session = await useLog().open('east')
  isFull = true
  session.columns = narrow
  await rest()
  isFull = false
  window.dispatchEvent(new Event('pagehide'))
  await flushPromises()
  expect(stored).toMatchObject([{ columns: narrow }])
  window.dispatchEvent(new Event('pagehide'))
  expect(stored).toHaveLength(1)
})

test('what was changed since then is not overwritten by it', async () => {
  const session = await useLog().open('east')
  const late = lateAnswer()
  answers['workspaces.set'] = () => late.promise
  session.columns = narrow
  await rest()
  answers['workspaces.set'] = (input) => stored.push((input as { workspace: Workspace }).workspace)
  session.columns = null
  await rest()
  late.reject(new Error('disk full'))
  await flushPromises()
  window.dispatchEvent(new Event('pagehide'))
  await flushPromises()
  expect(stored).toMatchObject([{ columns: null }])
})

test('nothing of a profile that was deleted is watched any more', async () => {
  const log = useLog()
  const session = await log.open('east')
  const captured = vi.spyOn(JSON, 'stringify')
  onTestFinished(() => captured.mockRestore())
  session.text = 'a'
  await flushPromises()
  expect(captured).toHaveBeenCalled()
  log.close('east')
  captured.mockClear()
  session.text = 'b'
  useSettings().values = { ...useSettings().values, timeZone: 'UTC' }
  await flushPromises()
  expect(captured).not.toHaveBeenCalled()
})
