import type { ArchiveSelection, UnreadArchive } from '#shared/archive-query'
import { toWire, type AppError } from '#shared/errors'
import type { ArchiveFile } from './archive-file'
import { isBroken } from './file'
import { DamagedIndexError } from './index/damage'
import type { Matches } from './query/matches'

/** What matches in one of the archives that were asked. */
export interface Source {
  profileId: string
  file: ArchiveFile
  found: Matches
}

export interface Sources {
  sources: readonly Source[]
  /** Those that could not be read, where others could. */
  unread: readonly UnreadArchive[]
}

interface Deps {
  fileOf: (profileId: string) => ArchiveFile
  now: () => number
  /** What a failure of a profile's archive means to the user. */
  failureOf: (error: unknown, profileId: string) => AppError
}

/** One that took longer than this to fail, ms, is left alone for a few times as long: a lock is waited for, damage copied. */
const slowMs = 500
const restFactor = 4

/** Looks through one archive or several. One of several that cannot be read must not hide the others. */
export function createSources({ fileOf, now, failureOf }: Deps) {
  const resting = new Map<string, { error: AppError; from: number; to: number }>()

  function sourceOf(profileId: string, selection: ArchiveSelection, at: number): Source {
    const file = fileOf(profileId)
    file.refresh()
    return { profileId, file, found: file.look.matches(selection, at) }
  }

  /** @throws what keeps the only archive from being read, or the first where none can be */
  return function sourcesOf(selection: ArchiveSelection): Sources {
    const at = now()
    const sources: Source[] = []
    const failures: { profileId: string; error: AppError }[] = []
    for (const profileId of selection.profileIds) {
      const rest = resting.get(profileId)
      // The clock may have been set back.
      if (rest && selection.profileIds.length > 1 && at >= rest.from && at < rest.to) {
        failures.push({ profileId, error: rest.error })
        continue
      }
      resting.delete(profileId)
      const from = now()
      try {
        sources.push(sourceOf(profileId, selection, at))
      } catch (error) {
        // Damage is for the caller to mend, and then to ask again.
        if (isDamage(error) || selection.profileIds.length === 1) throw error
        const failure = failureOf(error, profileId)
        failures.push({ profileId, error: failure })
        const to = now()
        if (to - from < slowMs) continue
        resting.set(profileId, { error: failure, from, to: to + (to - from) * restFactor })
      }
    }
    const [first] = failures
    if (first && sources.length === 0) throw first.error
    return {
      sources,
      unread: failures.map(({ profileId, error }) => ({ profileId, error: toWire(error) }))
    }
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof DamagedIndexError || isBroken(error)
}
