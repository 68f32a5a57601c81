// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ArchivePageInput } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { capture } from '../../renderer/search-state'
import type { Session } from '../../renderer/session'
import { useHistory } from '../../renderer/stores/history'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import { shownOf } from '../../renderer/shown'
import LogView from '../../renderer/views/LogView.vue'
import { tableHeight, useElementProperties } from '../support/element-properties'
import { fakeArchive, heldRow } from '../support/held-rows'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile
let size = 2500
const viewHeight = 31 + 620
const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
function page(input: unknown, source: 'live' | 'archive' | 'answer' = 'live') {
  const { offset } = (input as { parameters: { offset: number } }).parameters
  const count = Math.max(0, Math.min(100, size - offset))
  const rows = Array.from({ length: count }, (_, index) => {
    const { profileId: _one, ...row } = heldRow(size - offset - index)
    return row
  })
  const frame = { at: 0, unreachable: null, notApplied: [], skewMs: null, quota }
  return { source, rows, total: size, offset, ...frame }
}

beforeEach(() => {
  size = 2500
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = [profile]
  useSettings().values = { ...useSettings().values, currentProfile: profile.id }
  const archive = fakeArchive(1000)
  Object.assign(answers, {
    'calls.cancel': () => undefined,
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined,
    'operations.search': (input: unknown) => page(input),
    'archive.page': (input: unknown) => archive.page(input as ArchivePageInput)
  })
})
useElementProperties(() => {
  // As a browser does, the bar stays within what there is.
  const tops = new WeakMap<object, number>()
  return {
    clientHeight: { get: () => viewHeight },
    scrollHeight: tableHeight(31 + 48),
    scrollTop: {
      get(this: HTMLElement) {
        return Math.min(tops.get(this) ?? 0, Math.max(0, this.scrollHeight - this.clientHeight))
      },
      set(this: HTMLElement, top: number) {
        tops.set(this, Math.max(0, top))
      }
    }
  }
})

function show(session: Session) {
  const view = mount(LogView, {
    props: { session },
    attachTo: document.body,
    global: { plugins: [i18n] }
  })
  const table = view.find<HTMLElement>('[data-testid="log-table"]')
  return { view, table }
}
async function scrollTo(table: ReturnType<typeof show>['table'], row: number) {
  table.element.scrollTop = row * 31
  await table.trigger('scroll')
  await flushPromises()
}
const job = (view: ReturnType<typeof show>['view'], i: number) =>
  view.find(`[data-testid="log-row"][data-index="${i}"]`).attributes('data-job-id')

/** The jobs that were copied. */
function watchClipboard(): string[] {
  const written: string[] = []
  const writeText = async (text: string) => void written.push(text)
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
  return written
}

function lose(): never {
  throw new Error('refused')
}

async function settle(): Promise<void> {
  await flushPromises()
  await nextTick()
  await flushPromises()
}

test('a refresh of Live leaves the reader at his row, also past the first page', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  for (let page = 0; page < 9; page++) await session.search.more()
  const { view, table } = show(session)
  await settle()
  await scrollTo(table, 500)
  const before = job(view, 501)
  size += 7
  const offsets: number[] = []
  answers['operations.search'] = (input) => {
    const answer = page(input)
    offsets.push(answer.offset)
    return answer
  }
  expect(await log.refresh(session)).toBe(true)
  await settle()
  expect(job(view, 508)).toBe(before)
  expect(session.firstRow).toBe(507)
  expect(table.element.scrollTop).toBe(507 * 31)
  expect(offsets).toEqual([0, 100, 200, 300, 400, 500, 600])
  // One that fails half way changes nothing.
  answers['operations.search'] = (input) => (page(input).offset > 100 ? lose() : page(input))
  expect(await log.refresh(session)).toBe(false)
  await settle()
  expect(session.search.state.rows).toHaveLength(700)
  expect(session.firstRow).toBe(507)
  view.unmount()
})

test('more rows can be asked for after a refresh that failed', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  answers['operations.search'] = lose
  expect(await log.refresh(session)).toBe(false)
  answers['operations.search'] = (input) => page(input)
  await session.search.more()
  expect(session.search.state.rows).toHaveLength(200)
})

test('the place of the last time is taken once, not at another question', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.runAt(session, 50)
  const { view, table } = show(session)
  await settle()
  expect(session.firstRow).toBe(50)
  await scrollTo(table, 0)
  session.form.owner = 'usr-1'
  await log.run(session)
  await settle()
  expect(session.firstRow).toBe(0)
  expect(table.element.scrollTop).toBe(0)
  view.unmount()
})

test('in the Archive neither, where a text is typed and cleared', async () => {
  const log = useLog()
  const session = await log.open('east')
  session.view = 'archive'
  await log.runAt(session, 500)
  const { view, table } = show(session)
  await settle()
  expect(session.firstRow).toBe(500)
  const all = answers['archive.page']
  const few = fakeArchive(10)
  answers['archive.page'] = (input) => few.page(input as ArchivePageInput)
  session.text = 'x'
  await log.run(session)
  await settle()
  Object.assign(answers, { 'archive.page': all })
  session.text = ''
  await log.run(session)
  await settle()
  expect(session.archive.state.total).toBe(1000)
  expect(table.element.scrollTop).toBe(0)
  view.unmount()
})

test('a place past what there is becomes the top, so that new rows are let in there', async () => {
  const log = useLog()
  const session = await log.open('east')
  size = 150
  session.firstRow = 5000
  await log.show('east')
  const { view } = show(session)
  await settle()
  expect(session.firstRow).toBe(0)
  Object.assign(session, { following: true, liveUnseen: 3 })
  await settle()
  size += 3
  await view.find('[data-testid="new-rows"]').trigger('click')
  await settle()
  expect(session.search.state.total).toBe(153)
  expect(session.liveUnseen).toBe(0)
  view.unmount()
})

test('rows of the search before do not pass for those of one that is refused', async () => {
  const log = useLog()
  const history = useHistory()
  const session = await log.open('east')
  session.form.status = 'failed'
  await log.run(session)
  session.form.status = 'successful'
  await log.run(session)
  answers['operations.search'] = lose
  await history.back()
  await flushPromises()
  expect(session.asked?.parameters.status).toBe('failed')
  expect(shownOf(session)).toMatchObject({ status: 'failed', loaded: 0, total: 0, source: null })
})

test('another question begins at the top with nothing selected, also while statistics are shown', async () => {
  const log = useLog()
  const session = await log.open('east')
  session.view = 'archive'
  await log.run(session)
  const before = show(session)
  await settle()
  await scrollTo(before.table, 300)
  await vi.waitFor(() => expect(before.view.find('[data-index="304"]').exists()).toBe(true))
  await before.view.find('[data-index="301"]').trigger('click')
  await before.view.find('[data-index="304"]').trigger('click', { shiftKey: true })
  await settle()
  expect(session.selection).toHaveLength(4)
  before.view.unmount()
  log.setFilter(session, { is: { owner: ['other'] } })
  await settle()
  const { view, table } = show(session)
  await settle()
  expect(session.selection).toEqual([])
  expect(session.firstRow).toBe(0)
  expect(table.element.scrollTop).toBe(0)
  view.unmount()
})

test('Live never asks the Archive because its controls break a rule', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  log.setView(session, 'archive')
  await flushPromises()
  session.range = 'custom'
  session.form.start_time = 'abc'
  log.setView(session, 'live')
  let calls = 0
  answers['operations.search'] = (input) => {
    calls++
    return page(input)
  }
  expect(await log.refresh(session)).toBe(false)
  expect(calls).toBe(0)
  expect(session.search.state.error).toMatchObject({ code: 'invalid-parameter' })
})

test('rows that wait in Live are not asked for at the top of the Archive', async () => {
  const log = useLog()
  const session = await log.open('east')
  session.view = 'archive'
  await log.run(session)
  const { view, table } = show(session)
  await settle()
  await scrollTo(table, 100)
  session.liveUnseen = 3
  const run = vi.spyOn(session.archive, 'run')
  await scrollTo(table, 0)
  await settle()
  expect(session.firstRow).toBe(0)
  expect(run).not.toHaveBeenCalled()
  view.unmount()
})

test('keys act on the selected row after others came in above it', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  const { view, table } = show(session)
  await settle()
  await view.find('[data-index="3"]').trigger('click')
  const selected = job(view, 3)
  size += 2
  await log.refresh(session)
  await settle()
  expect(job(view, 5)).toBe(selected)
  expect(table.attributes('aria-activedescendant')).toBe('row-5')
  await table.trigger('keydown', { key: ' ', ctrlKey: true })
  await settle()
  expect(session.selection).toEqual([])
  view.unmount()
})

test('what is copied is what is shown, also of a row that changed since it was selected', async () => {
  const written = watchClipboard()
  const log = useLog()
  const session = await log.open('east')
  let status = 'pending'
  answers['operations.search'] = (input) => {
    const answer = page(input)
    return { ...answer, rows: answer.rows.map((row) => ({ ...row, status })) }
  }
  await log.run(session)
  const { view, table } = show(session)
  await settle()
  await view.find('[data-index="3"]').trigger('click')
  status = 'failed'
  await log.refresh(session)
  await settle()
  await table.trigger('keydown', { key: 'c', ctrlKey: true })
  await vi.waitFor(() => expect(written).toHaveLength(1), { timeout: 5000 })
  expect(written[0]).toContain('Failed')
  view.unmount()
})

test('the end of a stored answer that was not loaded further is said, and changes no total', async () => {
  const log = useLog()
  const session = await log.open('east')
  answers['operations.search'] = (input) => {
    const answer = { ...page(input, 'answer'), at: 5 }
    return answer.offset === 0 ? answer : { ...answer, rows: [], total: 0, at: null }
  }
  await log.run(session)
  const { view } = show(session)
  await settle()
  await session.search.more()
  await settle()
  expect(shownOf(session)).toMatchObject({ total: 2500, at: 5, loaded: 100 })
  expect(view.find('[data-testid="log-empty"]').exists()).toBe(false)
  expect(view.find('[data-testid="log-cut-off"]').exists()).toBe(true)
  let calls = 0
  answers['operations.search'] = () => calls++
  await session.search.more()
  expect(calls).toBe(0)
  view.unmount()
})

test.each(['all', '24h'] as const)(
  'coming back to Live keeps the rows of the same question until it is answered (%s)',
  async (range) => {
    const log = useLog()
    const session = await log.open(profile.id)
    Object.assign(session, { view: 'live', range })
    await log.run(session)
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 15_000)
    answers['operations.search'] = () => {
      throw new Error('the zone is away')
    }
    const showing = log.show(profile.id)
    expect(session.search.state.rows).toHaveLength(100)
    await showing
    expect(session.search.state).toMatchObject({ status: 'failed', total: 2500 })
    expect(session.search.state.rows).toHaveLength(100)
    log.setRange(session, '7d')
    expect(session.search.state.rows).toHaveLength(0)
    await flushPromises()
    clock.mockRestore()
  }
)

test('coming back to Live far down brings what came in, and leaves the reader at his row', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  for (let page = 0; page < 3; page++) await session.search.more()
  const before = session.search.state.rows[250]?.jobId
  session.firstRow = 250
  size += 7
  const { view } = show(session)
  await settle()
  await log.show('east')
  await settle()
  expect(session.search.state).toMatchObject({ status: 'ready', total: 2507 })
  expect(session.firstRow).toBe(257)
  expect(job(view, 257)).toBe(before)
  view.unmount()
})

test('coming back to Live that failed far down asks it again', async () => {
  const log = useLog()
  const session = await log.open('east')
  await log.run(session)
  await session.search.more()
  answers['operations.search'] = lose
  await log.refresh(session)
  answers['operations.search'] = (input) => page(input)
  await log.show('east')
  expect(shownOf(session)).toMatchObject({ status: 'ready', error: null })
})

test('a place that is past the rows once they come is the top', async () => {
  const log = useLog()
  const session = await log.open('east')
  session.firstRow = 5000
  answers['operations.search'] = lose
  await log.show('east')
  answers['operations.search'] = (input) => page(input)
  await log.show('east')
  expect(session.search.state.total).toBe(2500)
  expect(session.firstRow).toBe(0)
})

test.each([
  ['live', { owner: 'usr-2', start_time: '' }],
  ['live', { owner: '', start_time: '2026-1' }],
  ['archive', { owner: 'usr-2', start_time: '2026-1' }]
] as const)(
  'coming back to %s asks what was asked, not what is being typed (%o)',
  async (view, typed) => {
    const log = useLog()
    const session = await log.open('east')
    session.view = view
    session.form.owner = 'usr-1'
    await log.run(session)
    Object.assign(session, { range: 'custom' })
    Object.assign(session.form, typed)
    const asked: unknown[] = []
    for (const method of ['operations.search', 'archive.page'] as const) {
      const answer = answers[method]
      answers[method] = (input) => {
        const { selection = input } = input as { selection?: unknown }
        asked.push((selection as { parameters: unknown }).parameters)
        return answer?.(input)
      }
    }
    await log.show('east')
    expect(asked[0]).toEqual({ ...initialParameters, owner: 'usr-1' })
    expect(shownOf(session)).toMatchObject({ status: 'ready', error: null })
    expect(session.form).toMatchObject(typed)
  }
)

test('a search put on a profile that is not shown drops the rows selected there', async () => {
  const log = useLog()
  const session = await log.open(profile.id)
  session.view = 'live'
  await log.run(session)
  Object.assign(session, { selection: ['j-1'], selectedRows: new Map([['j-1', heldRow(1)]]) })
  useSettings().values = { ...useSettings().values, currentProfile: 'west' }
  log.adopt(session, { ...capture(session), text: 'other' }, null)
  expect(session.selection).toEqual([])
  expect(session.selectedRows.size).toBe(0)
})
