// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Source } from '#shared/api'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { emptyReason, offersOf } from '../../renderer/empty-log'
import { i18n, setLocale } from '../../renderer/locales'
import { useLog, type Session } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import LogView from '../../renderer/views/LogView.vue'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = [profile]
  useSettings().values = { ...useSettings().values, currentProfile: profile.id }
  Object.assign(answers, {
    'calls.cancel': () => undefined,
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined
  })
})

/** A page without rows, as Live gets it. */
function page(input: unknown, source: Source, total: number) {
  const { offset } = (input as { parameters: { offset: number } }).parameters
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const frame = { at: 0, unreachable: null, notApplied: [], skewMs: null, quota }
  return { source, rows: [], total, offset, ...frame }
}

/** What stands in an empty table is loaded when it is first shown, which takes its time. */
const loading = { timeout: 10_000 }

/** Live without rows, and what the table says of it. */
async function open(source: Source, { total = 0, form = {} } = {}) {
  const asked: unknown[] = []
  answers['operations.search'] = (input) => {
    asked.push((input as { parameters: object }).parameters)
    return page(input, source, total)
  }
  const log = useLog()
  const session = await log.open(profile.id)
  Object.assign(session.form, form)
  await log.run(session)
  const view = mount(LogView, { props: { session }, global: { plugins: [i18n] } })
  const empty = () => view.find('[data-testid="log-empty"]')
  await vi.waitFor(() => expect(empty().exists()).toBe(true), loading)
  const offers = empty()
    .findAll('button')
    .map((button) => button.attributes('data-testid'))
  return { empty, offers, asked, unmount: () => view.unmount() }
}

const owner = { owner: 'nobody' }

test.each([
  ['live', 'noMatch', 'The service has none', ['empty-clear', 'empty-archive']],
  ['answer', 'noMatchThen', 'had none', ['empty-retry', 'empty-clear', 'empty-archive']],
  ['archive', 'noMatchHeld', 'rows on this machine', ['empty-retry', 'empty-clear']]
] as const)(
  'Live without rows says whose answer that is, and offers what was not asked yet (%s)',
  async (source, why, hint, next) => {
    const { empty, offers, unmount } = await open(source, { form: owner })
    expect(empty().attributes('data-why')).toBe(why)
    expect(empty().text()).toContain(hint)
    expect(offers).toEqual(next)
    unmount()
  }
)

test.each(['live', 'answer', 'archive'] as const)(
  'an offset past the last row is named, and taken away on request (%s)',
  async (source) => {
    const opened = await open(source, { total: 50, form: { ...owner, offset: '500' } })
    const { empty, offers, asked, unmount } = opened
    expect(empty().attributes('data-why')).toBe('pastEnd')
    expect(empty().text()).toContain('50 rows match, and the offset skips the first 500.')
    expect(offers).toEqual(['empty-first'])
    await empty().find('[data-testid="empty-first"]').trigger('click')
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ owner: 'nobody', offset: 0 }))
    unmount()
  }
)

/** The Archive without rows for a question, and what the table says of it. */
async function openArchive(ask: (log: ReturnType<typeof useLog>, session: Session) => void) {
  const coverage = { complete: true, missing: [], missingMs: 0, unreached: 0 }
  answers['archive.page'] = () => ({ rows: [], first: 0, total: 0, version: 1, at: 1, coverage })
  const log = useLog()
  const session = await log.open(profile.id)
  session.view = 'archive'
  ask(log, session)
  await vi.waitFor(() => expect(session.archive.state.status).toBe('ready'))
  const view = mount(LogView, { props: { session }, global: { plugins: [i18n] } })
  const offer = (id: string) => view.find(`[data-testid="empty-${id}"]`)
  await vi.waitFor(() => expect(offer('live').exists()).toBe(true), loading)
  return { session, offer, unmount: () => view.unmount() }
}

test('an offset of Live takes no row from the Archive, so no condition is offered to be cleared', async () => {
  const { offer, unmount } = await openArchive((log, session) => {
    session.form.offset = '5'
    void log.run(session)
  })
  expect(offer('clear').exists()).toBe(false)
  unmount()
})

test('who zoomed into a gap and asks for all time again has no zoom left to go back from', async () => {
  const { session, offer, unmount } = await openArchive((log, session) => {
    void log.run(session)
    log.zoomIn(session, { start: 1_800_000_000_000, end: 1_800_000_060_000 })
  })
  await offer('widen').trigger('click')
  expect(session).toMatchObject({ range: 'all', form: { start_time: '', end_time: '' } })
  expect(session.zoomedFrom).toEqual([])
  unmount()
})

/** A session as far as the reasons and offers look at it. */
function emptied(view: Session['view'], { asked = {}, archive = {}, search = {} } = {}): Session {
  const coverage = { complete: true, missing: [], missingMs: 0, unreached: 0 }
  const state = { status: 'ready', total: 0, at: 1, answered: true, error: null, coverage }
  return {
    ...{ view, text: '', filter: {}, asked: { parameters: { ...initialParameters, ...asked } } },
    archive: { state: { ...state, ...archive } },
    search: {
      state: { ...state, rows: [], refused: null, page: { source: 'live', at: 1 }, ...search }
    }
  } as unknown as Session
}

test.each([
  ['live', { search: { status: 'failed' } }, 'failed'],
  ['live', { search: { page: { source: 'archive', at: null } } }, 'unseen'],
  ['archive', { archive: { at: null } }, 'nothingHeld'],
  ['archive', {}, 'noMatchHeld'],
  ['live', {}, 'noMatch']
] as const)('%s without rows and with %o has a reason', (view, more, reason) => {
  expect(emptyReason(emptied(view, more))).toBe(reason)
})

const missing = {
  complete: false,
  missing: [{ start: 0, end: 5000 }],
  missingMs: 5000,
  unreached: 0
}

test.each([
  ['archive', 'failed', {}, {}, ['retry']],
  ['live', 'failed', { secret: true }, {}, ['archive']],
  ['live', 'failed', { held: 5 }, {}, ['archive', 'profile']],
  ['live', 'failed', {}, {}, ['profile', 'archive']],
  ['live', 'unseen', {}, {}, ['retry', 'profile']],
  ['archive', 'nothingHeld', {}, {}, ['fetch', 'live']],
  ['archive', 'nothingHeld', { merged: true }, {}, ['fetch']],
  [
    'archive',
    'noMatchHeld',
    {},
    { asked: { end_time: '2026-11-20T00:00:00Z' } },
    ['widen', 'live']
  ],
  ['archive', 'noMatchHeld', {}, { asked: { owner: 'usr-1' } }, ['clear', 'live']],
  ['archive', 'noMatchHeld', { merged: true }, { archive: { coverage: missing } }, ['fetch']],
  ['live', 'noMatch', {}, { asked: { offset: 5 } }, ['clear', 'archive']]
] as const)(
  '%s without rows (%s, %o) with %o offers what may help',
  (view, reason, facts, more, offers) => {
    const known = { reason, merged: false, secret: false, held: 0, ...facts }
    expect(offersOf(emptied(view, more), known)).toEqual(offers)
  }
)
