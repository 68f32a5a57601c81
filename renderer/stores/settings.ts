import { defineStore } from 'pinia'
import { computed, ref, type Ref } from 'vue'
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

  async function load(): Promise<void> {
    values.value = await api.settings.get()
  }

  async function set(patch: SettingsPatch): Promise<void> {
    values.value = Object.assign({}, values.value, patch)
    values.value = await api.settings.set(patch)
  }

  return { values, locale, appearance, load, set }
})

/** Follows what the system says it prefers. */
function useMedia(query: string): Ref<boolean> {
  const media = matchMedia(query)
  const matches = ref(media.matches)
  media.addEventListener('change', () => (matches.value = media.matches))
  return matches
}
