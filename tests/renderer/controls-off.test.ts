// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import type { ArchivePageInput } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import { shownOf } from '../../renderer/shown'
import { fakeArchive } from '../support/held-rows'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile
let asked: ArchivePageInput[] = []

beforeEach(() => {
  setActivePinia(createPinia())
  useProfiles().list = [profile]
  useSettings().values = { ...useSettings().values, currentProfile: profile.id }
  const archive = fakeArchive(10)
  asked = []
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined,
    'archive.page': (input: unknown) => {
      asked.push(input as ArchivePageInput)
      return archive.page(input as ArchivePageInput)
    }
  })
})

test.each([
  ['limit', '1000'],
  ['offset', '-1'],
  ['verbose', 'much'],
  ['search_word', 'x'.repeat(1001)]
] as const)('a wrong %s is for Live to say, the Archive does without it', async (name, value) => {
  const log = useLog()
  const session = await log.open(profile.id)
  Object.assign(session.form, { [name]: value, owner: 'usr-1' })
  expect(await log.run(session)).toBe(false)
  expect(shownOf(session).error).toMatchObject({ code: 'invalid-parameter' })
  log.setView(session, 'archive')
  await flushPromises()
  expect(session.issues).toEqual([])
  expect(shownOf(session)).toMatchObject({ status: 'ready', error: null, total: 10 })
  expect(asked[0]?.selection.parameters).toMatchObject({ ...initialParameters, owner: 'usr-1' })
  // What was typed is kept, and is said where it counts.
  log.setView(session, 'live')
  await flushPromises()
  expect(session.form[name]).toBe(value)
  expect(session.issues).toMatchObject([{ field: name }])
})

test.each([
  ['start_time', { start_time: 'yesterday' }],
  ['end_time', { start_time: '2026-11-20', end_time: '2026-11-19' }]
] as const)('beside it a wrong %s is said in the Archive, too', async (field, times) => {
  const log = useLog()
  const session = await log.open(profile.id)
  Object.assign(session, { view: 'archive', range: 'custom' })
  Object.assign(session.form, { limit: '1000', ...times })
  expect(await log.run(session)).toBe(false)
  expect(session.issues).toMatchObject([{ field }])
  expect(asked).toEqual([])
})
