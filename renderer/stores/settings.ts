import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { defaultSettings, type Settings, type SettingsPatch } from '#shared/settings'
import { api } from '../api'
import type { Locale } from '../locales'
import { useApp } from './app'

/** What the user chose for the whole app. A change shows at once and is stored behind it. */
export const useSettings = defineStore('settings', () => {
  const app = useApp()
  const values = ref<Settings>(defaultSettings)
  const systemDark = matchMedia('(prefers-color-scheme: dark)')
  const prefersDark = ref(systemDark.matches)
  systemDark.addEventListener('change', () => (prefersDark.value = systemDark.matches))

  const locale = computed<Locale>(() => {
    const { language } = values.value
    return language === 'system' ? (app.info?.systemLanguage ?? 'en') : language
  })
  const dark = computed(() => {
    const { theme } = values.value
    return theme === 'system' ? prefersDark.value : theme === 'dark'
  })

  async function load(): Promise<void> {
    values.value = await api.settings.get()
  }

  async function set(patch: SettingsPatch): Promise<void> {
    values.value = Object.assign({}, values.value, patch)
    values.value = await api.settings.set(patch)
  }

  return { values, locale, dark, load, set }
})
