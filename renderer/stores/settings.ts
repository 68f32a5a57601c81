import { defineStore } from 'pinia'
import { computed, nextTick, ref } from 'vue'
import { defaultSettings, type Settings, type SettingsPatch } from '#shared/settings'
import { api } from '../api'
import { useMedia } from '../composables/use-media'
import type { Locale } from '../locales'
import type { Appearance } from '../theme'
import { useApp } from './app'

interface Change {
  patch: SettingsPatch
  stored: boolean
}

/** What the user chose for the whole app. A change shows at once and is stored behind it. */
export const useSettings = defineStore('settings', () => {
  const app = useApp()
  const values = ref<Settings>(defaultSettings)
  const prefersDark = useMedia('(prefers-color-scheme: dark)')
  const prefersContrast = useMedia('(prefers-contrast: more)')

  const locale = computed<Locale>(() => {
    const { language } = values.value
    return language === 'system' ? (app.info?.systemLanguage ?? 'en') : language
  })
  const appearance = computed<Appearance>(() => {
    const { theme } = values.value
    return {
      // High contrast is bright or dark as the system is.
      dark: theme === 'system' || theme === 'contrast' ? prefersDark.value : theme === 'dark',
      contrast: theme === 'contrast' || (theme === 'system' && prefersContrast.value)
    }
  })

  /** As the main process said last. */
  let held: Settings = values.value
  /** In the order they were made; one that is stored stays while one before it is on its way. */
  const changes: Change[] = []
  /** Places in the window that could not be stored; they go along with the next change. */
  let unstored: SettingsPatch = {}

  async function load(): Promise<void> {
    values.value = await api.settings.get()
  }

  /**
   * Shows a change and stores it; where that fails it is put back, but for the places in the window. Either
   * is said.
   * @param options `silent`: not said, for what nobody chose
   */
  async function set(patch: SettingsPatch, { silent = false } = {}): Promise<void> {
    if (changes.length === 0) held = values.value
    const change: Change = { patch: { ...unstored, ...patch }, stored: false }
    unstored = {}
    changes.push(change)
    show()
    try {
      take(change, await api.settings.set(change.patch))
    } catch (cause) {
      // It may have been stored before something that follows from it failed.
      putBack(change, await api.settings.get().catch(() => held))
      if (silent) return
      // The language may be what was put back.
      await nextTick()
      if (holds(values.value, patch)) app.sayFailure(cause)
      else app.sayNotKept(cause)
    }
  }

  /** What is held, and over it what answers to older changes do not know yet. */
  function show(): void {
    while (changes[0]?.stored) changes.shift()
    values.value = Object.assign({}, held, ...changes.map(({ patch }) => patch), unstored)
  }

  function take(change: Change, answer: Settings): void {
    const newer = after(change).filter(({ stored }) => stored)
    // Answers may overtake each other; this one may be older than what is held.
    held =
      newer.length === 0
        ? answer
        : Object.assign({}, held, change.patch, ...newer.map(({ patch }) => patch))
    change.stored = true
    show()
  }

  function putBack(change: Change, now: Settings): void {
    const newer: SettingsPatch = Object.assign({}, ...after(change).map(({ patch }) => patch))
    const places = Object.entries(placesOf(change.patch)).filter(([name]) => !(name in newer))
    unstored = { ...Object.fromEntries(places), ...unstored }
    changes.splice(changes.indexOf(change), 1)
    held = now
    show()
  }

  function after(change: Change): Change[] {
    return changes.slice(changes.indexOf(change) + 1)
  }

  return { values, locale, appearance, load, set }
})

/** Where one is and what is in sight: whoever has a full disk must still get about. */
const places = [
  'currentProfile',
  'sidebarOpen',
  'detailOpen',
  'histogramOpen',
  'sidebarWidth',
  'detailWidth'
] as const

function placesOf(patch: SettingsPatch): SettingsPatch {
  const known: ReadonlySet<string> = new Set(places)
  return Object.fromEntries(Object.entries(patch).filter(([name]) => known.has(name)))
}

/** Whether nothing of the patch would change the values. */
function holds(values: Settings, patch: SettingsPatch): boolean {
  return JSON.stringify({ ...values, ...patch }) === JSON.stringify(values)
}
