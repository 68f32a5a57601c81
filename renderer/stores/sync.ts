import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { SyncState, VerifyReport } from '#shared/sync'
import { api } from '../api'
import { isWhole } from '../components/sync/coverage-shape'
import { isRunning } from '../components/sync/sync-text'
import { asAppError } from '../composables/use-search'
import { firstRows } from '../first-rows'
import type { AppError } from '#shared/errors'
import { useApp } from './app'
import { useProfiles } from './profiles'

type Step = 'start' | 'pause' | 'newest'

/** How the sync of each profile stands, and what may be asked of it. */
export const useSync = defineStore('sync', () => {
  const app = useApp()
  const profiles = useProfiles()
  const states = ref<Record<string, SyncState>>({})
  const verified = ref<Record<string, VerifyReport>>({})
  const verifying = ref<Record<string, boolean>>({})
  /** Why what was asked last of a sync failed. */
  const errors = ref<Record<string, AppError>>({})
  /** Why a state could not be read. */
  const unread = ref<Record<string, AppError>>({})

  function watchProgress(): void {
    api.on('syncProgress', keep)
  }

  function keep(state: SyncState): void {
    states.value[state.profileId] = state
    delete unread.value[state.profileId]
  }

  async function load(profileId: string): Promise<void> {
    // The first question starts the archive's process.
    await firstRows
    try {
      keep(await api.sync.state(profileId))
    } catch (cause) {
      unread.value[profileId] = asAppError(cause)
    }
  }

  /** What failed is over once those who saw it went on. */
  function forget(profileIds: readonly string[]): void {
    for (const id of profileIds) delete errors.value[id]
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
    await Promise.all(
      profileIds.map((id) => attempt(id, async () => keep(await api.sync[step](id))))
    )
  }

  /** Counts again what is held against the service. */
  async function verify(profileId: string): Promise<void> {
    verifying.value[profileId] = true
    // What was counted before must not pass for a re-count that fails.
    delete verified.value[profileId]
    await attempt(profileId, async () => {
      try {
        verified.value[profileId] = await api.sync.verify(profileId)
      } finally {
        delete verifying.value[profileId]
        keep(await api.sync.state(profileId))
      }
    })
  }

  /** A failure is said too: its panel is mostly closed, or another profile's is there. */
  async function attempt(profileId: string, action: () => Promise<void>): Promise<void> {
    delete errors.value[profileId]
    try {
      await action()
    } catch (cause) {
      errors.value[profileId] = asAppError(cause)
      const { list, shownId } = profiles
      const other = profileId === shownId ? undefined : list.find(({ id }) => id === profileId)
      app.sayFailure(cause, other?.name)
    }
  }

  return {
    states,
    verified,
    verifying,
    errors,
    unread,
    watchProgress,
    load,
    forget,
    act,
    actAll,
    stepsOf,
    verify
  }
})
