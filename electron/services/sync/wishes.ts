import type { ConfigStore, Log, SyncWishes } from '../ports'

/** Kept in the configuration, so that an archive that has to begin anew does not take them with it. */
export function createWishes(config: ConfigStore, log: Log): SyncWishes {
  function get(profileId: string) {
    return config.get().syncWishes[profileId] ?? null
  }

  return {
    get,
    set: (profileId, wish) => {
      const known = get(profileId)
      if (known?.started === wish?.started && known?.paused === wish?.paused) return
      try {
        config.update((all) => {
          const { [profileId]: _, ...others } = all.syncWishes
          return { ...all, syncWishes: wish ? { ...others, [profileId]: wish } : others }
        })
      } catch (error) {
        // The archive has it too; it is noted again when that is opened next.
        log.warn('what is wanted of a sync was not noted', { profileId, error: String(error) })
      }
    }
  }
}
