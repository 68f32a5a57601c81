// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import type { ComposerTranslation } from 'vue-i18n'
import { afterEach, beforeEach, expect, test } from 'vitest'
import FilterChips from '../../renderer/components/filters/FilterChips.vue'
import StatisticsTable from '../../renderer/components/charts/StatisticsTable.vue'
import ValuePicker from '../../renderer/components/filters/ValuePicker.vue'
import { valueText } from '../../renderer/components/filters/condition-text'
import { recordFields } from '../../renderer/components/detail/record-fields'
import { learnActions } from '../../renderer/components/known-actions'
import { rowsAsText } from '../../renderer/copy-rows'
import { i18n, setLocale } from '../../renderer/locales'
import { tableColumns } from '../../renderer/table-columns'
import { heldRow } from '../support/held-rows'

const global = { plugins: [i18n] }
// The same function, typed by the keys of these locales.
const t = i18n.global.t as unknown as ComposerTranslation
const { te } = i18n.global
const removed = { action: 'HpcQueueRemoveEhpcQueueNodes', description: '从队列移除节点' }
const say = (field: 'job_action' | 'action_describe', value: string) =>
  valueText(t, te, field, value)

beforeEach(() => {
  setLocale('en')
  learnActions([removed])
})
afterEach(() => setLocale('en'))

test('an action and its description are one thing to the reader, in the words of the table', () => {
  expect(say('action_describe', removed.description)).toBe('Remove queue nodes')
  expect(say('job_action', removed.action)).toBe('Remove queue nodes')
  setLocale('zh-CN')
  expect(say('action_describe', removed.description)).toBe('从队列移除节点')
  expect(say('job_action', removed.action)).toBe('从队列移除节点')
})

test('a description of several actions is none’s name', () => {
  learnActions([
    { action: 'HpcClusterCreateEhpcCluster', description: '创建' },
    { action: 'HpcQueueCreateEhpcQueue', description: '创建' }
  ])
  expect(say('action_describe', '创建')).toBe('创建')
})

test('a chip is named once a row with its value was seen, and has the value as its tooltip', async () => {
  const filter = { is: { action_describe: ['重启节点'] } }
  const chips = mount(FilterChips, { props: { filter }, global })
  const chip = chips.find('[data-testid="filter-chip"]')
  expect(chip.find('b').text()).toBe('重启节点')
  learnActions([{ action: 'HpcNodeRestartEhpcNodes', description: '重启节点' }])
  await nextTick()
  expect(chip.find('b').text()).toBe('Restart nodes')
  expect(chip.attributes('title')).toBe('重启节点')
})

test('a picker names its values, shows what they are, and filters by that', async () => {
  const counts = { values: [{ value: removed.description, count: 3 }], distinct: 1 }
  const asked = { field: 'action_describe' as const, kind: 'is' as const, filter: {} }
  const props = { ...asked, counts, failed: false }
  const picker = mount(ValuePicker, { props, global, attachTo: document.body })
  const value = picker.find('[data-testid="picker-value"]')
  expect(value.text()).toMatch(/^Remove queue nodes\s*从队列移除节点/)
  await value.find('input').trigger('change')
  expect(picker.emitted('change')).toEqual([[{ is: { action_describe: [removed.description] } }]])
})

test('statistics by action name it in words, and keep its own name in sight', () => {
  const figures = { count: 2, failed: 0, pending: 0, p50: null, p95: null, max: null }
  const statistics = {
    groups: [{ ...figures, key: removed.action }],
    matching: 1,
    distinct: 1,
    all: figures
  }
  const props = {
    statistics,
    order: { column: 'count' as const, descending: true },
    keyName: 'Action',
    nameOf: (key: string) => say('job_action', key)
  }
  const button = mount(StatisticsTable, { props, global }).find('[data-testid="statistics-choose"]')
  expect(button.text()).toMatch(/^Remove queue nodes\s+HpcQueueRemoveEhpcQueueNodes$/)
})

test('the detail and copied rows name an operation as the table does', () => {
  const row = heldRow(1, removed)
  const zone = 'UTC' as const
  const detail = recordFields({ t, te, zone }, row, null)
  const columns = tableColumns([
    { field: 'action_describe', width: 100, pinned: false, difference: false }
  ])
  const both = 'Remove queue nodes 从队列移除节点'
  expect(detail.find(({ name }) => name === 'action_describe')?.text).toBe(both)
  expect(rowsAsText('tsv', [row], { columns, zone, t, te }).split('\n')[1]).toBe(both)
  expect(rowsAsText('json', [row], { columns, zone, t, te })).toContain('"从队列移除节点"')
})
