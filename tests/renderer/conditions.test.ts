// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ArchiveFilter } from '#shared/archive-query'
import CellMenu from '../../renderer/components/table/CellMenu.vue'
import ConditionForm from '../../renderer/components/filters/ConditionForm.vue'
import FilterChips from '../../renderer/components/filters/FilterChips.vue'
import HistogramChart from '../../renderer/components/charts/HistogramChart.vue'
import ValuePicker from '../../renderer/components/filters/ValuePicker.vue'
import { i18n, setLocale } from '../../renderer/locales'

const global = { plugins: [i18n] }
const warn = vi.spyOn(console, 'warn')

beforeEach(() => setLocale('en'))
afterEach(() => {
  // A key that a language lacks is a warning.
  expect(warn.mock.calls).toEqual([])
  warn.mockClear()
})

const filter: ArchiveFilter = {
  is: { status: ['failed', 'pending'] },
  isNot: { owner: ['usr-8fKq2LmA'] },
  duration: { from: 60_000, to: 3_600_000 },
  age: { to: 86_400_000 },
  hasError: false,
  stuck: 1_800_000
}

test.each([
  [
    'en',
    ['Status Failed +1', 'Owner is not usr-8fKq2LmA', 'Duration ≥ 1 min · ≤ 1 h'],
    'Runs longer than 30 min'
  ],
  [
    'zh-CN',
    ['状态 失败 +1', '操作者 不是 usr-8fKq2LmA', '耗时 ≥ 1 分钟 · ≤ 1 小时'],
    '执行超过 30 分钟'
  ]
] as const)('chips say each condition in %s', (locale, first, stuck) => {
  setLocale(locale)
  const chips = mount(FilterChips, { props: { filter }, global })
  const texts = chips
    .findAll('[data-testid="filter-chip"]')
    .map((chip) => chip.text().replace(/\s+/g, ' ').replace(' ×', ''))
  expect(texts.slice(0, 3)).toEqual(first)
  expect(texts).toContain(stuck)
  expect(texts).toHaveLength(6)
})

test('a dropped chip leaves the other conditions', async () => {
  const chips = mount(FilterChips, { props: { filter }, global })
  await chips.find('[data-field="owner"] [data-testid="filter-drop"]').trigger('click')
  const { isNot: _gone, ...rest } = filter
  expect(chips.emitted('change')).toEqual([[rest]])
})

test('where conditions do not apply they are disabled and say why', () => {
  const chips = mount(FilterChips, { props: { filter, disabled: true }, global })
  const buttons = chips.findAll('button')
  expect(buttons.every((button) => button.attributes('disabled') !== undefined)).toBe(true)
  expect(chips.find('[data-testid="filter-add"]').attributes('title')).toMatch(/Archive/)
})

test.each([
  ['job_id', 'j-1\nj-2\nj-3', ['j-0', 'j-1', 'j-2', 'j-3']],
  // One value is what is looked for, and an operation's words are no list.
  ['job_id', 'j-1', null],
  ['action_describe', 'Add queue nodes', null]
] as const)('pasted into the search for %s, %j', async (field, text, values) => {
  const picker = mount(ValuePicker, {
    props: { field, kind: 'is', filter: { is: { [field]: ['j-0'] } }, counts: null, failed: false },
    global
  })
  const clipboardData = { getData: () => text }
  await picker.get('[data-testid="picker-search"]').trigger('paste', { clipboardData })
  expect(picker.emitted('change')?.[0]).toEqual(values ? [{ is: { [field]: values } }] : undefined)
  const said = picker.find('[data-testid="picker-pasted"]')
  expect(said.exists() && said.text()).toBe(values ? '3 values added to the condition.' : false)
})

test('a picker keeps what was chosen in reach, also where nothing is left of it', async () => {
  const picker = mount(ValuePicker, {
    props: {
      field: 'owner',
      kind: 'is',
      filter: { is: { owner: ['usr-gone'] } },
      counts: { values: [{ value: 'usr-a', count: 1234 }], distinct: 5 },
      failed: false
    },
    global,
    attachTo: document.body
  })
  const values = picker.findAll('[data-testid="picker-value"]')
  expect(values.map((value) => value.attributes('data-value'))).toEqual(['usr-gone', 'usr-a'])
  expect(picker.text()).toContain('1,234')
  expect(picker.text()).toContain('1 of 5 values')
  await values[1]?.find('input').trigger('change')
  expect(picker.emitted('change')?.[0]).toEqual([{ is: { owner: ['usr-gone', 'usr-a'] } }])
  await picker.find('[data-testid="picker-isNot"]').trigger('click')
  expect(picker.emitted('turn')).toEqual([['isNot']])
  expect(picker.emitted('change')?.[1]).toEqual([{ isNot: { owner: ['usr-gone'] } }])
})

test('a chosen value is counted as none only where all values are there', async () => {
  const picker = mount(ValuePicker, {
    props: {
      field: 'owner',
      kind: 'is',
      filter: { is: { owner: ['usr-gone'] } },
      counts: null,
      failed: false
    },
    global
  })
  const count = () => picker.find('[data-testid="picker-count"]').text()
  expect(count()).toBe('')
  const values = [{ value: 'usr-a', count: 7 }]
  await picker.setProps({ counts: { values, distinct: 5000 } })
  expect(count()).toBe('')
  await picker.setProps({ counts: { values, distinct: 1 } })
  expect(count()).toBe('0')
})

test('a range whose least is more than its most is not taken', async () => {
  const form = mount(ConditionForm, { props: { kind: 'duration', filter: {} }, global })
  await form.find('[data-testid="condition-from"]').setValue('9')
  await form.find('[data-testid="condition-to"]').setValue('2')
  await form.trigger('submit')
  expect(form.emitted('change')).toBeUndefined()
  await form.find('[data-testid="condition-to"]').setValue('10')
  await form.trigger('submit')
  expect(form.emitted('change')).toEqual([[{ duration: { from: 540_000, to: 600_000 } }]])
})

/** The form of a condition with a length of time, and what it shows. */
function formOf(kind: 'duration' | 'age' | 'stuck', filter: ArchiveFilter) {
  const form = mount(ConditionForm, { props: { kind, filter }, global })
  const at = (id: string) => form.find(`[data-testid="condition-${id}"]`)
  const isOff = () => at('apply').attributes('disabled') !== undefined
  return { form, at, isOff }
}

test.each(['duration', 'age'] as const)(
  'a length that cannot be read is said, and the condition (%s) stays',
  async (kind) => {
    const { form, at, isOff } = formOf(kind, { [kind]: { from: 60_000, to: 3_600_000 } })
    await at('from').setValue('30m')
    expect(at('from').attributes('aria-invalid')).toBe('true')
    const fault = form.find(`[id="${at('from').attributes('aria-describedby')}"]`)
    expect(fault.attributes('role')).toBe('alert')
    expect(fault.text()).toBe('Enter a number such as 30 or 1.5.')
    expect(at('to').attributes()).toMatchObject({ 'aria-invalid': 'false' })
    expect(at('to').attributes('aria-describedby')).toBeUndefined()
    expect(isOff()).toBe(true)
    await form.trigger('submit')
    expect(form.emitted()).not.toHaveProperty('change')
    await at('from').setValue('')
    expect([isOff(), form.find('[role="alert"]').exists()]).toEqual([false, false])
    await form.trigger('submit')
    expect(form.emitted('change')).toEqual([[{ [kind]: { to: 3_600_000 } }]])
  }
)

test('a decimal comma and full-width digits are read', async () => {
  const { form, at } = formOf('duration', {})
  await at('from').setValue('1,5')
  await at('to').setValue('３０')
  await form.trigger('submit')
  expect(form.emitted('change')).toEqual([[{ duration: { from: 90_000, to: 1_800_000 } }]])
})

test.each(['', 'soon'])('what is stuck is not asked for without a length (“%s”)', async (text) => {
  const { form, at, isOff } = formOf('stuck', { stuck: 1_800_000 })
  expect(isOff()).toBe(false)
  await at('stuck').setValue(text)
  expect([at('stuck').attributes('aria-invalid'), isOff()]).toEqual(['true', true])
  await form.trigger('submit')
  expect(form.emitted()).not.toHaveProperty('change')
  await at('stuck').setValue('0')
  await form.trigger('submit')
  expect(form.emitted('change')).toEqual([[{ stuck: 0 }]])
})

test('the keys go round a menu, past what cannot be used, and Esc closes it', async () => {
  const items = [
    { id: 'a', label: 'A', hint: 'its value' },
    { id: 'b', label: 'B', off: 'Not here' },
    { id: 'c', label: 'C' }
  ]
  mount(CellMenu, {
    props: { items, at: { x: 1, y: 1 }, label: 'menu' },
    global,
    attachTo: document.body
  })
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  expect(document.activeElement?.textContent).toContain('A')
  expect(document.activeElement?.getAttribute('title')).toBe('its value')
  press('ArrowDown')
  expect(document.activeElement?.textContent).toContain('C')
  press('ArrowDown')
  expect(document.activeElement?.textContent).toContain('A')
})

test('the histogram is used by keys: the bar is said with its numbers, Enter zooms into what is marked', async () => {
  const chart = mount(HistogramChart, {
    props: {
      histogram: {
        edges: [0, 60_000, 120_000, 180_000],
        series: [
          { status: 'successful', counts: [3, 4, 5], elsewhere: 0 },
          { status: 'failed', counts: [0, 2, 0], elsewhere: 0 }
        ],
        total: 14
      },
      zone: 'UTC',
      zoomed: true
    },
    global
  })
  const plot = chart.find('.plot')
  await plot.trigger('keydown', { key: 'ArrowRight' })
  await plot.trigger('keydown', { key: 'ArrowRight' })
  expect(chart.find('[data-testid="histogram-tip"]').text()).toMatch(/6 rows.*Failed 2/s)
  await plot.trigger('keydown', { key: 'ArrowRight', shiftKey: true })
  await plot.trigger('keydown', { key: 'Enter' })
  expect(chart.emitted('zoom')).toEqual([[{ start: 60_000, end: 179_000 }]])
  await plot.trigger('keydown', { key: 'Backspace' })
  expect(chart.emitted('back')).toHaveLength(1)
})
