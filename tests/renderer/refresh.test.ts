// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ArchivePageInput, ArchiveSelection } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { questionOf } from '../../renderer/question'
import { capture } from '../../renderer/search-state'
import type { Session } from '../../renderer/session'
import { useApp } from '../../renderer/stores/app'
import { useHistory } from '../../renderer/stores/history'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import LogView from '../../renderer/views/LogView.vue'
import { useElementProperties } from '../support/element-properties'
import { fakeArchive, heldRow } from '../support/held-rows'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile
const size = 250
const pageSize = 100
const viewHeight = 31 + 620
const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }

/** A page of the zone or of what is held. */
function page(input: unknown, source: 'live' | 'archive') {
  const { offset } = (input as { parameters: { offset: number } }).parameters
  const count = Math.min(pageSize, size - offset)
  const rows = Array.from({ length: count }, (_, index) => {
    const { profileId: _one, ...row } = heldRow(size - offset - index)
    return row
  })
  const frame = { at: 0, unreachable: null, notApplied: [], skewMs: null, quota }
  return { source, rows, total: size, offset, ...frame }
}

function away(): never {
  throw new Error('the zone is away')
}

async function open(view: 'live' | 'archive', range: Session['range'] = '24h') {
  const [log, history] = [useLog(), useHistory()]
  const session = await log.open(profile.id)
  Object.assign(session, { view, range })
  await log.run(session)
  return { log, history, session }
}

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = [profile]
  useSettings().values = { ...useSettings().values, currentProfile: profile.id }
  const archive = fakeArchive(1000)
  Object.assign(answers, {
    'calls.cancel': () => undefined,
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined,
    'operations.search': (input: unknown) => page(input, 'archive'),
    'archive.page': (input: unknown) => archive.page(input as ArchivePageInput)
  })
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())
useElementProperties(() => ({ clientHeight: { get: () => viewHeight } }))

/** The log with a row at its top. */
async function scrolledTo(session: Session, row: number) {
  const props = { session }
  const view = mount(LogView, { props, attachTo: document.body, global: { plugins: [i18n] } })
  const table = view.find<HTMLElement>('[data-testid="log-table"]')
  await flushPromises()
  table.element.scrollTop = row * 31
  await table.trigger('scroll')
  const drawn = () => table.find(`[data-testid="log-row"][data-index="${row}"]`).exists()
  await vi.waitFor(() => expect(drawn()).toBe(true))
  expect(session.firstRow).toBe(row)
  return { table, drawn, unmount: () => view.unmount() }
}

/** As long as lies between two tries. */
function wait(): void {
  vi.setSystemTime(Date.now() + 15_000)
}

const tryAgain = { silent: true, from: 'live' } as const

test('a try that fails leaves the question and the page that is loading alone', async () => {
  const { log, session } = await open('live')
  const { asked } = session
  let arrive = () => {}
  answers['operations.search'] = (input) =>
    (input as { from: string }).from === 'live'
      ? away()
      : new Promise((resolve) => (arrive = () => resolve(page(input, 'archive'))))
  const more = session.search.more()
  wait()
  expect(await log.refresh(session, tryAgain)).toBe(false)
  expect(session.asked).toBe(asked)
  await vi.waitFor(() => expect(session.search.state.more).toBe('loading'))
  arrive()
  await more
  expect(session.search.state).toMatchObject({ received: 200, more: 'ready' })
})

test('a try that is answered puts its times into the question', async () => {
  const { log, session } = await open('live')
  const before = session.asked?.parameters.start_time ?? ''
  answers['operations.search'] = (input) => page(input, 'live')
  wait()
  expect(await log.refresh(session, tryAgain)).toBe(true)
  expect(Date.parse(session.asked?.parameters.start_time ?? '') - Date.parse(before)).toBe(15_000)
  expect(session.search.state.page?.source).toBe('live')
})

test('a try that is answered in another view is not the question there', async () => {
  const { log, session } = await open('live')
  let arrive = () => {}
  answers['operations.search'] = (input) =>
    new Promise((resolve) => (arrive = () => resolve(page(input, 'live'))))
  const trying = log.refresh(session, tryAgain)
  log.setView(session, 'archive')
  await vi.waitFor(() => {
    arrive()
    expect(session.search.state.page?.source).toBe('live')
  })
  await trying
  expect(session.asked?.from).toBe('archive')
})

test.each(['live', 'archive'] as const)(
  'in %s the same preset asked again leaves the reader where he is, another one does not',
  async (view) => {
    const { log, session } = await open(view)
    const { table, unmount } = await scrolledTo(session, 50)
    wait()
    expect(await log.refresh(session)).toBe(true)
    await flushPromises()
    expect(table.element.scrollTop).toBe(1550)
    answers['operations.search'] = away
    wait()
    if (view === 'live') await log.refresh(session, tryAgain)
    await flushPromises()
    expect(table.element.scrollTop).toBe(1550)
    log.setRange(session, '7d')
    await flushPromises()
    expect(table.element.scrollTop).toBe(0)
    unmount()
  }
)

test('rows stay in sight while an Archive that is slow is asked the same preset again', async () => {
  const { log, session } = await open('archive')
  session.archive.source.need(500, 530)
  await vi.waitFor(() => expect(session.archive.source.rowAt(500)).not.toBeNull())
  const { 'archive.page': answer } = answers
  answers['archive.page'] = async (input) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return answer?.(input)
  }
  wait()
  const refreshing = log.refresh(session)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(session.archive.source.rowAt(500)).not.toBeNull()
  await refreshing
  expect(session.archive.source.rowAt(530)).not.toBeNull()
})

test.each(['all', '24h'] as const)(
  'the same question applied once more in the Archive brings the rows that are in sight (%s)',
  async (range) => {
    const { log, session } = await open('archive', range)
    const { table, drawn, unmount } = await scrolledTo(session, 500)
    wait()
    await log.run(session)
    await vi.waitFor(() => expect(drawn()).toBe(true))
    expect(table.element.scrollTop).toBe(500 * 31)
    unmount()
  }
)

test('ages are counted from one moment for all pages, from another once it is asked again', async () => {
  const { log, session } = await open('archive', 'all')
  const moments: unknown[] = []
  const { 'archive.page': answer } = answers
  answers['archive.page'] = (input) => {
    moments.push((input as ArchivePageInput).selection.at)
    return answer?.(input)
  }
  const first = Date.now()
  log.setFilter(session, { age: { from: 600_000 } })
  await flushPromises()
  const question = questionOf(session)
  wait()
  session.archive.source.need(500, 530)
  await vi.waitFor(() => expect(session.archive.source.rowAt(500)).not.toBeNull())
  expect(session.askedArchive?.selection.at).toBe(first)
  expect(new Set(moments.splice(0))).toEqual(new Set([first]))
  // Rows that came in bring it up to date, and so does who asks for it.
  const second = Date.now()
  await session.archive.refresh()
  expect(session.askedArchive?.selection.at).toBe(second)
  wait()
  const third = Date.now()
  await log.refresh(session)
  expect(session.askedArchive?.selection.at).toBe(third)
  expect(new Set(moments)).toEqual(new Set([second, third]))
  expect(questionOf(session)).toBe(question)
  expect(JSON.stringify(capture(session))).not.toContain('"at"')
  log.setFilter(session, { hasError: true })
  expect(session.askedArchive?.selection).not.toHaveProperty('at')
})

test('rows that come in count a preset anew, once a minute, and leave the reader where he is', async () => {
  const { log, history, session } = await open('archive', '1h')
  const asked = new Set<string | undefined>()
  const { 'archive.page': answer } = answers
  answers['archive.page'] = (input) => {
    const { parameters } = (input as { selection: ArchiveSelection }).selection
    asked.add(parameters.start_time)
    return answer?.(input)
  }
  const { source, state } = session.archive
  source.need(500, 530)
  await vi.waitFor(() => expect(source.rowAt(500)).not.toBeNull())
  const [row, question, first] = [source.rowAt(500), questionOf(session), session.askedArchive]
  const start = session.asked?.parameters.start_time ?? ''
  wait()
  await session.archive.refresh()
  expect(session.askedArchive).toBe(first)
  vi.setSystemTime(Date.parse(start) + 3_600_000 + 75_000)
  await session.archive.refresh()
  const later = session.asked?.parameters.start_time ?? ''
  expect(Date.parse(later) - Date.parse(start)).toBe(75_000)
  expect(session.askedArchive?.selection.parameters.start_time).toBe(later)
  expect([...asked]).toEqual([start, later])
  expect(questionOf(session)).toBe(question)
  expect(source.rowAt(500)).toEqual(row)
  expect(state.moved.count).toBe(0)
  source.need(900, 930)
  await vi.waitFor(() => expect(source.rowAt(900)).not.toBeNull())
  expect([...asked]).toEqual([start, later])
  expect(history.canGoBack).toBe(false)
  // What was asked of Live since has no say here.
  log.setView(session, 'live')
  wait()
  log.setRange(session, '7d')
  await session.archive.refresh()
  expect(session.askedArchive?.selection.parameters.start_time).toBe(later)
})

test('ages are counted by the clock of the service where this one is off', async () => {
  const { log, session } = await open('archive', 'all')
  const connection = { profileId: 'east', state: 'live', at: 0, skewMs: 90_000, quota } as const
  useProfiles().connections = { east: connection }
  log.setFilter(session, { stuck: 600_000 })
  expect(session.askedArchive?.selection.at).toBe(Date.now() - 90_000)
})

test.each(['live', 'archive'] as const)(
  'in %s a preset is counted by the clock of the service where this one is off',
  async (view) => {
    const skewMs = 8 * 3_600_000
    const connection = { profileId: 'east', state: 'live', at: 0, skewMs, quota } as const
    useProfiles().connections = { east: connection }
    const { log, session } = await open(view, '1h')
    const ago = () => Date.now() - Date.parse(session.asked?.parameters.start_time ?? '')
    expect(Math.floor(ago() / 1000)).toBe(9 * 3600)
    wait()
    await log.refresh(session)
    expect(Math.floor(ago() / 1000)).toBe(9 * 3600)
  }
)

test('a refresh is no search of its own, whatever is being typed meanwhile', async () => {
  const { log, history, session } = await open('live')
  session.form.owner = 'usr-1'
  await log.run(session)
  session.form.owner = ''
  await log.refresh(session)
  expect(session.asked?.parameters).toMatchObject({ owner: 'usr-1' })
  expect(useApp().message).toBe('')
  await history.back()
  expect(session.form).toMatchObject({ owner: '', status: '' })
  expect(history.canGoBack).toBe(false)
})

test('a refresh keeps preset and order of the search, though others are chosen already', async () => {
  const { log, session } = await open('archive')
  const order = { field: 'create_time', descending: false } as const
  Object.assign(session, { range: 'custom', order })
  const before = session.asked?.parameters.start_time
  wait()
  await log.refresh(session)
  expect(session.askedArchive?.order.descending).toBe(true)
  expect(session.asked?.parameters.start_time).not.toBe(before)
})
