// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { ComposerTranslation } from 'vue-i18n'
import type { Statistics, StatisticsOrder } from '#shared/archive-query'
import { parseLocal } from '#shared/time'
import HistogramChart from '../../renderer/components/charts/HistogramChart.vue'
import HistogramHead from '../../renderer/components/charts/HistogramHead.vue'
import { legendOf } from '../../renderer/components/charts/histogram-shape'
import { chartOf } from '../../renderer/components/charts/statistics-chart'
import { percentText, pictureTitle } from '../../renderer/components/charts/statistics-text'
import { optionsOf } from '../../renderer/components/charts/chart-options'
import StatisticsChart from '../../renderer/components/charts/StatisticsChart.vue'
import StatisticsTable from '../../renderer/components/charts/StatisticsTable.vue'
import { daySpan } from '../../renderer/day-span'
import { i18n, setLocale } from '../../renderer/locales'
import { colourOf } from '../../renderer/theme'
import { useElementProperties } from '../support/element-properties'

const global = { plugins: [i18n] }

// A canvas that takes every call; nothing is looked at.
const getContext: PropertyDescriptor = {
  value(this: HTMLCanvasElement) {
    const known = { canvas: this, measureText: () => ({ width: 6 }) }
    return new Proxy(known, { get: (o, key) => Reflect.get(o, key) ?? (() => undefined) })
  }
}
useElementProperties(
  () => ({ getContext }),
  () => HTMLCanvasElement.prototype
)
const group = (key: string, count: number, failed = 0, pending = 0) => ({
  ...{ key, count, failed, pending },
  ...{ p50: 1000, p95: 61_000, max: 3_600_000 }
})

const words = {
  label: (key: string) => key,
  duration: String,
  span: String,
  ended: 'ended',
  pending: 'running',
  failed: 'failed',
  rate: 'rate',
  p50: 'p50',
  p95: 'p95'
}
const appearance = { dark: false, contrast: false }

function statistics(size: number): Statistics {
  const groups = Array.from({ length: size }, (_, index) => group(`r-${index}`, size - index, 1))
  return { groups, distinct: size, matching: size, all: group('', 9999, 12, 3) }
}

function table(size: number, order: StatisticsOrder = { column: 'count', descending: true }) {
  setLocale('en')
  const nameOf = (key: string) => key || '(empty)'
  return mount(StatisticsTable, {
    props: { statistics: statistics(size), order, keyName: 'Resource', nameOf },
    global
  })
}

test('a table of ten thousand groups is paged, its last line is all operations', async () => {
  const wrapper = table(10_000)
  const keys = () =>
    wrapper.findAll('[data-testid="statistics-row"]').map((row) => row.attributes('data-key'))
  expect(keys()).toHaveLength(100)
  await wrapper.find('[data-testid="statistics-next"]').trigger('click')
  expect(keys()[0]).toBe('r-100')
  expect(wrapper.text()).toContain('101–200 of 10,000')
  expect(wrapper.find('[data-testid="statistics-all"]').text()).toContain('9,999')
  await wrapper.setProps({ order: { column: 'key', descending: false } })
  expect(keys()[0]).toBe('r-0')
})

test('a head sorts down first, then up; a row is chosen, with Shift excluded, and has a menu', async () => {
  const wrapper = table(3)
  await wrapper.find('[data-head="p95"] button').trigger('click')
  await wrapper.find('[data-head="count"] button').trigger('click')
  expect(wrapper.emitted('sort')).toEqual([
    [{ column: 'p95', descending: true }],
    [{ column: 'count', descending: false }]
  ])
  expect(wrapper.find('[data-head="count"]').attributes('aria-sort')).toBe('descending')
  const choose = wrapper.find('[data-testid="statistics-choose"]')
  await choose.trigger('click')
  await choose.trigger('click', { shiftKey: true })
  expect(wrapper.emitted('choose')).toEqual([
    ['r-0', false],
    ['r-0', true]
  ])
  await choose.trigger('contextmenu')
  expect(wrapper.emitted('menu')?.[0]?.[0]).toBe('r-0')
})

test('the chart holds the very figures of the table, failed and running in their colours', () => {
  const groups = [group('a', 10, 2, 3), group('b', 4)]
  for (const dark of [true, false]) {
    const appearance = { dark, contrast: false }
    const { data } = chartOf({ kind: 'counts', groups, upright: false, appearance, words })
    expect(data.datasets.map((set) => [set.label, set.data])).toEqual([
      ['ended', [5, 4]],
      ['running', [3, 0]],
      ['failed', [2, 0]],
      ['rate', [20, 0]]
    ])
    expect(data.datasets[2]?.backgroundColor).toBe(colourOf('failed', appearance))
  }
  const { data } = chartOf({
    kind: 'durations',
    groups,
    upright: true,
    appearance,
    words
  })
  expect(data.datasets.map((set) => set.data)).toEqual([
    [1000, 1000],
    [61_000, 61_000]
  ])
})

test('a group of which nothing has ended has no duration to tell', () => {
  const drawing = { kind: 'durations', groups: [], upright: false, appearance } as const
  const options = optionsOf({ ...drawing, words: { ...words, duration: (ms) => `${ms} ms` } })
  const label = options.plugins?.tooltip?.callbacks?.label as (item: unknown) => string
  const said = (raw: number | null) => label({ dataset: { type: 'bar', label: 'Median' }, raw })
  expect([null, 0].map(said)).toEqual(['Median: –', 'Median: 0 ms'])
})

test('the keys stay on their bar when the figures are counted anew', async () => {
  setLocale('en')
  const groups = () => [group('a', 3), group('b', 2), group('c', 1)]
  const chart = mount(StatisticsChart, {
    props: { kind: 'durations', groups: groups(), upright: false, appearance, nameOf: String },
    attachTo: document.body,
    global
  })
  const plot = chart.find('.plot')
  await plot.trigger('keydown', { key: 'ArrowDown' })
  await plot.trigger('keydown', { key: 'ArrowDown' })
  await chart.setProps({ groups: groups().toReversed() })
  await nextTick()
  expect(chart.find('.said').text()).toMatch(/^b/)
  await plot.trigger('keydown', { key: 'Enter' })
  expect(chart.emitted('choose')).toEqual([['b', false]])
  await chart.setProps({ groups: [group('d', 1)] })
  await plot.trigger('keydown', { key: 'Enter' })
  expect(chart.emitted('choose')).toHaveLength(1)
  await plot.trigger('keydown', { key: 'ArrowUp' })
  expect(chart.find('.said').text()).toMatch(/^d/)
  chart.unmount()
})

test('a rate is never rounded to none or to all', () => {
  expect([0, 0.01, 8.04, 99.97, 100].map(percentText)).toEqual([
    '0.0%',
    '<0.1%',
    '8.0%',
    '99.9%',
    '100.0%'
  ])
})

test('a day is one of the zone, to its last second', () => {
  const span = daySpan('2026-03-31', 'Asia/Shanghai')
  expect(span).toEqual({
    start: Date.parse('2026-03-30T16:00:00Z'),
    end: Date.parse('2026-03-31T15:59:59Z')
  })
  expect(daySpan('2026-12-31', 'local')?.end).toBe((parseLocal('2027-01-01', 'local') ?? 0) - 1000)
  expect(daySpan('no day', 'UTC')).toBeNull()
})

const histogram = {
  edges: [0, 60_000, 120_000],
  series: [
    { status: 'successful', counts: [3, 4], elsewhere: 0 },
    { status: 'failed', counts: [0, 2], elsewhere: 0 }
  ],
  total: 9
}

test('the legend has exact counts, keeps what the filter hides, and filters', async () => {
  const legend = legendOf(histogram, { isNot: { status: ['working'] }, is: { status: ['failed'] } })
  expect(legend).toEqual([
    { status: 'failed', count: 2, named: 'is' },
    { status: 'working', count: null, named: 'isNot' },
    { status: 'successful', count: 7, named: null }
  ])
  const head = mount(HistogramHead, { props: { open: true, legend, statistics: false }, global })
  const items = head.findAll('[data-testid="histogram-legend"]')
  expect(items.map((item) => item.attributes('aria-pressed'))).toEqual(['true', 'false', 'false'])
  await items[2]?.trigger('click', { shiftKey: true })
  expect(head.emitted('status')).toEqual([['successful', true]])
})

test.each([
  ['keydown', { key: 'Escape' }],
  // The system takes the pointer away, for a gesture of its own.
  ['pointercancel', {}]
])('%s lets go of a brush that is being drawn', async (event, values) => {
  const chart = mount(HistogramChart, { props: { histogram, zone: 'UTC', zoomed: false }, global })
  const plot = chart.find('.plot')
  const element = plot.element as HTMLElement
  element.setPointerCapture = () => undefined
  await plot.trigger('pointerdown', { button: 0, clientX: 1 })
  expect(chart.find('.brush').exists()).toBe(true)
  await plot.trigger(event, values)
  expect(chart.find('.brush').exists()).toBe(false)
  await plot.trigger('pointermove', { clientX: 5 })
  await plot.trigger('pointerup')
  expect(chart.emitted('zoom')).toBeUndefined()
})

test('the title of a picture names whose operations are not in it', () => {
  setLocale('en')
  // The same function, typed by the keys of these locales.
  const t = i18n.global.t as unknown as ComposerTranslation
  const error = { code: 'archive-newer', message: '' } as const
  const unread = ['p', 'q'].map((profileId) => ({ profileId, error }))
  const title = (figures: Statistics) =>
    pictureTitle(t, 'owner', figures, (profileId) => `Zone ${profileId}`)
  expect(title(statistics(3))).toBe('Statistics · Owner · 9,999 rows')
  expect(title({ ...statistics(3), unread })).toMatch(/rows · without Zone p,? and Zone q$/)
})
