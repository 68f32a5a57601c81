// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import type { ArchiveFilter, ArchivePageInput } from '#shared/archive-query'
import type { Bridge } from '#shared/bridge'
import { initialParameters } from '#shared/parameters'
import { countedFrom } from '../../renderer/archive-filter'
import { useArchiveRows } from '../../renderer/composables/use-archive-rows'
import type { Session } from '../../renderer/session'
import { fakeArchive } from '../support/held-rows'

let archive: ReturnType<typeof fakeArchive>
/** Comes in before the next question about a time is answered. */
let before: () => void = () => undefined
/** From when the ages were counted, by question. */
const moments: unknown[] = []

/** Row n was created n seconds after 1970 began, the newest is first. */
async function answer(method: string, input: ArchivePageInput): Promise<unknown> {
  if (method !== 'archive.page') throw new RangeError(method)
  const { start, selection } = input
  moments.push(selection.at)
  if (!start || !('time' in start)) return archive.page(input)
  before()
  before = () => undefined
  const row = Math.max(0, archive.count - Math.floor(start.time / 1000))
  return archive.page({ ...input, start: { row } })
}

const bridge: Bridge = {
  call: async (method, input) =>
    JSON.stringify({ ok: true, value: await answer(method, input as ArchivePageInput) }),
  on: () => () => undefined
}
Object.assign(window, { oplog: bridge })

/** The stores look for the bridge when they are loaded. */
async function open(filter: ArchiveFilter = {}) {
  setActivePinia(createPinia())
  const { useGoTo } = await import('../../renderer/composables/use-go-to')
  const { useHistory } = await import('../../renderer/stores/history')
  const { useSettings } = await import('../../renderer/stores/settings')
  useSettings().values.timeZone = 'UTC'
  const order = { field: 'create_time', descending: true } as const
  const selection = { profileIds: ['a'], parameters: initialParameters, filter }
  const askedArchive = { selection, order, merged: false }
  const rows = useArchiveRows((input) => archive.page(input), {
    recount: (query) => ({ ...query, selection: countedFrom(query.selection, 2) }),
    recounted: (query) => (session.askedArchive = query)
  })
  await rows.run(askedArchive)
  // What going to a row reads of a session.
  const session = { profileId: 'a', view: 'archive', order, askedArchive, archive: rows } as Session
  const scope = effectScope()
  const goTo = scope.run(() => useGoTo(() => session))
  if (!goTo) throw new Error('no scope')
  return { goTo, history: useHistory(), rows, close: () => scope.stop() }
}

beforeEach(() => {
  archive = fakeArchive(5000)
  before = () => undefined
  moments.length = 0
})

test('a row number and a time are gone to with the cursor', async () => {
  const { goTo, history } = await open()
  expect(await goTo.go('1,500')).toBe(true)
  expect(history.landing).toEqual({ profileId: 'a', row: 1499, select: true })
  // 1,000 seconds: row 1000 has 4,000 newer ones.
  expect(await goTo.go('1970-01-01 00:16:40')).toBe(true)
  expect(history.landing).toEqual({ profileId: 'a', row: 4000, select: true })
})

test('rows that come in meanwhile do not lead to another row', async () => {
  const { goTo, history, rows } = await open()
  before = () => {
    archive.count += 30
    archive.version++
  }
  expect(await goTo.go('1970-01-01 00:16:40')).toBe(true)
  expect(history.landing?.row).toBe(4030)
  expect(rows.state).toMatchObject({ version: 2, total: 5030 })
})

test('ages that were counted anew with the table are so for the place, too', async () => {
  const { goTo } = await open({ stuck: 1 })
  before = () => archive.version++
  expect(await goTo.go('1970-01-01 00:16:40')).toBe(true)
  expect(moments).toEqual([undefined, 2])
})

test('a time before the oldest row is said, and the table stays', async () => {
  const { goTo, history } = await open()
  expect(await goTo.go('1970-01-01 00:00:00')).toBe(false)
  expect(goTo.issue.value).toEqual({ key: 'older', time: 0 })
  expect(history.landing).toBeNull()
  expect(await goTo.go('5,001')).toBe(false)
  expect(goTo.issue.value).toEqual({ key: 'pastEnd', time: null })
})

test('an archive that gives no answer is said', async () => {
  const { goTo } = await open()
  before = () => {
    throw new Error('gone')
  }
  expect(await goTo.go('1970-01-01 00:16:40')).toBe(false)
  expect([goTo.issue.value?.key, goTo.busy.value]).toEqual(['failed', false])
})

test('a dialog that is closed while the archive looks leads nowhere', async () => {
  const { goTo, history, close } = await open()
  const going = goTo.go('1970-01-01 00:16:40')
  close()
  expect(await going).toBe(false)
  expect(history.landing).toBeNull()
})
