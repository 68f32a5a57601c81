import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ComposerTranslation } from 'vue-i18n'
import type { AppInfo, Notice } from '#shared/api'
import { api } from '../api'
import { failureText } from '../components/text'
import { asAppError } from '../composables/use-search'
import type { HelpPlace } from '../help/pages'
import { i18n } from '../locales'

type Dialog = 'profile' | 'export' | 'statistics-export' | 'about' | 'compare' | 'story' | 'go-to'

/** The running app: its runtime, what it found at start, short messages, open dialogs. */
export const useApp = defineStore('app', () => {
  const info = ref<AppInfo | null>(null)
  const notices = ref<Notice[]>([])
  const message = ref('')
  /** Grows with each message, so that the same words once more are another one. */
  const turn = ref(0)
  /** Takes back what the message tells of; null: that cannot be taken back. */
  const undo = shallowRef<(() => void) | null>(null)
  const dialog = ref<Dialog | null>(null)
  /** What lies over the window for a moment, and over a dialog never. */
  const overlay = ref<'palette' | 'shortcuts' | null>(null)
  /** Where the user guide is open; null: it is closed. It may lie over a dialog, which keeps what was typed. */
  const help = ref<HelpPlace | null>(null)
  const mac = computed(() => info.value?.platform.startsWith('darwin') ?? false)
  const locked = computed(() => info.value?.locked ?? false)
  let timer: ReturnType<typeof setTimeout> | undefined
  /** How long the message is to be read, ms. */
  let lasts = 0

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
  function say(text: string, takeBack: (() => void) | null = null): void {
    message.value = text
    turn.value++
    undo.value = takeBack
    lasts = takeBack ? 10_000 : 6000
    letPass()
  }

  /** A window in the tray or minimized shows it to nobody, so its time begins once it can be read. */
  function letPass(): void {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') timer = setTimeout(silence, lasts)
    else document.addEventListener('visibilitychange', letPass, { once: true })
  }

  /**
   * Says what went wrong, where nothing on screen has a place for it.
   * @param of where it did, unless that is on screen
   */
  function sayFailure(cause: unknown, of = ''): void {
    const value = failureOf(cause)
    say(of ? i18n.global.t('joined.labelled', { label: of, value }) : value)
  }

  /** Says that what the user changed is as it was, and why. */
  function sayNotKept(cause: unknown): void {
    say(i18n.global.t('app.notKept', { what: failureOf(cause) }))
  }

  function silence(): void {
    message.value = ''
    undo.value = null
  }

  /** Something else was done since, so the button would take back the wrong thing. */
  function withdrawUndo(): void {
    if (undo.value) silence()
  }

  function toggle(name: 'palette' | 'shortcuts'): void {
    overlay.value = overlay.value === name ? null : name
  }

  function openHelp(place: HelpPlace = { page: 'first-steps', anchor: '' }): void {
    overlay.value = null
    help.value = place
  }

  return {
    info,
    notices,
    message,
    turn,
    undo,
    dialog,
    overlay,
    help,
    openHelp,
    mac,
    locked,
    load,
    dismiss,
    say,
    sayFailure,
    sayNotKept,
    withdrawUndo,
    toggle
  }
})

function failureOf(cause: unknown): string {
  const { t, te } = i18n.global
  // The same function, typed by the keys of these locales.
  return failureText(t as unknown as ComposerTranslation, te, asAppError(cause))
}
