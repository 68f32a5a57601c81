// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { expect, test } from 'vitest'
import StoryChart from '../../renderer/components/story/StoryChart.vue'
import { barsOf, clusterOf, kindOf, spanOf } from '../../renderer/components/story/story-lanes'
import { movedSpan, storyWindow, zoomedSpan } from '../../renderer/components/story/story-span'
import { i18n } from '../../renderer/locales'
import { heldRow } from '../support/held-rows'

const global = { plugins: [i18n] }
const rows = [
  heldRow(40, { status: 'pending', resourceIds: ['ehpc-1', 'cln-2'] }),
  heldRow(20, { status: 'failed', statusTime: 25_000 }),
  heldRow(10)
]

function chart() {
  return mount(StoryChart, {
    attachTo: document.body,
    props: {
      stories: [{ resourceId: 'ehpc-1', zone: 'East · jn1a', rows, total: 9 }],
      current: 'j-20',
      zone: 'UTC',
      now: 60_000,
      window: null
    },
    global
  })
}

test('a story draws each operation in its shape and opens the one that is chosen', async () => {
  const story = chart()
  const bars = story.findAll('[data-testid="story-bar"]')
  expect(bars.map((bar) => bar.attributes('data-job-id'))).toEqual(['j-10', 'j-20', 'j-40'])
  expect(bars.map((bar) => bar.attributes('aria-current'))).toEqual([undefined, 'true', undefined])
  expect(bars[0]?.classes()).toContain('quiet')
  expect(bars[1]?.classes()).toContain('failed')
  expect(bars[1]?.attributes('aria-label')).toMatch(/Failed.*5 s/)
  expect(bars[2]?.classes()).toContain('pending')
  expect(bars[2]?.attributes('aria-label')).toMatch(/20 s.*ehpc-1/)
  expect(story.text()).toContain('East · jn1a')
  expect(story.text()).toContain('3/9')
  await bars[0]?.trigger('click')
  expect(story.emitted('open')).toEqual([[rows[2]]])
})

test('a lane is one stop of the Tab key, and arrows move in it', async () => {
  const story = chart()
  const bars = story.findAll('[data-testid="story-bar"]')
  const stops = () => bars.map((bar) => bar.attributes('tabindex'))
  expect(stops()).toEqual(['-1', '0', '-1'])
  const [, second] = bars
  ;(second?.element as HTMLElement).focus()
  await second?.trigger('keydown', { key: 'ArrowRight' })
  await nextTick()
  expect(document.activeElement).toBe(bars[2]?.element)
  expect(stops()).toEqual(['-1', '-1', '0'])
  await bars[2]?.trigger('keydown', { key: 'Home' })
  expect(document.activeElement).toBe(bars[0]?.element)
})

test('bars at the same time stand below each other, and never past the last line', () => {
  const busy = Array.from({ length: 1000 }, (_, index) => {
    return heldRow(1000 - index, { statusTime: (1000 - index) * 1000 + 500_000 })
  })
  const span = spanOf([{ resourceId: 'ehpc-1', zone: '', rows: busy, total: 1000 }], 0)
  expect(span).toEqual({ start: 1000, end: 1_500_000 })
  const bars = barsOf(busy, span ?? { start: 0, end: 1 }, 0, 6)
  expect(bars).toHaveLength(1000)
  expect(new Set(bars.map(({ line }) => line))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
  expect(bars.slice(0, 3).map(({ line }) => line)).toEqual([0, 1, 2])
  expect(bars.every(({ left, width }) => left >= 0 && left + width <= 100.001)).toBe(true)
})

test('what ended before the stretch or begins after it is not drawn, what reaches in is cut', () => {
  const one = heldRow(10, { statusTime: 40_000 })
  expect(barsOf([one], { start: 20_000, end: 60_000 }, 0, 1)).toMatchObject([
    { left: 0, width: 50 }
  ])
  expect(barsOf([one], { start: 50_000, end: 60_000 }, 0, 1)).toEqual([])
  expect(barsOf([one], { start: 0, end: 5000 }, 0, 1)).toEqual([])
})

test('what is gone is drawn until it was missed, what runs until now', () => {
  const runs = heldRow(10, { status: 'pending' })
  const bars = barsOf([{ ...runs, goneAt: 30_000 }, runs], { start: 0, end: 100_000 }, 60_000, 2)
  expect(bars.map(({ width }) => width)).toEqual([50, 20])
})

test('zooming keeps the point under the pointer, moving keeps the length', () => {
  expect(zoomedSpan({ start: 0, end: 100_000 }, 0.5, 0.25)).toEqual({ start: 12_500, end: 62_500 })
  expect(zoomedSpan({ start: 0, end: 10_000 }, 0.5)).toEqual({ start: 0, end: 10_000 })
  expect(movedSpan({ start: 100, end: 200 }, -0.5)).toEqual({ start: 50, end: 150 })
})

test('a stretch stays within 1970 to 2106, the times that are held', () => {
  const last = Date.UTC(2106, 1, 7, 6, 28, 14)
  const wide = { start: 0, end: last }
  expect(zoomedSpan({ start: 1e12, end: 2e12 }, 100)).toEqual(wide)
  expect(zoomedSpan(wide, 1.25, 0.9)).toEqual(wide)
  expect(movedSpan({ start: 10, end: 110 }, -0.5)).toEqual({ start: 0, end: 100 })
  expect(movedSpan({ start: last - 100, end: last }, 0.5).end).toBe(last)
  expect(storyWindow('week', Date.UTC(-1, 0), Date.UTC(2026, 0))?.start).toBe(0)
})

test('resources are told by the prefixes of the vendor', () => {
  expect(['ehpc-a', 'ehpcq-a', 'cln-a', 'vol-a', ''].map(kindOf)).toEqual([
    'cluster',
    'queue',
    'node',
    'other',
    'other'
  ])
  expect(clusterOf(heldRow(1, { resourceIds: ['cln-1', 'ehpc-2'] }))).toBe('ehpc-2')
})
