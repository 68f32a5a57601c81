// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ArchivePageInput } from '#shared/archive-query'
import type { Bridge } from '#shared/bridge'
import { AppError, toWire } from '#shared/errors'
import { heldRow } from '../support/held-rows'

let away = false
/** What an answer waits for. */
let slow: (() => Promise<void>) | null = null

/** Holds every job but `j-404`. */
function answer(method: string, input: unknown): unknown {
  if (away) throw new Error('the archive is away')
  if (method === 'operations.record') return JSON.stringify(input)
  if (method !== 'archive.page') throw new RangeError(method)
  const { selection } = input as ArchivePageInput
  const [jobId = ''] = selection.filter?.is?.job_id ?? []
  const [profileId = ''] = selection.profileIds
  if (profileId === 'deleted') throw new AppError('profile-unknown', 'There is no such profile.')
  return { rows: jobId === 'j-404' ? [] : [heldRow(1, { jobId, profileId })] }
}

const bridge: Bridge = {
  call: async (method, input) => {
    await slow?.()
    try {
      return JSON.stringify({ ok: true, value: answer(method, input) })
    } catch (error) {
      return JSON.stringify({ ok: false, error: toWire(error as AppError) })
    }
  },
  on: () => () => undefined
}
Object.assign(window, { oplog: bridge })

/** The stores look for the bridge when they are loaded. */
async function open() {
  setActivePinia(createPinia())
  const { useApp } = await import('../../renderer/stores/app')
  const { mostCompared, useComparison } = await import('../../renderer/stores/comparison')
  return { app: useApp(), comparison: useComparison(), mostCompared }
}

let stores: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  stores = await open()
})

test('rows named by profile and job are read, in the order they were chosen', async () => {
  const { app, comparison } = stores
  comparison.compare(['a/j-2', 'b/j-1'])
  expect(app.dialog).toBe('compare')
  await vi.waitFor(() => expect(comparison.rows).toHaveLength(2))
  expect(comparison.rows?.map(({ row }) => [row.profileId, row.jobId])).toEqual([
    ['a', 'j-2'],
    ['b', 'j-1']
  ])
  comparison.remove({ profileId: 'a', jobId: 'j-2' })
  expect(comparison.rows?.map(({ row }) => row.jobId)).toEqual(['j-1'])
})

test('one row is not compared, more than five are cut with a word', async () => {
  const { app, comparison, mostCompared } = stores
  comparison.compare(['a/j-1'])
  expect([app.dialog, app.message]).toEqual([null, 'Choose at least two operations to compare.'])
  comparison.compare(Array.from({ length: 9 }, (_, index) => `a/j-${index}`))
  expect(app.message).toContain(String(mostCompared))
  await vi.waitFor(() => expect(comparison.rows).toHaveLength(mostCompared))
})

test.each(['a/j-404', 'deleted/j-2'])(
  '%s, which is not held, is left out, counted, and takes the place of no other',
  async (missing) => {
    const { comparison } = stores
    comparison.compare(['a/j-1', missing, 'a/j-3'])
    await vi.waitFor(() => expect(comparison.rows).toHaveLength(2))
    expect([comparison.lacking, comparison.failed]).toEqual([1, false])
    expect(comparison.places.map(({ jobId }) => jobId)).toEqual(['j-1', 'j-3'])
    void comparison.open()
    await vi.waitFor(() => expect(comparison.rows).toHaveLength(2))
    expect(comparison.lacking).toBe(0)
  }
)

test('an answer that comes late shows nothing of a comparison that is over', async () => {
  const { comparison } = stores
  const releases: (() => void)[] = []
  slow = () => new Promise((resolve) => releases.push(resolve))
  comparison.compare(['a/j-1', 'a/j-2'])
  slow = null
  comparison.compare(['b/j-3', 'b/j-4'])
  await vi.waitFor(() => expect(comparison.rows).toHaveLength(2))
  releases.forEach((release) => release())
  await flushPromises()
  expect(comparison.rows?.map(({ row }) => row.jobId)).toEqual(['j-3', 'j-4'])
  expect(comparison.places).toHaveLength(2)
})

test('a row is added once and taken out by the same button, at most five', () => {
  const { comparison, mostCompared } = stores
  for (let index = 0; index < mostCompared + 2; index++) {
    comparison.toggle({ profileId: 'a', jobId: `j-${index}` })
  }
  expect(comparison.places).toHaveLength(mostCompared)
  comparison.toggle({ profileId: 'a', jobId: 'j-0' })
  expect(comparison.holds({ profileId: 'a', jobId: 'j-0' })).toBe(false)
  expect(comparison.places).toHaveLength(mostCompared - 1)
})

test('what could not be read is read once more', async () => {
  away = true
  stores.comparison.compare(['a/j-2', 'b/j-1'])
  await flushPromises()
  away = false
  const { default: CompareDialog } = await import('../../renderer/views/CompareDialog.vue')
  const { i18n } = await import('../../renderer/locales')
  const dialog = mount(CompareDialog, {
    global: { plugins: [i18n], stubs: { DialogCard: { template: '<div><slot /></div>' } } }
  })
  await dialog.find('[data-testid="compare-retry"]').trigger('click')
  await flushPromises()
  expect(dialog.find('[role="alert"]').exists()).toBe(false)
  expect(dialog.findAll('[data-testid="compare-row"]')).toHaveLength(2)
})
