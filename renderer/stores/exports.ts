import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { ExportInput, ExportResult } from '#shared/api'
import { isAborted } from '#shared/bridge'
import type { AppError } from '#shared/errors'
import type { Pushes } from '#shared/pushes'
import { api } from '../api'
import { endedText } from '../components/export/export-text'
import { asAppError } from '../composables/use-search'
import type { ExportKind } from '../export-kind'
import { i18n } from '../locales'
import { useApp } from './app'

/** How far an export is: rows, and what it waits for until when, ms since the epoch. */
export type ExportReport = Omit<Pushes['exportProgress'], 'callId'>

/** One export at a time, with its progress and how it ended, which is kept until a dialog has shown it. */
export const useExports = defineStore('exports', () => {
  const app = useApp()
  const status = ref<'idle' | 'running' | 'done' | 'closed' | 'failed'>('idle')
  const progress = ref<ExportReport>({ done: 0, total: 0, resumesAt: null, error: null })
  const kind = ref<ExportKind>('rows')
  const result = ref<ExportResult>(null)
  const error = ref<AppError | null>(null)
  let running: { callId: string; abort: AbortController } | null = null
  let count = 0
  /** Dialogs that show it. */
  let dialogs = 0
  let unseen = false

  function watchProgress(): void {
    api.on('exportProgress', ({ callId, ...report }) => {
      if (callId === running?.callId) progress.value = report
    })
  }

  const start = (input: ExportInput, total: number) =>
    run(
      input.from === 'answer' ? 'answer' : 'rows',
      (options) => api.exports.start(input, options),
      total
    )

  async function run(
    what: ExportKind,
    write: (options: { callId: string; signal: AbortSignal }) => Promise<ExportResult>,
    total: number
  ): Promise<void> {
    running = { callId: `export-${Date.now()}-${++count}`, abort: new AbortController() }
    const { callId, abort } = running
    status.value = 'running'
    progress.value = { done: 0, total, resumesAt: null, error: null }
    kind.value = what
    result.value = null
    error.value = null
    try {
      result.value = await write({ callId, signal: abort.signal })
      status.value = result.value ? 'done' : 'closed'
    } catch (cause) {
      status.value = isAborted(cause) ? 'closed' : 'failed'
      error.value = isAborted(cause) ? null : asAppError(cause)
    } finally {
      running = null
    }
    if (dialogs === 0) tell()
  }

  /** Says how it ended where no dialog does. */
  function tell(): void {
    unseen = true
    if (error.value) app.sayFailure(error.value)
    else if (result.value) app.say(endedText(i18n.global.t, kind.value, result.value))
  }

  /** A dialog shows it from now on: what runs, or ended with none there. @returns to be called when it goes */
  function attend(): () => void {
    dialogs++
    if (status.value !== 'running' && !unseen) clear()
    unseen = false
    return () => void dialogs--
  }

  function clear(): void {
    status.value = 'idle'
    result.value = null
    error.value = null
  }

  return {
    status,
    kind,
    progress,
    result,
    error,
    watchProgress,
    start,
    run,
    attend,
    cancel: () => running?.abort.abort(),
    showInFolder: (path: string) => api.exports.showInFolder(path)
  }
})
