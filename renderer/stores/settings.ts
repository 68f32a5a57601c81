import { defineStore } from 'pinia'
import { computed, nextTick, ref, type Ref } from 'vue'
import { defaultSettings, type Settings, type SettingsPatch } from '#shared/settings'
import { api } from '../api'
import type { Locale } from '../locales'
import type { Appearance } from '../theme'
import { useApp } from './app'

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
    const before = values.value
    values.value = Object.assign({}, before, patch)
    const asked = { ...unstored, ...patch }
    try {
      values.value = await api.settings.set(asked)
      unstored = {}
    } catch (cause) {
      unstored = placesOf(asked)
      // It may have been stored before something that follows from it failed.
      const held = await api.settings.get().catch(() => before)
      values.value = Object.assign({}, held, unstored)
      if (silent) return
      // The language may be what was put back.
      await nextTick()
      if (holds(values.value, patch)) app.sayFailure(cause)
      else app.sayNotKept(cause)
    }
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

/** Follows what the system says it prefers. */
function useMedia(query: string): Ref<boolean> {
  const media = matchMedia(query)
  const matches = ref(media.matches)
  media.addEventListener('change', () => (matches.value = media.matches))
  return matches
}
