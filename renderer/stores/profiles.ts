import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { allZones, type Profile, type ProfileDraft } from '#shared/profile'
import type { Pushes } from '#shared/pushes'
import { api } from '../api'
import { inTurn } from '../in-turn'
import { useSettings } from './settings'

export type Connection = Pushes['connection']

/** Zone profiles, what of them is on screen, and how each zone was last seen. */
export const useProfiles = defineStore('profiles', () => {
  const settings = useSettings()
  const list = ref<Profile[]>([])
  const connections = ref<Record<string, Connection>>({})
  const editing = ref<Profile | null>(null)
  const copying = new Map<string, Promise<void>>()

  /** All profiles are shown merged. */
  const merged = computed(
    () => settings.values.currentProfile === allZones && list.value.length > 0
  )
  /** The one profile on screen; null: there is none, or all are shown merged. */
  const current = computed(() => {
    if (merged.value) return null
    const { currentProfile } = settings.values
    return list.value.find(({ id }) => id === currentProfile) ?? list.value[0] ?? null
  })
  /** What is on screen: a profile's id, or `allZones`; null: there is no profile. */
  const shownId = computed(() => (merged.value ? allZones : (current.value?.id ?? null)))

  async function load(): Promise<void> {
    list.value = gathered(await api.profiles.list())
  }

  /** Empty for one that is gone. */
  function nameOf(profileId: string): string {
    return list.value.find(({ id }) => id === profileId)?.name ?? ''
  }

  function watchConnections(): void {
    api.on('connection', (state) => (connections.value[state.profileId] = state))
  }

  async function select(id: string): Promise<void> {
    await settings.set({ currentProfile: id })
  }

  /** @param options `show`: asked once it is stored, whether the window goes to it */
  async function save(draft: ProfileDraft, { show }: { show: () => boolean }): Promise<Profile> {
    const saved = await api.profiles.save(draft)
    await load()
    if (show()) await select(saved.id)
    return saved
  }

  async function addDemo(): Promise<void> {
    const { id } = await api.profiles.addDemo()
    await load()
    await select(id)
  }

  /** Asked again while the keychain takes its time, it makes no second copy. */
  function duplicate(id: string): Promise<void> {
    const begun = copying.get(id) ?? copy(id).finally(() => copying.delete(id))
    copying.set(id, begun)
    return begun
  }

  async function copy(id: string): Promise<void> {
    const made = await api.profiles.duplicate(id)
    await load()
    await select(made.id)
  }

  async function remove(id: string, deleteArchive: boolean): Promise<void> {
    await api.profiles.remove({ id, deleteArchive })
    // Another may have been chosen meanwhile.
    const wasShown = shownId.value === id
    await load()
    const [first] = list.value
    if (wasShown) await settings.set({ currentProfile: first?.id ?? null })
  }

  /** Each counts from where the one before has put them. */
  const move = inTurn(async (id: string, by: 1 | -1): Promise<void> => {
    const ids = list.value.map((profile) => profile.id)
    const from = ids.indexOf(id)
    const to = from + by
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    list.value = gathered(await api.profiles.reorder(ids))
  })

  return {
    list,
    connections,
    editing,
    current,
    merged,
    shownId,
    load,
    nameOf,
    watchConnections,
    select,
    save,
    addDemo,
    duplicate,
    remove,
    move
  }
})

/** The order of the screen and of the number keys: those without a group, then group by group. */
function gathered(profiles: readonly Profile[]): Profile[] {
  const groups = new Set(['', ...profiles.map(({ group }) => group)])
  return [...groups].flatMap((name) => profiles.filter(({ group }) => group === name))
}
