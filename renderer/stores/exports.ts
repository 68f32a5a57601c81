import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { ExportInput, ExportResult } from '#shared/api'
import { isAborted } from '#shared/bridge'
import type { AppError } from '#shared/errors'
import type { Pushes } from '#shared/pushes'
import { api } from '../api'
import { asAppError } from '../composables/use-search'
import type { ExportKind } from '../export-kind'

/** How far an export is: rows, and until when it waits for the quota, ms since the epoch. */
export type ExportReport = Omit<Pushes['exportProgress'], 'callId'>

/** One export at a time, with its progress and how it ended. */
export const useExports = defineStore('exports', () => {
  const status = ref<'idle' | 'running' | 'done' | 'closed' | 'failed'>('idle')
  const progress = ref<ExportReport>({ done: 0, total: 0, resumesAt: null })
  const kind = ref<ExportKind>('rows')
  const result = ref<ExportResult>(null)
  const error = ref<AppError | null>(null)
  let running: { callId: string; abort: AbortController } | null = null
  let count = 0

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
    progress.value = { done: 0, total, resumesAt: null }
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
  }

  function clear(): void {
    if (status.value === 'running') return
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
    clear,
    cancel: () => running?.abort.abort(),
    showInFolder: (path: string) => api.exports.showInFolder(path)
  }
})
