import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { UpdateState } from '#shared/updates'
import { api } from '../api'

/** A newer release of the app: whether there is one, and what the user does about it. */
export const useUpdates = defineStore('updates', () => {
  const state = ref<UpdateState | null>(null)
  /** The version the user will think about later; until the next start. */
  const postponed = ref('')

  /** Nobody is told that a look by itself failed: the next one may not. */
  const shown = computed(() => {
    const { phase, release } = state.value ?? {}
    const there = phase === 'available' || phase === 'downloading' || phase === 'ready'
    return there && release?.version !== postponed.value ? state.value : null
  })
  const off = computed(() => (state.value?.phase ?? 'off') === 'off')

  async function watchState(): Promise<void> {
    api.on('updates', (next) => (state.value = next))
    state.value = await api.updates.state()
  }

  /** The user asked, so what was postponed is shown again. */
  async function check(): Promise<void> {
    postponed.value = ''
    state.value = await api.updates.check()
  }

  async function download(): Promise<void> {
    state.value = await api.updates.download()
  }

  function postpone(): void {
    postponed.value = state.value?.release?.version ?? ''
  }

  return { state, shown, off, watchState, check, download, postpone }
})
