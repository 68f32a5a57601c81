// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowReactive } from 'vue'
import type { Histogram, HistogramInput } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { toInstant } from '#shared/time'
import { i18n } from '../../renderer/locales'
import type { Session } from '../../renderer/session'
import { useProfiles } from '../../renderer/stores/profiles'
import HistogramView from '../../renderer/views/HistogramView.vue'

/** When the failures that are held were created, ms. */
const { failures, spans } = vi.hoisted(() => {
  const failures: number[] = []
  const spans: { start: number; end: number }[] = []
  // One bar over the span that is asked for; what lies outside it is not counted.
  const count = ({ span }: HistogramInput): Histogram => {
    const { start, end } = span ?? { start: 0, end: Infinity }
    spans.push({ start, end })
    const total = failures.filter((time) => time >= start && time < end).length
    return {
      edges: [start, end],
      series: [{ status: 'failed', counts: [total], elsewhere: 0 }],
      total
    }
  }
  window.oplog = {
    call: async (method, input) => {
      if (method !== 'archive.histogram') throw new Error(method)
      return JSON.stringify({ ok: true, value: count(input as HistogramInput) })
    },
    on: () => () => undefined
  }
  return { failures, spans }
})

const start = Date.parse('2026-11-27T07:00:00Z')
const minuteMs = 60_000

beforeEach(() => {
  setActivePinia(createPinia())
  vi.useFakeTimers({ now: start + 30 * minuteMs })
  failures.length = spans.length = 0
})
afterEach(() => vi.useRealTimers())

/** The histogram of a range that was asked for half an hour after its start. */
function histogramOf(end_time?: string) {
  const end = end_time === undefined ? {} : { end_time }
  const parameters = { ...initialParameters, start_time: toInstant(start), ...end }
  const state = shallowReactive({ version: 1 })
  const selection = { profileIds: ['a'], parameters, filter: {} }
  // The parts of a session that the histogram looks at.
  const session = {
    ...{ asked: { parameters }, askedArchive: { selection }, archive: { state } },
    ...{ profileId: 'a', search: { state: { page: null } } },
    ...{ filter: {}, zoomedFrom: [], statistics: false }
  } as unknown as Session
  const stubs = { HistogramChart: true, HistogramHead: true }
  const view = mount(HistogramView, { props: { session }, global: { plugins: [i18n], stubs } })
  return { state, counted: () => view.emitted('failed')?.at(-1) }
}

/** A failure comes in, some time after the range was asked for. */
async function failLater(state: { version: number }): Promise<void> {
  await vi.advanceTimersByTimeAsync(10 * minuteMs)
  failures.push(Date.now() - 1)
  state.version++
  await vi.advanceTimersByTimeAsync(2000)
}

test('a range without an end counts the failures that come in after it was asked for', async () => {
  failures.push(start + minuteMs)
  const { state, counted } = histogramOf()
  await flushPromises()
  expect(counted()).toEqual([1])
  await failLater(state)
  expect(counted()).toEqual([2])
  await failLater(state)
  expect(counted()).toEqual([3])
  // Without news nothing is asked, though time goes on.
  await vi.advanceTimersByTimeAsync(10 * minuteMs)
  expect(spans).toHaveLength(3)
})

test('what was counted before it was opened again is not the count of what is asked now', async () => {
  failures.push(start + minuteMs)
  const { counted } = histogramOf()
  expect(counted()).toEqual([null])
  await flushPromises()
  expect(counted()).toEqual([1])
})

test('a range with an end keeps it', async () => {
  const end = start + 20 * minuteMs
  const { state, counted } = histogramOf(toInstant(end))
  await failLater(state)
  expect(spans).toEqual([
    { start, end },
    { start, end }
  ])
  expect(counted()).toEqual([0])
})

test('a range without an end reaches to now by the clock of the service', async () => {
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const connection = {
    profileId: 'a',
    state: 'live',
    at: 0,
    skewMs: -10 * minuteMs,
    quota
  } as const
  useProfiles().connections = { a: connection }
  histogramOf()
  await flushPromises()
  expect(spans).toEqual([{ start, end: start + 40 * minuteMs }])
})
