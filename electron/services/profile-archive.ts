import { AppError } from '#shared/errors'
import type { Archive } from './ports'

interface Deps {
  archive: Archive
  /** Whether there is such a profile, still. */
  has: (profileId: string) => boolean
}

/**
 * The archive for profiles only: by itself it makes the file of any id it is asked for, so that a late
 * question would bring back, empty, what was removed. Each call that reads or keeps rows rejects with
 * AppError `profile-unknown` where a profile is gone or its archive is being removed.
 */
export function createProfileArchive({ archive, has }: Deps): Archive {
  const leaving = new Set<string>()

  function check(profileIds: readonly string[]): void {
    if (profileIds.every((id) => has(id) && !leaving.has(id))) return
    throw new AppError('profile-unknown', 'There is no such profile.')
  }

  /** @param idsOf whose archives a call reads */
  function guarded<I extends unknown[], T>(
    call: (...input: I) => Promise<T>,
    idsOf: (...input: I) => readonly string[]
  ) {
    return async (...input: I): Promise<T> => {
      check(idsOf(...input))
      return call(...input)
    }
  }

  const own = (profileId: string) => [profileId]
  const selected = (input: { selection: { profileIds: string[] } }) => input.selection.profileIds

  return {
    ...archive,
    store: guarded(archive.store, own),
    storeSoon: guarded(archive.storeSoon, own),
    answer: guarded(archive.answer, own),
    record: guarded(archive.record, own),
    page: guarded(archive.page, selected),
    records: guarded(archive.records, selected),
    counts: guarded(archive.counts, selected),
    histogram: guarded(archive.histogram, selected),
    statistics: guarded(archive.statistics, selected),
    story: guarded(archive.story, (input) => input.profileIds),
    remove: async (profileId) => {
      leaving.add(profileId)
      try {
        await archive.remove(profileId)
      } finally {
        // Where it failed the profile stays. Else it goes at once, or may be the demo, which comes again.
        leaving.delete(profileId)
      }
    }
  }
}
