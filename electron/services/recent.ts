import type { Handlers } from '#shared/api'
import { allZones } from '#shared/profile'
import { asksSame } from '#shared/same-search'
import type { RecentSearch, SearchState } from '#shared/settings'
import type { Clock, ConfigStore } from './ports'

const most = 20
/** A text that grew within this time is one that was being typed, ms. */
const typingMs = 60_000

/** The searches each profile asked last, each once. */
export function createRecent(config: ConfigStore, now: Clock): Handlers['recent'] {
  function list(profileId: string): RecentSearch[] {
    return config.get().recent[profileId] ?? []
  }

  function add({ profileId, search }: { profileId: string; search: SearchState }) {
    const at = now()
    const others = list(profileId).filter(
      (old, index) => !asksSame(old.search, search) && !(index === 0 && isTyped(old, search, at))
    )
    const next = [{ search, at }, ...others].slice(0, most)
    config.update((all) => {
      // A late search of a deleted profile must not bring it back.
      const known = profileId === allZones || all.profiles.some(({ id }) => id === profileId)
      return known ? { ...all, recent: { ...all.recent, [profileId]: next } } : all
    })
    return list(profileId)
  }

  function clear(profileId: string): void {
    config.update(({ recent: { [profileId]: _gone, ...recent }, ...all }) => ({ ...all, recent }))
  }

  return { list, add, clear }
}

function isTyped(old: RecentSearch, search: SearchState, at: number): boolean {
  const { text } = old.search
  if (text === '' || at - old.at > typingMs || !search.text.startsWith(text)) return false
  return asksSame({ ...old.search, text: search.text }, search)
}
