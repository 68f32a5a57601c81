// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick, reactive } from 'vue'
import { allZones } from '#shared/profile'
import { listSource, type TableRow } from '../../renderer/composables/row-source'
import { i18n, setLocale } from '../../renderer/locales'
import type { Session } from '../../renderer/session'
import DetailView from '../../renderer/views/DetailView.vue'
import { heldRow } from '../support/held-rows'

/** Gives the row that was looked for. */
let look: () => void = () => undefined
/** Gives the records that were asked for, by job id; and all that was asked for. */
const { waiting, asked } = vi.hoisted(() => {
  const asked: { method: string; input: unknown }[] = []
  const waiting = new Map<string, (record: string | null | 'refused') => void>()
  // The page's bridge, of which only the record matters.
  window.oplog = {
    call: (method, input) =>
      new Promise((resolve) => {
        asked.push({ method, input })
        if (method === 'archive.page') {
          look = () => resolve(JSON.stringify({ ok: true, value: { rows: [heldRow(9)] } }))
        }
        if (method !== 'operations.record') return
        const error = { code: 'archive-unavailable', message: 'away' }
        const answer = (value: string | null) =>
          resolve(JSON.stringify(value === 'refused' ? { ok: false, error } : { ok: true, value }))
        // What the method takes.
        waiting.set((input as { jobId: string }).jobId, answer)
      }),
    on: () => () => undefined
  }
  return { waiting, asked }
})

const rows = [1, 2, 3].map((number): TableRow => {
  const { profileId: _one, ...row } = heldRow(number)
  return row
})
const written: string[] = []
Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: async (text: string) => void written.push(text) }
})

beforeEach(() => {
  setLocale('en')
  waiting.clear()
  asked.length = 0
  written.length = 0
})

async function openPane() {
  const pinia = createPinia()
  setActivePinia(pinia)
  // The parts of a session that the pane looks at.
  const session = reactive({
    ...{ profileId: 'p', view: 'live', selected: 'j-1', opened: null, columns: null },
    ...{ asked: null, askedArchive: null, filter: {}, form: { resource_ids: '' } },
    search: { state: { rows, total: 3, page: null, status: 'ready', error: null } },
    archive: { source: listSource([]) }
  }) as unknown as Session
  const pane = mount(DetailView, { props: { session }, global: { plugins: [i18n, pinia] } })
  await nextTick()
  const control = (id: string) => pane.find(`[data-testid="${id}"]`)
  return {
    session,
    pane,
    raw: () => control('detail-raw').text(),
    hasField: (name: string) => control(`detail-field`).exists() && pane.text().includes(name),
    retry: () => control('raw-retry').trigger('click'),
    hasRetry: () => control('raw-retry').exists(),
    jsonTitle: () => control('detail-copy-json').attributes('title'),
    copy: (form: string) => control(`detail-copy-${form}`).trigger('click'),
    select: async (jobId: string) => {
      session.selected = jobId
      await nextTick()
    },
    answer: async (jobId: string, record: string | null) => {
      waiting.get(jobId)?.(record)
      await flushPromises()
    }
  }
}

function recordOf(jobId: string): string {
  return JSON.stringify({ job_id: jobId, [`extra_${jobId}`]: 'x' })
}

test('what is copied is of the row that is open, however late its record comes', async () => {
  const { select, answer, copy } = await openPane()
  await answer('j-1', recordOf('j-1'))
  await copy('json')
  await flushPromises()
  await select('j-2')
  await copy('json')
  await copy('text')
  await flushPromises()
  expect(written).toEqual([recordOf('j-1')])
  // One goes on before the record is there: what was asked for is still that of the second row.
  await select('j-3')
  await answer('j-3', recordOf('j-3'))
  await answer('j-2', recordOf('j-2'))
  expect(written[1]).toBe(recordOf('j-2'))
  expect(written[2]).toMatch(/Operation: row 2\n[^]*extra_j-2: x$/)
  expect(written[2]).not.toContain('j-3')
})

test('the record is the one of that job in the zone it is of', async () => {
  await openPane()
  expect(asked).toEqual([{ method: 'operations.record', input: { profileId: 'p', jobId: 'j-1' } }])
})

test('the pane shows nothing of the record before, neither its text nor its fields', async () => {
  const { select, answer, raw, hasField } = await openPane()
  await answer('j-1', recordOf('j-1'))
  expect(raw()).toContain('"job_id": "j-1"')
  expect(hasField('extra_j-1')).toBe(true)
  await select('j-2')
  expect(raw()).toBe('')
  expect(hasField('extra_j-1')).toBe(false)
  await answer('j-2', recordOf('j-2'))
  expect(raw()).toContain('"job_id": "j-2"')
  expect(hasField('extra_j-2')).toBe(true)
})

test('the same row in a later state keeps its record until the later one is there', async () => {
  const { session, answer, raw } = await openPane()
  await answer('j-1', recordOf('j-1'))
  session.search.state.rows = rows.map((row) => ({ ...row, statusTime: 99_000 }))
  await nextTick()
  expect(raw()).toContain('"job_id": "j-1"')
  await answer('j-1', JSON.stringify({ job_id: 'j-1', status: 'failed' }))
  expect(raw()).toContain('"status": "failed"')
})

test('a record that is not held is said so, and copies nothing', async () => {
  const { answer, copy, raw } = await openPane()
  await copy('json')
  await answer('j-1', null)
  expect(raw()).toBe('The raw record is not held.')
  expect(written).toEqual([])
})

test('a record that could not be read is not said to be missing, and is read once more', async () => {
  const pane = await openPane()
  await pane.answer('j-1', 'refused')
  expect(pane.raw()).toBe('The raw record could not be read.')
  expect(pane.jsonTitle()).toBe('The raw record could not be read.')
  await pane.copy('text')
  await flushPromises()
  expect(written[0]).toContain('j-1')
  await pane.retry()
  await pane.answer('j-1', '{"job_id":"j-1"}')
  expect(pane.raw()).toContain('"job_id"')
  expect(pane.hasRetry()).toBe(false)
})

test('a row of all zones that is found once another profile is on screen is still known by its zone', async () => {
  const { session, pane } = await openPane()
  const merged = reactive({ ...session, profileId: allZones, selected: 'a/j-9' }) as Session
  await pane.setProps({ session: merged })
  expect(asked.at(-1)).toMatchObject({
    method: 'archive.page',
    input: { selection: { profileIds: ['a'], filter: { is: { job_id: ['j-9'] } } } }
  })
  await pane.setProps({ session })
  look()
  await flushPromises()
  expect(merged.opened).toMatchObject({ profileId: 'a', jobId: 'j-9' })
})

test('what a stored answer calls running is said to have run until then, in Live until now', async () => {
  const { session, pane } = await openPane()
  const { state } = session.search
  const running = { ...rows[0], status: 'pending', statusTime: null, createTime: 1000 } as TableRow
  const show = async (source: 'answer' | 'live') => {
    Object.assign(state, { rows: [running], page: { source, at: 61_000, skewMs: null } })
    await nextTick()
    return pane.get('[data-testid="detail-running"]').text()
  }
  expect(await show('answer')).toBe('· for 1 m 00 s so far')
  expect(await show('live')).not.toBe('· for 1 m 00 s so far')
})
