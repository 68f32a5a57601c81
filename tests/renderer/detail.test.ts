// @vitest-environment happy-dom
import axe from 'axe-core'
import { mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { columns } from '#shared/operation'
import { hintsKey, type Hints } from '../../renderer/actions/hint'
import { compareFields } from '../../renderer/components/detail/compare-fields'
import CompareTable from '../../renderer/components/detail/CompareTable.vue'
import DetailHead from '../../renderer/components/detail/DetailHead.vue'
import DetailPane from '../../renderer/components/detail/DetailPane.vue'
import ErrorCodes from '../../renderer/components/detail/ErrorCodes.vue'
import RawRecord from '../../renderer/components/detail/RawRecord.vue'
import {
  markdownRow,
  plainText,
  recordFields,
  type Reading
} from '../../renderer/components/detail/record-fields'
import { keyOf, placeOf } from '../../renderer/composables/row-source'
import { i18n, setLocale, type Locale } from '../../renderer/locales'
import { retCodeTexts } from '../../renderer/locales/ret-codes'
import { heldRow } from '../support/held-rows'

const global = { plugins: [i18n] }
// The components' `t` knows its languages by another type only.
const { t, te } = i18n.global as unknown as Pick<Reading, 't' | 'te'>
const reading: Reading = { t, te, zone: 'UTC' }
const row = heldRow(10, {
  statusTime: 73_000,
  status: 'failed',
  owner: 'usr-1',
  errorCodes: '1400',
  resourceIds: ['ehpc-1', 'cln-2']
})
const raw = JSON.stringify({ job_id: 'j-10', extra: { a: [1, '二'] }, note: 'new field' })

beforeEach(() => setLocale('en'))

function fieldsOf(values: Partial<typeof row> = {}, text: string | null = raw) {
  return recordFields(reading, { ...row, ...values }, text)
}

test('every column and every unknown field of the record has its line, in both languages', () => {
  for (const [locale, created] of [
    ['en', 'Created'],
    ['zh-CN', '创建']
  ] as [Locale, string][]) {
    setLocale(locale)
    const fields = fieldsOf()
    const names = fields.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(columns.map(({ field }) => field)))
    expect(names.slice(-2)).toEqual(['extra', 'note'])
    expect(fields[0]).toMatchObject({ label: created, text: '1970-01-01 00:00:10' })
    expect(fields.find(({ name }) => name === 'extra')?.text).toBe('{"a":[1,"二"]}')
    expect(fields.every(({ label }) => !label.includes('.'))).toBe(true)
  }
})

test('text and Markdown say what the pane says', () => {
  expect(plainText(reading, fieldsOf())).toContain('Duration: 1 m 03 s\nStatus: Failed\n')
  const shown = columns.filter(({ field }) => field === 'owner' || field === 'action_describe')
  const odd = { ...row, description: 'a|b\n*c*' }
  expect(markdownRow(reading, shown, odd)).toBe('| a\\|b \\*c\\* | usr-1 |')
  setLocale('zh-CN')
  expect(plainText(reading, fieldsOf())).toContain('状态：失败\n')
})

test('the pane says how long an operation runs, or that the service no longer has it', async () => {
  const running = { ...row, status: 'pending', statusTime: null, errorCodes: '' }
  const props = { operation: running, zone: 'UTC' as const, fields: fieldsOf(), raw }
  const pane = mount(DetailPane, { props: { ...props, now: 7_210_000 }, global })
  const runs = () => pane.find('[data-testid="detail-running"]')
  expect(runs().text()).toBe('· for 2 h 00 m so far')
  // The clock of the machine may be behind.
  await pane.setProps({ now: 0 })
  expect(runs().text()).toContain('for 0 ms so far')
  await pane.setProps({ operation: { ...running, goneAt: 86_400_000 } })
  expect(runs().exists()).toBe(false)
  expect(pane.get('[data-testid="detail-gone"]').text()).toContain('1970-01-02 00:00:00')
  await pane.setProps({ operation: row })
  expect(pane.text()).toContain('after 1 m 03 s')
  expect(runs().exists() || pane.find('[data-testid="detail-gone"]').exists()).toBe(false)
  expect(plainText(reading, fieldsOf({ ...running, goneAt: 1 }))).toContain(
    'Status: Pending when last seen; the service no longer has it\n'
  )
})

test.each([
  ['1400', /Denied/, /story of the resource/],
  ['2200', /unknown code/, /not published/],
  ['weird', /unknown code/, /not published/]
])('error code %s is explained, or said to be unknown', (text, what, todo) => {
  const cards = mount(ErrorCodes, { props: { text }, global })
  expect(cards.text()).toMatch(what)
  expect(cards.text()).toMatch(todo)
  setLocale('zh-CN')
  const card = mount(ErrorCodes, { props: { text }, global }).text()
  expect(card).toMatch(/[一-鿿]/)
  expect(card).not.toMatch(what)
})

test('several codes are several cards, each once', () => {
  const cards = mount(ErrorCodes, { props: { text: '5000, 1400 5000' }, global })
  const codes = cards.findAll('[data-testid="detail-error"]')
  expect(codes.map((card) => card.attributes('data-code'))).toEqual(['5000', '1400'])
})

test('every published code has meaning and advice in both languages', () => {
  const codes = Object.keys(retCodeTexts('en', 'what'))
  for (const code of [1100, 1400, 2500, 4003, 5000, 5600, 8004]) {
    expect(codes).toContain(String(code))
  }
  for (const language of ['en', 'zh'] as const) {
    for (const part of ['what', 'todo'] as const) {
      const texts = retCodeTexts(language, part)
      expect(Object.keys(texts)).toEqual(codes)
      expect(Object.values(texts).every((text) => text.length > 1)).toBe(true)
    }
  }
})

test('the raw record stays readable text, also one of megabytes and one that is no JSON', async () => {
  const large = JSON.stringify({ note: 'x'.repeat(3_000_000), job_id: 'j-1' })
  for (const text of [raw, large]) {
    const record = mount(RawRecord, { props: { raw: text }, global })
    const shown = record.find('[data-testid="detail-raw"]').element.textContent
    expect(JSON.parse(shown ?? '')).toEqual(JSON.parse(text))
  }
  const record = mount(RawRecord, { props: { raw: '{"a":' }, global })
  expect(record.find('[data-testid="detail-raw"]').text()).toBe('{"a":')
  await record.setProps({ raw: null })
  expect(record.text()).toContain('not held')
})

test('the place of a record that is still on its way may bear its name', async () => {
  const record = mount(RawRecord, { props: { raw: '' }, global, attachTo: document.body })
  const found = await axe.run(record.element, { runOnly: ['aria-prohibited-attr'] })
  expect(found.violations).toEqual([])
  record.unmount()
})

test('previous and next stop at both ends, and work where the place is not known', () => {
  const off = (place: number) => {
    const head = mount(DetailHead, { props: { jobId: 'j-1', place, total: 3 }, global })
    return ['previous', 'next'].map(
      (name) => head.find(`[data-testid="detail-${name}"]`).attributes('disabled') !== undefined
    )
  }
  expect(off(0)).toEqual([true, false])
  expect(off(1)).toEqual([false, false])
  expect(off(2)).toEqual([false, true])
  expect(off(-1)).toEqual([false, false])
})

test('its buttons name their keys as they stand on this machine', () => {
  const hint: Hints['hint'] = (id, title) => ({
    title: `${title} <${id}>`,
    'aria-keyshortcuts': id
  })
  const head = mount(DetailHead, {
    props: { jobId: 'j-1', place: 0, total: 3 },
    global: { ...global, provide: { [hintsKey as symbol]: { hint, keys: () => '' } } }
  })
  const titles = head.findAll('button').map((button) => button.attributes('title'))
  expect(titles).toEqual([
    'Previous row <detail-previous>',
    'Next row <detail-next>',
    'Fold the detail pane away <detail>',
    'Close <clear-selection>'
  ])
})

test('what differs is marked with a sign, and alone on wish', async () => {
  const other = fieldsOf({ jobId: 'j-11', owner: 'usr-2' }, JSON.stringify({ note: 'new field' }))
  const fields = compareFields([fieldsOf(), other, fieldsOf()])
  const differing = fields.filter(({ differs }) => differs).map(({ name }) => name)
  expect(differing).toEqual(['owner', 'job_id', 'extra'])
  const heads = ['j-10', 'j-11', 'j-10'].map((jobId) => ({ jobId, title: 'x', zone: '' }))
  const table = mount(CompareTable, { props: { heads, fields }, global })
  const shown = () =>
    table.findAll('[data-testid="compare-field"]').map((line) => line.attributes('data-field'))
  expect(shown()).toHaveLength(fields.length)
  expect(table.find('[data-field="owner"]').text()).toContain('≠')
  expect(table.find('[data-field="status"]').text()).not.toContain('≠')
  expect(table.find('[data-field="extra"]').text()).toContain('no such field')
  await table.find('[data-testid="compare-only"]').setValue(true)
  expect(shown()).toEqual(differing)
  await table.findAll('[data-testid="compare-remove"]')[1]?.trigger('click')
  expect(table.emitted('remove')).toEqual([[1]])
})

test('resources side by side stand whole, each by itself, and are copied with a blank between', () => {
  const field = { name: 'resource_ids', label: 'Resources', mono: true, differs: true }
  const fields = [{ ...field, values: ['ehpc-1 cln-2', null, ''] }]
  const heads = ['1', '2', '3'].map((jobId) => ({ jobId, title: '', zone: '' }))
  const table = mount(CompareTable, { props: { heads, fields }, global })
  const cells = table.findAll('td')
  expect(cells.map((cell) => cell.text())).toEqual(['ehpc-1 cln-2', '(no such field)', '—'])
  expect(cells[0]?.findAll('.word').map((word) => word.text())).toEqual(['ehpc-1', 'cln-2'])
})

test('durations and times that read alike are told apart where they differ', () => {
  const values = (name: string, ...rows: Partial<typeof row>[]) => {
    const local = { ...reading, zone: 'local' as const }
    const records = rows.map((own) => recordFields(local, { ...row, ...own }, null))
    const field = compareFields(records).find((field) => field.name === name)
    return [field?.differs, ...(field?.values ?? [])]
  }
  const lasting = (s: number) => ({ statusTime: (10 + s) * 1000 })
  expect(values('duration', lasting(3661), lasting(3715))).toEqual([true, '3661 s', '3715 s'])
  expect(values('duration', lasting(3661), lasting(7300))).toEqual([true, '1 h 01 m', '2 h 01 m'])
  expect(values('duration', lasting(3661), lasting(3661))).toEqual([false, '1 h 01 m', '1 h 01 m'])
  vi.stubEnv('TZ', 'Europe/Berlin')
  // The clock shows that hour twice.
  const createTime = Date.parse('2026-10-25T00:30:00Z')
  const times = values('create_time', { createTime }, { createTime: createTime + 3_600_000 })
  vi.unstubAllEnvs()
  expect(times).toEqual([true, '2026-10-25 02:30:00', '2026-10-25 02:30:00+01:00'])
})

test('the key of a row names its place, whatever its job id holds', () => {
  const held = { ...row, jobId: 'a/b' }
  expect(placeOf(keyOf(held), null)).toEqual({ profileId: 'a', jobId: 'a/b' })
  expect(placeOf('a/b', 'p')).toEqual({ profileId: 'p', jobId: 'a/b' })
})
