// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { defineComponent } from 'vue'
import { afterEach, expect, test, vi } from 'vitest'
import type { ArchivePageInput, ArchiveSelection } from '#shared/archive-query'
import { AppError, toWire } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import { allZones, type Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { useWatching } from '../../renderer/composables/use-watching'
import { questionOf } from '../../renderer/question'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import { fakeArchive, heldRow } from '../support/held-rows'
import { lateAnswer } from '../support/late-answer'

/** What the main process answers by method, and who listens to it. */
const { answers, tell } = vi.hoisted(() => {
  const answers: Record<string, (input: unknown) => unknown> = {}
  const listeners = new Map<string, (payload: unknown) => void>()
  window.oplog = {
    call: async (method, input) => {
      try {
        return JSON.stringify({ ok: true, value: await answers[method]?.(input) })
      } catch (error) {
        return JSON.stringify({ ok: false, error: (error as { wire: unknown }).wire })
      }
    },
    on: (name, listener) => {
      listeners.set(name, listener)
      return () => listeners.delete(name)
    }
  }
  return { answers, tell: (name: string, payload: unknown) => listeners.get(name)?.(payload) }
})

const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
const added = { profileId: 'east', added: 12, changed: 0, failed: [], stuck: [] }

/** Live of one profile, scrolled down while one follows; so many rows of the archive match. */
async function follow(parameters: object, matching: (input: ArchivePageInput) => number) {
  setActivePinia(createPinia())
  useProfiles().list = [{ id: 'east', kind: 'zone', name: 'East', group: '' } as Profile]
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
  const { profileId: _own, ...row } = heldRow(60)
  const frame = { offset: 0, at: 0, unreachable: null, notApplied: [], skewMs: null, quota }
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'operations.search': () => ({ source: 'live', rows: [row], total: 1, ...frame }),
    'archive.page': (input: ArchivePageInput) => ({
      rows: [],
      first: 0,
      total: matching(input),
      version: 1,
      at: 0,
      coverage: { complete: true, missing: [], missingMs: 0, unreached: 0 }
    })
  })
  const log = useLog()
  const session = await log.open('east')
  Object.assign(session.form, parameters)
  await log.run(session)
  const view = mount(
    defineComponent(() => {
      useWatching()
      return () => null
    })
  )
  Object.assign(session, { following: true, firstRow: 5 })
  await flushPromises()
  return { log, session, close: () => view.unmount() }
}

test('of what came in, the rows that match are counted, and stay counted where they cannot be fetched', async () => {
  const asked: ArchivePageInput[] = []
  // Two newer ones, and the one that is shown.
  const { log, session, close } = await follow({ status: 'failed' }, (input) => {
    asked.push(input)
    return 3
  })
  tell('newRows', added)
  await vi.waitFor(() => expect(session.liveUnseen).toBe(2))
  expect(asked[0]?.selection.parameters).toMatchObject({
    status: 'failed',
    start_time: '1970-01-01T00:01:00Z'
  })
  answers['operations.search'] = () => {
    throw { wire: toWire(new AppError('quota-exceeded', 'used up')) }
  }
  expect(await log.refresh(session, { silent: true })).toBe(false)
  expect(session.liveUnseen).toBe(2)
  close()
})

test('oldest first, new rows are no news above', async () => {
  const { session, close } = await follow({ reverse: '0' }, () => 13)
  tell('newRows', added)
  await flushPromises()
  expect(session.liveUnseen).toBe(0)
  close()
})

test('rows of another profile are no news here, nor are any where nobody follows', async () => {
  let asked = 0
  const { session, close } = await follow({}, () => {
    asked++
    return 3
  })
  tell('newRows', { ...added, profileId: 'west' })
  session.following = false
  tell('newRows', added)
  await flushPromises()
  expect([asked, session.liveUnseen]).toEqual([0, 0])
  close()
})

test('rows counted for a question that was left meanwhile are not unseen in the next', async () => {
  const { log, session, close } = await follow({}, () => 3)
  const late = lateAnswer()
  const count = answers['archive.page']
  answers['archive.page'] = async (input) => {
    await late.promise
    return count?.(input)
  }
  tell('newRows', added)
  session.form.owner = 'somebody'
  await log.run(session)
  late.resolve(null)
  await flushPromises()
  expect(session.liveUnseen).toBe(0)
  close()
})

test('who follows at the top gets the rows themselves, and the zone asked more often while he does', async () => {
  const followed: unknown[] = []
  answers['sync.follow'] = (input) => void followed.push(input)
  const { session, close } = await follow({}, () => 3)
  const before = answers['operations.search']
  let asked = 0
  answers['operations.search'] = (input) => {
    asked++
    return before?.(input)
  }
  session.firstRow = 0
  tell('newRows', added)
  // Nothing on screen changes before they are there.
  expect(session.search.state.status).toBe('ready')
  await flushPromises()
  expect([asked, session.liveUnseen]).toEqual([1, 0])
  session.following = false
  await flushPromises()
  expect(followed).toEqual([
    { profileId: 'east', on: true },
    { profileId: 'east', on: false }
  ])
  close()
})

test('all zones ask again what was asked where a profile goes, and nothing where one is moved', async () => {
  setActivePinia(createPinia())
  const profiles = useProfiles()
  const [east, north, west] = ['east', 'north', 'west'].map(
    (id) => ({ id, kind: 'zone', name: id, group: '' }) as Profile
  ) as [Profile, Profile, Profile]
  profiles.list = [west, east, north]
  useSettings().values = { ...useSettings().values, currentProfile: allZones }
  const asked: ArchivePageInput['selection'][] = []
  const coverage = { complete: true, missing: [] }
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters, view: 'archive' }),
    'archive.page': ({ selection }: ArchivePageInput) => {
      asked.push(selection)
      return { rows: [], first: 0, total: 0, version: 1, at: 0, coverage }
    }
  })
  const log = useLog()
  const session = await log.open(allZones)
  await log.run(session)
  const question = questionOf(session)
  const view = mount(
    defineComponent(() => {
      useWatching()
      return () => null
    })
  )
  session.form.owner = 'half a wo'
  asked.length = 0
  profiles.list = [east, west, north]
  await flushPromises()
  expect(asked).toEqual([])
  await log.refresh(session)
  expect(questionOf(session)).toBe(question)
  asked.length = 0
  profiles.list = [west, east]
  // A control that breaks a rule does not keep a profile that is gone.
  session.form.limit = 'many'
  await flushPromises()
  expect(asked.map(({ profileIds }) => profileIds)).toEqual([['east', 'west']])
  expect(asked[0]?.parameters).not.toHaveProperty('owner')
  view.unmount()
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test.each([
  ['a preset', { range: '24h' }, true],
  ['an age', { range: 'all', filter: { stuck: 600_000 } }, true],
  ['times that were entered', { range: 'custom' }, false],
  ['no time at all', { range: 'all' }, false]
] as const)(
  'with %s the Archive follows the clock as far as it must',
  async (_what, state, must) => {
    vi.useFakeTimers()
    const { session, asked, row, hidden, close } = await watched(state)
    const first = session.archive.source.rowAt(500)
    await vi.advanceTimersByTimeAsync(45_000)
    expect(asked.splice(0)).toEqual([])
    hidden(true)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked.splice(0)).toEqual([])
    hidden(false)
    await vi.advanceTimersByTimeAsync(1000)
    const renewals = asked.splice(0)
    expect(renewals.length > 0).toBe(must)
    const ago = renewals.map((now) => Date.now() - now)
    expect(Math.max(0, ...ago)).toBeLessThan(3000)
    await vi.advanceTimersByTimeAsync(45_000)
    expect(asked.splice(0)).toEqual([])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asked.length > 0).toBe(must)
    // The reader is where he was.
    expect(row()).toBe(500)
    expect(session.archive.source.rowAt(500)).toEqual(first)
    expect(session.selection).toEqual(['some row'])
    close()
  }
)

test('nothing is asked any more once the window is gone', async () => {
  vi.useFakeTimers()
  const { asked, close } = await watched({ range: '24h' })
  close()
  tell('newRows', added)
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(200_000)
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toEqual([])
})

/** The Archive scrolled down, and the moments its rows were asked for as of. */
async function watched(state: object) {
  setActivePinia(createPinia())
  useProfiles().list = [{ id: 'east', kind: 'zone', name: 'East', group: '' } as Profile]
  useSettings().values = { ...useSettings().values, currentProfile: 'east' }
  const archive = fakeArchive(1000)
  const asked: number[] = []
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters, view: 'archive' }),
    'archive.page': (input: ArchivePageInput) => {
      const { at, parameters } = (input as { selection: ArchiveSelection }).selection
      asked.push(at ?? Date.parse(parameters.start_time ?? '') + 24 * 3_600_000)
      return archive.page(input)
    }
  })
  const log = useLog()
  const session = await log.open('east')
  Object.assign(session, state)
  await log.run(session)
  const view = mount(
    defineComponent(() => {
      useWatching()
      return () => null
    })
  )
  Object.assign(session, { firstRow: 500, selection: ['some row'] })
  session.archive.source.need(500, 530)
  await vi.advanceTimersByTimeAsync(1000)
  asked.length = 0
  return {
    session,
    asked,
    row: () => session.firstRow + session.archive.state.moved.by,
    hidden: (is: boolean) => {
      vi.spyOn(document, 'hidden', 'get').mockReturnValue(is)
      document.dispatchEvent(new Event('visibilitychange'))
    },
    close: () => view.unmount()
  }
}
