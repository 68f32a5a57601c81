// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Operation } from '#shared/operation'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useActions } from '../../../renderer/actions/registry'
import { useApp } from '../../../renderer/stores/app'
import { mostCompared, useComparison } from '../../../renderer/stores/comparison'
import { useLog } from '../../../renderer/stores/log'
import { useProfiles } from '../../../renderer/stores/profiles'
import { useSettings } from '../../../renderer/stores/settings'
import { heldRow } from '../../support/held-rows'

vi.hoisted(() => {
  // The page's bridge; there is a profile to open and nothing in it.
  window.oplog = {
    call: async (method) => {
      if (method !== 'workspaces.get') throw new Error(method)
      const value = Workspace.parse({ parameters: initialParameters })
      return JSON.stringify({ ok: true, value })
    },
    on: () => () => undefined
  }
})

beforeEach(() => {
  document.body.innerHTML = ''
  setActivePinia(createPinia())
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
})

/** An operation is open in the pane of a profile. */
async function open(kind: Profile['kind'], values: Partial<Operation> = {}) {
  useProfiles().list = [{ id: 'east', kind, name: 'East', group: '' } as Profile]
  const { profileId: _one, ...row } = { ...heldRow(1), ...values }
  const session = await useLog().open('east')
  Object.assign(session, { selected: row.jobId, opened: row })
  const { byId } = useActions()
  return {
    why: (id: string) => byId.get(id)?.off?.() ?? null,
    run: (id: string) => byId.get(id)?.run()
  }
}

test('what needs resources says that the operation has none', async () => {
  const { why } = await open('zone', { resourceIds: [] })
  expect(why('story')).toBe('actions.noResources')
  const { why: whyNot, run } = await open('zone', { resourceIds: ['cln-1'] })
  expect(whyNot('story')).toBeNull()
  run('story')
  expect(useApp().dialog).toBe('story')
})

test('a script that could find nothing is not offered', async () => {
  expect((await open('demo')).why('copy-curl')).toBe('detail.curlDemo')
  expect((await open('zone', { jobId: 'no-id-1' })).why('copy-curl')).toBe('detail.curlNoId')
  const { why } = await open('zone')
  expect(['copy-curl', 'copy-json', 'copy-text'].map(why)).toEqual([null, null, null])
})

test('a full comparison takes no other, and gives back what it has', async () => {
  const { why } = await open('zone')
  const comparison = useComparison()
  for (let job = 2; job < mostCompared + 2; job++) {
    expect(why('compare-toggle')).toBeNull()
    comparison.toggle({ profileId: 'east', jobId: `j-${job}` })
  }
  expect(why('compare-toggle')).toBe('actions.compareFull')
  comparison.remove({ profileId: 'east', jobId: 'j-2' })
  comparison.toggle({ profileId: 'east', jobId: 'j-1' })
  expect(why('compare-toggle')).toBeNull()
})

test('a button that is disabled says why, and one that comes later is not pressed', async () => {
  const { run } = await open('zone')
  const raw = document.createElement('button')
  let pressed = 0
  raw.addEventListener('click', () => pressed++)
  raw.dataset['testid'] = 'raw-viewer-toggle'
  run('raw')
  document.body.append(raw)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(pressed).toBe(0)
  Object.assign(raw, { disabled: true, title: 'The raw record is not held.' })
  run('raw')
  expect([pressed, useApp().message]).toEqual([0, 'The raw record is not held.'])
  raw.disabled = false
  run('raw')
  expect(pressed).toBe(1)
})
