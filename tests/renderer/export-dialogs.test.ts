// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Completeness } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { AppError } from '#shared/errors'
import { columns } from '#shared/operation'
import { allZones } from '#shared/profile'
import { i18n, setLocale } from '../../renderer/locales'
import type { Session } from '../../renderer/session'
import { useApp } from '../../renderer/stores/app'
import ExportDialog from '../../renderer/views/ExportDialog.vue'
import StatisticsExport from '../../renderer/views/StatisticsExport.vue'
import type { Answers } from '../support/fake-bridge'
import { lateAnswer } from '../support/late-answer'

const answers = await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  const answers: Answers = {}
  // The page's bridge.
  window.oplog = fakeBridge(answers)
  return answers
})
const written = { path: '/tmp/log.csv', rows: 250, total: 250, bytes: 9000 }
const selection = { profileIds: ['east'], parameters: initialParameters, text: '', filter: {} }

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
})

const global = { plugins: [i18n], stubs: { teleport: true, transition: true } }

const whole: Completeness = { complete: true, missing: [], missingMs: 0, unreached: 0 }

function openRows({
  total = 250,
  profileId = 'east',
  coverage = whole
}: { total?: number; profileId?: string; coverage?: Completeness } = {}) {
  // The parts of a session that the dialog looks at.
  const session = {
    profileId,
    view: 'archive',
    asked: { parameters: initialParameters },
    askedArchive: { selection, order: { field: 'create_time', descending: true } },
    archive: { state: { status: 'ready', answered: true, at: 0, total, error: null, coverage } }
  } as unknown as Session
  return mount(ExportDialog, { props: { session }, global })
}

function openStatistics() {
  const order = { column: 'count', descending: true } as const
  const question = {
    selection,
    by: 'owner',
    timeZone: 'UTC',
    order,
    contains: '',
    limit: 10
  } as const
  const groups = { all: 250, drawn: 12 }
  return mount(StatisticsExport, {
    props: { question, groups, keyName: 'Owner', picture: () => null },
    global
  })
}

/** Live, with the zone away and its rows taken from what is held. */
function openFallenBack(notApplied: string[]) {
  const page = { source: 'archive', at: 0, notApplied }
  const state = { status: 'ready', page, total: 250, rows: [], received: 0, error: null }
  const query = () => ({ parameters: initialParameters })
  const session = { profileId: 'east', view: 'live', search: { state, query } }
  return mount(ExportDialog, { props: { session: session as unknown as Session }, global })
}

const dialogs = [
  ['of the rows', 'exports.start', openRows, '250 rows'],
  ['of the statistics', 'exports.statistics', openStatistics, '250 groups']
] as const

/** An export begins, and its dialog is closed. */
async function leave(method: string, open: (typeof dialogs)[number][2]) {
  const { promise, resolve, reject } = lateAnswer()
  answers[method] = () => promise
  const dialog = open()
  await dialog.find('[data-testid="export-start"]').trigger('click')
  dialog.unmount()
  return { resolve, reject }
}

test.each(dialogs)(
  'an export %s whose dialog was closed says that it failed, and the next dialog why',
  async (_name, method, open) => {
    const app = useApp()
    const { reject } = await leave(method, open)
    reject(new AppError('disk-full', 'no space left'))
    await flushPromises()
    expect(app.message).toBe('The disk is full')
    const card = '[data-testid="error-banner"][data-code="disk-full"]'
    const again = open()
    expect(again.find(card).exists()).toBe(true)
    again.unmount()
    // Once seen it is over.
    expect(open().find(card).exists()).toBe(false)
  }
)

test.each(dialogs)(
  'an export %s whose dialog was closed says what it wrote and where',
  async (_name, method, open, what) => {
    const app = useApp()
    const { resolve } = await leave(method, open)
    resolve(written)
    await flushPromises()
    expect(app.message).toBe(`${what} written to /tmp/log.csv`)
    expect(open().find('[data-testid="export-result"]').attributes('data-rows')).toBe('250')
  }
)

test('an export whose dialog was closed says that its file is not all that matched', async () => {
  const app = useApp()
  const { resolve } = await leave('exports.start', openRows)
  resolve({ ...written, rows: 240 })
  await flushPromises()
  expect(app.message).toBe(
    '240 rows written to /tmp/log.csv. 250 rows matched when the export began. The log changed meanwhile, or the service counts rows that it never gives.'
  )
})

test('a file that had to get another name says so, in the dialog and without it', async () => {
  const app = useApp()
  const { resolve } = await leave('exports.start', openRows)
  resolve({ ...written, path: 'C:\\logs\\log (2).csv', wanted: 'C:\\logs\\log.csv' })
  await flushPromises()
  const why = 'Another program has log.csv open, so this file has a name of its own.'
  expect(app.message).toBe(`250 rows written to C:\\logs\\log (2).csv. ${why}`)
  expect(openRows().find('[data-testid="export-result"]').text()).toContain(why)
})

test('how an export ended while the window was hidden stays until it can be read', async () => {
  vi.useFakeTimers()
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  onTestFinished(() => {
    vi.useRealTimers()
    visibility.mockRestore()
  })
  const app = useApp()
  const { resolve } = await leave('exports.start', openRows)
  resolve(written)
  await flushPromises()
  vi.advanceTimersByTime(3_600_000)
  expect(app.message).toContain('250 rows written')
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  vi.advanceTimersByTime(5900)
  expect(app.message).toContain('250 rows written')
  vi.advanceTimersByTime(200)
  expect(app.message).toBe('')
})

test('what the dialog shows is not said beside it', async () => {
  const app = useApp()
  const { resolve } = await leave('exports.start', openRows)
  const again = openRows()
  resolve(written)
  await flushPromises()
  expect(again.find('[data-testid="export-result"]').exists()).toBe(true)
  expect(app.message).toBe('')
})

test('rows that stand in for those of the zone are called so, with what was not applied to them', () => {
  const dialog = openFallenBack(['search_word', 'verbose'])
  const said = (id: string) => dialog.find(`[data-testid="${id}"]`)
  expect(said('export-what').text()).toBe('250 rows held locally that match, all pages')
  expect(said('export-not-applied').text()).toMatch(/^Not applied, .*search_word.*verbose/)
  expect(openFallenBack([]).find('[data-testid="export-not-applied"]').exists()).toBe(false)
  expect(openRows().find('[data-testid="export-what"]').text()).toBe(
    '250 rows that match, all pages'
  )
})

test('an export of what is held says whether that is all there is', () => {
  const said = (options: Parameters<typeof openRows>[0]) => {
    const line = openRows(options).find('[data-testid="export-coverage"]')
    return [line.attributes('data-complete'), line.text()]
  }
  expect(said({})).toEqual(['true', 'Everything the service has of this time range is held here.'])
  expect(said({ profileId: allZones })[1]).toContain('of all zones')
  const missing = [{ start: 0, end: 3_600_000 }]
  const coverage = { ...whole, complete: false, missing, missingMs: 3_600_000 }
  expect(said({ coverage })).toEqual([
    'false',
    'Not everything of this time range is held: 1 h 00 m. There may be more at the service.'
  ])
})

test('more rows than a spreadsheet opens are said before the file is written', () => {
  const hint = (total: number) => openRows({ total }).find('[data-testid="export-too-long"]')
  expect(hint(1_048_575).exists()).toBe(false)
  expect(hint(1_048_576).text()).toContain('opens 1,048,576 lines at most')
})

test('columns are written in the order they are listed in, whichever was ticked last', async () => {
  const inputs: unknown[] = []
  answers['exports.start'] = (input) => {
    inputs.push(input)
    return null
  }
  const dialog = openRows()
  const box = (field: string) => dialog.find<HTMLInputElement>(`[data-column="${field}"]`)
  await box('status').setValue(false)
  await box('status').setValue(true)
  await box('duration').setValue(true)
  await box('owner').setValue(false)
  await dialog.find('[data-testid="export-headers"]').setValue('localized')
  await dialog.find('[data-testid="export-start"]').trigger('click')
  await flushPromises()
  const written = columns.map(({ field }) => field).filter((field) => field !== 'owner')
  expect(inputs).toMatchObject([
    { columns: written, headers: written.map((field) => i18n.global.t(`columns.${field}`)) }
  ])
})
