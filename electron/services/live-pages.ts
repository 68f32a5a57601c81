import { AppError } from '#shared/errors'
import type { OperationParameters } from '#shared/parameters'
import type { Push } from '#shared/pushes'
import type { Connections } from './connection'
import type { OperationAnswer } from './hpc/client'
import type { Archive, Log, StoredPage } from './ports'
import type { Zones } from './zones'

interface Deps {
  zones: Pick<Zones, 'fetchPage' | 'has'>
  archive: Pick<Archive, 'store' | 'storeSoon'>
  connections: Pick<Connections, 'searched'>
  push: Push
  /** Rows that were not held before were kept. */
  kept: (profileId: string) => void
  log: Log
}

/**
 * Pages that somebody asks the service for. What comes is kept; where it cannot be, that is told, and keeps
 * nobody from the rows.
 */
export function createLivePages({ zones, archive, connections, push, kept, log }: Deps) {
  function fetch(
    profileId: string,
    parameters: OperationParameters,
    signal: AbortSignal
  ): Promise<OperationAnswer> {
    return zones
      .fetchPage(profileId, parameters, signal)
      .finally(() => connections.searched(profileId))
  }

  async function keep(
    profileId: string,
    page: StoredPage,
    store: Archive['storeSoon']
  ): Promise<void> {
    // The archive of one that was removed meanwhile would make its file anew.
    if (!zones.has(profileId)) return
    try {
      const { added } = await store(profileId, page)
      if (added > 0) kept(profileId)
    } catch (error) {
      // Its removal has begun.
      if (error instanceof AppError && error.code === 'profile-unknown') return
      log.error('rows could not be stored', { error: String(error) })
      const reason = error instanceof AppError ? error.code : 'internal'
      push('notice', { code: 'archive-write-failed', path: `${profileId}.sqlite`, reason })
    }
  }

  return {
    /**
     * One to be shown. It is not held up by the disk: the archive answers one profile's calls in order, so
     * whoever asks next sees these rows.
     */
    toShow: async (...query: Parameters<typeof fetch>): Promise<OperationAnswer> => {
      const answer = await fetch(...query)
      const [profileId, parameters] = query
      const { body, at, total } = answer
      void keep(profileId, { body, at, answer: { parameters, total } }, archive.storeSoon)
      return answer
    },
    /** One of an export, stored when this resolves. Nobody will ask its query again, so only its rows are kept. */
    toWrite: async (...query: Parameters<typeof fetch>): Promise<OperationAnswer> => {
      const answer = await fetch(...query)
      const { body, at } = answer
      await keep(query[0], { body, at, answer: null }, archive.store)
      return answer
    }
  }
}

export type LivePages = ReturnType<typeof createLivePages>
