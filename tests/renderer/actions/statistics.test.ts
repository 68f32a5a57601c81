// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useActions } from '../../../renderer/actions/registry'
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
  setActivePinia(createPinia())
  useProfiles().list = [{ id: 'east', name: 'East', group: '' } as Profile]
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
})

/** The session on screen, with one operation open. */
async function withOperation() {
  const { profileId: _one, ...row } = heldRow(1)
  const session = await useLog().open('east')
  return Object.assign(session, { view: 'archive', selected: row.jobId, opened: row } as const)
}

/** What table and detail pane are needed for. */
const needTable = [
  ...['columns', 'table', 'top', 'go-to', 'detail', 'detail-previous', 'detail-next'],
  ...['copy-text', 'copy-json', 'copy-markdown', 'copy-curl'],
  ...['compare-toggle', 'story', 'raw', 'clear-selection']
]
const covered = 'goTo.statistics'

test('while the statistics are shown, what needs table or detail pane says so', async () => {
  const session = await withOperation()
  const { byId } = useActions()
  const reasons = () => needTable.map((id) => byId.get(id)?.off?.() ?? null)
  session.statistics = true
  expect(reasons()).toEqual(needTable.map(() => covered))
  session.statistics = false
  expect(reasons()).not.toContain(covered)
  // Live has none, whatever the Archive shows.
  Object.assign(session, { view: 'live', statistics: true })
  expect(reasons()).not.toContain(covered)
})
