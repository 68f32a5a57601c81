// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { initialParameters } from '#shared/parameters'
import { Workspace, type TimeZone } from '#shared/settings'
import { capture } from '../../renderer/search-state'
import { useLog } from '../../renderer/stores/log'
import { useSettings } from '../../renderer/stores/settings'

beforeEach(() => {
  setActivePinia(createPinia())
  Object.assign(answers, {
    'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
    'workspaces.set': () => undefined
  })
})

async function choose(timeZone: TimeZone) {
  useSettings().values = { ...useSettings().values, timeZone }
  await nextTick()
}

async function open(form: object) {
  await choose('UTC')
  const session = await useLog().open('east')
  session.range = 'custom'
  Object.assign(session.form, form)
  return session
}

const times = { start_time: '2026-11-20 14:00:00', end_time: '2026-11-20 18:00' }

test.each([
  ['nothing is wrong', {}, {}],
  ['the rows a page break a rule', { limit: '200' }, {}],
  ['the other time is unfinished', { end_time: '2026-11-' }, { end_time: '2026-11-' }],
  [
    'the end is before the start',
    { end_time: '2026-11-20 13:00:00' },
    { end_time: '2026-11-20 21:00:00' }
  ]
])('a time in the controls keeps its instant in another zone where %s', async (_when, form, to) => {
  const session = await open({ ...times, ...form })
  await choose('Asia/Shanghai')
  expect(session.form).toMatchObject({
    start_time: '2026-11-20 22:00:00',
    end_time: '2026-11-21 02:00:00',
    ...to
  })
  expect(capture(session).parameters.start_time).toBe('2026-11-20T14:00:00Z')
})

test('a day alone keeps its first second or its last', async () => {
  const session = await open({ start_time: '2026-11-20', end_time: '2026-11-20', limit: '200' })
  await choose('Asia/Shanghai')
  expect(session.form).toMatchObject({
    start_time: '2026-11-20 08:00:00',
    end_time: '2026-11-21 07:59:59'
  })
})
