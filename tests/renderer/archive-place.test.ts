// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ArchivePageInput } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { fakeArchive } from '../support/held-rows'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile
let archive = fakeArchive(0)

beforeEach(() => {
  setActivePinia(createPinia())
  useProfiles().list = [profile]
  archive = fakeArchive(5000)
  Object.assign(answers, {
    'calls.cancel': () => undefined,
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters, view: 'archive' }),
    'workspaces.set': () => undefined,
    'archive.page': (input: unknown) => archive.page(input as ArchivePageInput)
  })
})

/** The Archive, read from a row on. */
async function reading(row: number) {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  const { source, state } = session.archive
  session.firstRow = row
  source.need(row, row + 30)
  await vi.waitFor(() => expect(source.rowAt(row)).not.toBeNull())
  return { log, session, source, state }
}

function comeIn(count: number): void {
  Object.assign(archive, { count: archive.count + count, version: archive.version + 1 })
}

test.each([
  { row: 0, following: false, stays: true },
  { row: 0, following: true, stays: false },
  { row: 1000, following: true, stays: true }
])('new rows push down only those of who follows at the top (%o)', async (reader) => {
  const { session, source, state } = await reading(reader.row)
  session.following = reader.following
  const before = source.rowAt(reader.row)
  comeIn(7)
  await session.archive.refresh()
  expect(source.rowAt(reader.row + 7)).toEqual(before)
  expect([state.moved.by, state.unseen]).toEqual(reader.stays ? [7, 7] : [0, 0])
})

test('who refreshes far down stays at his row', async () => {
  const { log, session, source, state } = await reading(1000)
  comeIn(7)
  await log.refresh(session)
  expect(state.moved.by).toBe(7)
  expect(source.rowAt(1007)?.jobId).toBe('j-4000')
})

test('the same question asked once more leaves what is selected, another one does not', async () => {
  const { log, session, source } = await reading(0)
  const row = source.rowAt(3)
  if (!row) return expect.unreachable()
  const select = () =>
    Object.assign(session, { selection: [row.jobId], selectedRows: new Map([[row.jobId, row]]) })
  select()
  await log.run(session)
  expect([session.selection.length, session.selectedRows.size]).toEqual([1, 1])
  session.text = 'node'
  await log.run(session)
  expect([session.selection.length, session.selectedRows.size]).toEqual([0, 0])
})

test('a reset asks for the newest first, of all time', async () => {
  const { log, session } = await reading(0)
  log.setOrder(session, { field: 'create_time', descending: false })
  expect(session.form.reverse).toBe('0')
  log.reset(session)
  await log.run(session)
  expect(session.askedArchive?.order).toEqual({ field: 'create_time', descending: true })
  expect(session.form.reverse).toBe('1')
})
