import type { Archive, Clock, ConfigStore, Log, SyncArchive } from './ports'

interface Deps {
  config: ConfigStore
  now: Clock
}

interface Held extends Deps {
  archive: Pick<Archive, 'remove'> & { sync: Pick<SyncArchive, 'exists'> }
  /** Of the demo's profile. */
  profileId: string
  log: Log
}

/**
 * The demo's log grows by day and night, and who comes back fetches what he missed: 300 calls after a
 * week, 1,300 after a month, of the 2,000 that an hour allows. Later than that it is made anew, ms.
 */
export const longestAwayMs = 7 * 86_400_000

/**
 * Deletes what is held of the demo zone where its log is not the one the rows are of: it is to be made
 * anew, or was before anything remembered when. Called before anybody reads the archive.
 */
export async function dropOldDemo({ config, now, archive, profileId, log }: Held): Promise<void> {
  const { demoMadeAt } = config.get()
  const age = demoMadeAt === null ? Infinity : now() - demoMadeAt
  // A clock that was set back would show rows of the future.
  if (age >= 0 && age < longestAwayMs) return
  try {
    if (await archive.sync.exists(profileId)) await archive.remove(profileId)
    if (demoMadeAt !== null) config.update((all) => ({ ...all, demoMadeAt: null }))
  } catch (error) {
    log.warn('the demo’s old rows stay', { error: String(error) })
  }
}

/** When the demo's log was made, ms; now, where it was not yet. The times of all its rows follow from it. */
export function demoMadeAt({ config, now }: Deps): number {
  const known = config.get().demoMadeAt
  if (known !== null) return known
  const madeAt = now()
  try {
    config.update((all) => ({ ...all, demoMadeAt: madeAt }))
  } catch {
    // A full disk is said where the user changes something; the next start makes it anew.
  }
  return madeAt
}
