// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ArchivePageInput } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import type { Profile } from '#shared/profile'
import { Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import type { Session } from '../../renderer/session'
import { useLog } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSettings } from '../../renderer/stores/settings'
import CellActions from '../../renderer/views/CellActions.vue'
import { fakeArchive, heldRow } from '../support/held-rows'

const profile = { id: 'east', kind: 'zone', name: 'East', zone: 'jn1a', group: '' } as Profile

beforeEach(() => {
  setActivePinia(createPinia())
  setLocale('en')
  useProfiles().list = [profile]
  useSettings().values = { ...useSettings().values, currentProfile: profile.id, timeZone: 'UTC' }
  const archive = fakeArchive(10)
  Object.assign(answers, {
    'calls.cancel': () => undefined,
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined,
    'archive.page': (input: unknown) => archive.page(input as ArchivePageInput)
  })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-20T12:00:00Z') })
})
afterEach(() => vi.useRealTimers())

async function open(range: Session['range'], times = {}) {
  const log = useLog()
  const session = await log.open(profile.id)
  Object.assign(session, { view: 'archive', range })
  Object.assign(session.form, times)
  await log.run(session)
  return session
}

/** Chooses from the menu of a row's time, a while after the rows came. */
async function choose(session: Session, item: 'before' | 'after') {
  vi.setSystemTime(Date.now() + 3_600_000)
  const row = heldRow(1, { createTime: Date.parse('2026-11-20T08:00:00Z') })
  const target = { row, field: 'create_time', resource: null, at: { x: 0, y: 0 } } as const
  const global = { plugins: [i18n], stubs: { teleport: true } }
  const menu = mount(CellActions, { props: { session, target }, global })
  await menu.find(`[data-testid="cell-${item}"]`).trigger('click')
  menu.unmount()
}

const moment = '2026-11-20 08:00:00'

test.each([
  ['24h', 'before', '2026-11-19 12:00:00', moment],
  ['24h', 'after', moment, ''],
  ['all', 'before', '', moment]
] as const)(
  'a time taken from a row under the preset %s (%s) leaves the other end where it was',
  async (range, item, start_time, end_time) => {
    const session = await open(range)
    await choose(session, item)
    expect(session.range).toBe('custom')
    expect(session.form).toMatchObject({ start_time, end_time })
    expect(session.asked?.parameters.start_time).toBe(
      start_time === '' ? undefined : `${start_time.replace(' ', 'T')}Z`
    )
  }
)

test('between times that were typed it takes the place of its own end only', async () => {
  const times = { start_time: '2026-11-19', end_time: '2026-11-20 10:00:00' }
  const session = await open('custom', times)
  await choose(session, 'before')
  expect(session.form).toMatchObject({ start_time: '2026-11-19', end_time: moment })
})

test('a row without resources has none to pick, and the reason is said', async () => {
  const session = await open('all')
  const row = heldRow(1, { resourceIds: [] })
  const target = { row, field: 'resource_ids', resource: null, at: { x: 0, y: 0 } } as const
  const global = { plugins: [i18n], stubs: { teleport: true } }
  const menu = mount(CellActions, { props: { session, target }, global })
  for (const item of ['include', 'exclude']) {
    const button = menu.find(`[data-testid="cell-${item}"]`)
    expect(button.attributes('disabled')).toBeDefined()
    expect(button.attributes('title')).toBe('The operation names no resources.')
  }
  menu.unmount()
})

test('only this value is it alone, also where several are asked for', async () => {
  const session = await open('all')
  session.filter = { is: { owner: ['usr-a', 'usr-b'] }, isNot: { owner: ['usr-c'] } }
  const pick = async (item: 'include' | 'exclude', owner: string) => {
    const target = {
      row: heldRow(1, { owner }),
      field: 'owner',
      resource: null,
      at: { x: 0, y: 0 }
    } as const
    const global = { plugins: [i18n], stubs: { teleport: true } }
    const menu = mount(CellActions, { props: { session, target }, global })
    await menu.find(`[data-testid="cell-${item}"]`).trigger('click')
    menu.unmount()
    return session.filter
  }
  expect(await pick('include', 'usr-a')).toEqual({
    is: { owner: ['usr-a'] },
    isNot: { owner: ['usr-c'] }
  })
  expect(await pick('include', 'usr-c')).toEqual({ is: { owner: ['usr-c'] } })
  expect(await pick('exclude', 'usr-c')).toEqual({ isNot: { owner: ['usr-c'] } })
  expect(await pick('exclude', 'usr-d')).toEqual({ isNot: { owner: ['usr-c', 'usr-d'] } })
})
