import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { AppInfo, Notice } from '#shared/api'
import { api } from '../api'

/** The running app: its runtime, what it found at start, short messages, open dialogs. */
export const useApp = defineStore('app', () => {
  const info = ref<AppInfo | null>(null)
  const notices = ref<Notice[]>([])
  const message = ref('')
  const dialog = ref<'profile' | 'export' | 'about' | 'compare' | 'story' | null>(null)
  const locked = computed(() => info.value?.locked ?? false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    info.value = await api.app.info()
    notices.value = [...info.value.notices]
    api.on('notice', (notice) => {
      const known = notices.value.some(({ code, path }) => {
        return code === notice.code && path === notice.path
      })
      if (!known) notices.value.push(notice)
    })
  }

  async function dismiss(notice: Notice): Promise<void> {
    notices.value = notices.value.filter((other) => other !== notice)
    await api.app.dismissNotice(notice)
  }

  /** Shows a sentence for a few seconds, and says it to screen readers. */
  function say(text: string): void {
    message.value = text
    clearTimeout(timer)
    timer = setTimeout(() => (message.value = ''), 6000)
  }

  return { info, notices, message, dialog, locked, load, dismiss, say }
})
