// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { watch } from 'vue'
import { AppError } from '#shared/errors'
import { defaultSettings, type Settings } from '#shared/settings'
import { usePaneWidth } from '../../renderer/composables/use-pane-width'
import { setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import { useSettings } from '../../renderer/stores/settings'
import type { Answers } from '../support/fake-bridge'
import { lateAnswer } from '../support/late-answer'

let stored: Settings
const full: Answers[string] = () => {
  throw new AppError('disk-full', 'no space left')
}
const answers = await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  const answers: Answers = {}
  // The page's bridge.
  window.oplog = fakeBridge(answers)
  return answers
})

beforeEach(() => {
  stored = { ...defaultSettings, language: 'en', theme: 'light' }
  Object.assign(answers, { 'settings.get': () => stored, 'settings.set': full })
  setLocale('en')
})

async function open() {
  setActivePinia(createPinia())
  const settings = useSettings()
  await settings.load()
  return { app: useApp(), settings }
}

test('a setting that could not be stored is put back, and that is said', async () => {
  const { app, settings } = await open()
  const changing = settings.set({ theme: 'dark' })
  expect(settings.values.theme).toBe('dark')
  await changing
  expect(settings.values.theme).toBe('light')
  expect(app.message).toBe('The change was not kept. The disk is full.')
})

test('it is said in the language that stays', async () => {
  const { app, settings } = await open()
  const stop = watch(() => settings.locale, setLocale)
  await settings.set({ language: 'zh-CN' })
  stop()
  expect(settings.locale).toBe('en')
  expect(app.message).toBe('The change was not kept. The disk is full.')
})

test('what was stored before something else failed stays, and only that is said', async () => {
  answers['settings.set'] = (patch) => {
    stored = Object.assign({}, stored, patch)
    throw new AppError('archive-unavailable', 'gone')
  }
  const { app, settings } = await open()
  await settings.set({ syncIntervalS: 90 })
  expect(settings.values.syncIntervalS).toBe(90)
  expect(app.message).toBe('The local archive does not answer')
})

test('with nobody there to say what is stored, the values from before are shown', async () => {
  const { settings } = await open()
  answers['settings.get'] = full
  await settings.set({ density: 'compact' })
  expect(settings.values.density).toBe('normal')
})

test('one gets about with a full disk, and the place is stored with the next change that can be', async () => {
  const { app, settings } = await open()
  await settings.set({ currentProfile: 'west' })
  await settings.set({ theme: 'dark' })
  expect([settings.values.currentProfile, settings.values.theme]).toEqual(['west', 'light'])
  expect(app.message).toBe('The change was not kept. The disk is full.')
  answers['settings.set'] = (patch) => (stored = Object.assign({}, stored, patch))
  await settings.set({ density: 'compact' })
  expect(settings.values).toMatchObject({ currentProfile: 'west', density: 'compact' })
  expect(stored).toMatchObject({ currentProfile: 'west', density: 'compact' })
})

test('a width that could not be stored stays until the app quits', async () => {
  const { settings } = await open()
  const { width, drag, keep } = usePaneWidth('sidebarWidth')
  drag(300)
  await keep(300)
  expect([width.value, settings.values.sidebarWidth]).toEqual([300, 300])
})

/** A main process that stores at once, or cannot, and answers each change when it is told to. */
function answering({ refused = -1 } = {}) {
  const calls: (() => Promise<unknown>)[] = []
  answers['settings.set'] = (patch) => {
    const { promise, resolve, reject } = lateAnswer()
    const isRefused = calls.length === refused
    if (!isRefused) stored = Object.assign({}, stored, patch)
    const next = stored
    calls.push(() => {
      if (isRefused) reject(new AppError('disk-full', 'no space left'))
      else resolve(next)
      return flushPromises()
    })
    return promise
  }
  return calls
}

test('the answer to an older change does not undo a newer one', async () => {
  const { settings } = await open()
  const calls = answering()
  const shown = () => settings.values.currentProfile
  for (const id of ['west', 'east', 'north']) void settings.set({ currentProfile: id })
  await flushPromises()
  for (const call of calls) {
    await call()
    expect(shown()).toBe('north')
  }
  // Nor where it overtakes the newer one's.
  calls.length = 0
  for (const id of ['west', 'east']) void settings.set({ currentProfile: id })
  void settings.set({ theme: 'dark' })
  await flushPromises()
  for (const call of calls.toReversed()) {
    await call()
    expect([shown(), settings.values.theme]).toEqual(['east', 'dark'])
  }
})

test('of changes on their way only the one that fails is put back', async () => {
  const { app, settings } = await open()
  const calls = answering({ refused: 0 })
  // What is held cannot be asked for either.
  answers['settings.get'] = full
  void settings.set({ theme: 'dark' })
  void settings.set({ density: 'compact' })
  await flushPromises()
  await calls[0]?.()
  expect(settings.values).toMatchObject({ theme: 'light', density: 'compact' })
  expect(app.message).toBe('The change was not kept. The disk is full.')
  await calls[1]?.()
  expect(settings.values).toMatchObject({ theme: 'light', density: 'compact' })
})

test('a place that could not be stored does not come back over a newer one', async () => {
  const { settings } = await open()
  const calls = answering({ refused: 0 })
  void settings.set({ currentProfile: 'west' })
  void settings.set({ currentProfile: 'east' })
  await flushPromises()
  await calls[0]?.()
  expect(settings.values.currentProfile).toBe('east')
  await calls[1]?.()
  void settings.set({ theme: 'dark' })
  await flushPromises()
  await calls[2]?.()
  expect([stored.currentProfile, settings.values.currentProfile]).toEqual(['east', 'east'])
})

test('what was last run is remembered without a word where that fails', async () => {
  const { app, settings } = await open()
  await settings.set({ recentActions: ['refresh'] }, { silent: true })
  await flushPromises()
  expect([settings.values.recentActions, app.message]).toEqual([[], ''])
})
