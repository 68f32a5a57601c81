// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge } from '#shared/bridge'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { setLocale } from '../../renderer/locales'

const east: Profile = {
  id: 'east',
  kind: 'zone',
  name: 'East',
  zone: 'jn1a',
  endpoint: 'https://hpc.example/api',
  accessKeyId: 'KEY',
  colour: 'green',
  group: '',
  note: '',
  secret: 'keychain'
}

/** There are searches but no answers; what is asked is what this is about. */
const bridge: Bridge = {
  call: (method) =>
    method === 'calls.cancel'
      ? Promise.resolve(JSON.stringify({ ok: true }))
      : method === 'workspaces.get'
        ? Promise.resolve(
            JSON.stringify({ ok: true, value: Workspace.parse({ parameters: initialParameters }) })
          )
        : Promise.reject(new Error(method)),
  on: () => () => undefined
}
Object.assign(window, { oplog: bridge })

/** The stores look for the bridge when they are loaded. */
async function open(view: 'live' | 'archive') {
  setActivePinia(createPinia())
  const { useApp } = await import('../../renderer/stores/app')
  const { useHistory } = await import('../../renderer/stores/history')
  const { useLog } = await import('../../renderer/stores/log')
  const { useProfiles } = await import('../../renderer/stores/profiles')
  const { useSettings } = await import('../../renderer/stores/settings')
  useProfiles().list = [east]
  useSettings().values.currentProfile = east.id
  const [log, history] = [useLog(), useHistory()]
  const session = await log.open(east.id)
  log.setView(session, view)
  return { app: useApp(), log, history, session }
}

beforeEach(() => {
  setLocale('en')
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

/** Later than what counts as one change. */
function wait(): void {
  vi.setSystemTime(Date.now() + 10_000)
}

test('in the Archive a second resource joins the first, and back leaves the first', async () => {
  const { log, history, session } = await open('archive')
  wait()
  log.showResource(session, 'ehpc-1')
  wait()
  expect(session.form.resource_ids).toBe('ehpc-1')
  log.showResource(session, 'cln-2')
  expect(session.form.resource_ids).toBe('')
  expect(session.filter).toEqual({ is: { resource_ids: ['ehpc-1', 'cln-2'] } })
  await history.back()
  expect(session.form.resource_ids).toBe('ehpc-1')
  expect(session.filter).toEqual({})
})

test('in Live it takes the place of the first, which is said and can be taken back', async () => {
  const { app, log, session } = await open('live')
  log.showResource(session, 'ehpc-1')
  expect(app.message).toBe('')
  log.showResource(session, 'cln-2')
  expect(session.asked?.parameters.resource_ids).toBe('cln-2')
  expect(app.message).toContain('cln-2 replaces ehpc-1')
  app.undo?.()
  expect(session.asked?.parameters.resource_ids).toBe('ehpc-1')
})
