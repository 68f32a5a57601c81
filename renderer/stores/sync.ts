import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { SyncState, VerifyReport } from '#shared/sync'
import { api } from '../api'
import { isWhole } from '../components/sync/coverage-shape'
import { isRunning } from '../components/sync/sync-text'
import { asAppError } from '../composables/use-search'
import { firstRows } from '../first-rows'
import type { AppError } from '#shared/errors'

type Step = 'start' | 'pause' | 'newest'

/** How the sync of each profile stands, and what may be asked of it. */
export const useSync = defineStore('sync', () => {
  const states = ref<Record<string, SyncState>>({})
  const verified = ref<Record<string, VerifyReport>>({})
  const error = ref<AppError | null>(null)
  const verifying = ref(false)

  function watchProgress(): void {
    api.on('syncProgress', (state) => (states.value[state.profileId] = state))
  }

  async function load(profileId: string): Promise<void> {
    // The first question starts the archive's process.
    await firstRows
    await attempt(async () => {
      states.value[profileId] = await api.sync.state(profileId)
    })
  }

  async function act(step: Step, profileId: string): Promise<void> {
    await actAll(step, [profileId])
  }

  /** What can be done with some profiles together, and with which of them. */
  function stepsOf(profileIds: readonly string[]): Record<'start' | 'pause', string[]> {
    const isAtWork = (id: string) => {
      const state = states.value[id]
      return state !== undefined && isRunning(state)
    }
    const atRest = profileIds.filter((id) => !isAtWork(id))
    // Beside others that run, those that hold everything have nothing to begin.
    const isAwaited = (id: string) => {
      const state = states.value[id]
      if (state === undefined) return false
      return state.phase === 'paused' || !isWhole(state.coverage, Date.now())
    }
    return {
      start: atRest.length === profileIds.length ? atRest : atRest.filter(isAwaited),
      pause: profileIds.filter(isAtWork)
    }
  }

  async function actAll(step: Step, profileIds: readonly string[]): Promise<void> {
    await attempt(async () => {
      const after = await Promise.allSettled(profileIds.map((id) => api.sync[step](id)))
      for (const result of after) {
        if (result.status === 'fulfilled') states.value[result.value.profileId] = result.value
      }
      const failed = after.find((result) => result.status === 'rejected')
      if (failed) throw failed.reason
    })
  }

  /** Counts again what is held against the service. */
  async function verify(profileId: string): Promise<void> {
    verifying.value = true
    // What was counted before must not pass for a re-count that fails.
    delete verified.value[profileId]
    await attempt(async () => {
      try {
        verified.value[profileId] = await api.sync.verify(profileId)
      } finally {
        verifying.value = false
        states.value[profileId] = await api.sync.state(profileId)
      }
    })
  }

  async function attempt(action: () => Promise<void>): Promise<void> {
    error.value = null
    try {
      await action()
    } catch (cause) {
      error.value = asAppError(cause)
    }
  }

  return { states, verified, verifying, error, watchProgress, load, act, actAll, stepsOf, verify }
})
