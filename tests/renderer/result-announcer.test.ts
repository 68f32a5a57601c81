// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reactive } from 'vue'
import { initialParameters } from '#shared/parameters'
import { i18n, setLocale } from '../../renderer/locales'
import type { Session } from '../../renderer/session'
import ResultAnnouncer from '../../renderer/views/ResultAnnouncer.vue'

beforeEach(() => {
  vi.useFakeTimers()
  setLocale('en')
})
afterEach(() => void vi.useRealTimers())

const question = (start_time: string, owner?: string) => ({
  profileId: 'a',
  parameters: { ...initialParameters, start_time, ...(owner ? { owner } : {}) },
  from: 'auto'
})

/** What is told of a session that asked with a preset; the parts of it that are looked at. */
function announce() {
  const state = { status: 'ready', page: null, total: 5, rows: [], error: null }
  const session = reactive({
    profileId: 'a',
    view: 'live',
    ran: { range: '24h' },
    asked: question('2026-11-27T07:00:00Z'),
    askedArchive: null,
    search: { state }
  })
  const announcer = mount(ResultAnnouncer, {
    props: { session: session as unknown as Session },
    global: { plugins: [i18n] }
  })
  const text = async () => {
    await flushPromises()
    return announcer.find('[data-testid="found"]').text()
  }
  const told = async () => {
    await flushPromises()
    vi.advanceTimersByTime(1000)
    return text()
  }
  return { session, text, told }
}

test('a preset that is asked again is not told again, another question is', async () => {
  const { session, told } = announce()
  const first = await told()
  expect(first).toContain('5')

  session.asked = question('2026-11-27T07:00:15Z')
  session.search.state.total = 6
  expect(await told()).toBe(first)

  session.asked = question('2026-11-27T07:00:30Z', 'usr-1')
  session.search.state.total = 1
  expect(await told()).toContain('1')
})

test('as many rows once more are told, after nothing', async () => {
  const { session, text, told } = announce()
  const first = await told()
  session.search.state.status = 'loading'
  expect(await text()).toBe(first)
  session.search.state.status = 'ready'
  expect(await text()).toBe(first)
  session.asked = question('2026-11-27T07:00:30Z', 'usr-1')
  expect(await text()).toBe('')
  expect(await told()).toBe(first)
  // Who goes back before anything was told is told what there is again.
  session.asked = question('2026-11-27T07:00:30Z', 'usr-2')
  expect(await text()).toBe('')
  session.asked = question('2026-11-27T07:00:30Z', 'usr-1')
  expect(await text()).toBe('')
  expect(await told()).toBe(first)
})
