import type { Handlers, OperationPage, SearchInput } from '#shared/api'
import { isUnreachable, toWire, type AppError } from '#shared/errors'
import { serviceOnlyParameters } from '#shared/parameters'
import type { Push } from '#shared/pushes'
import type { z } from 'zod'
import type { Connections } from './connection'
import { heldPage } from './held-page'
import type { Archive, Log, StoredPage } from './ports'
import { normalize } from './records'
import type { Zones } from './zones'

type Query = z.output<typeof SearchInput>

interface Deps {
  zones: Zones
  archive: Archive
  connections: Pick<Connections, 'searched'>
  push: Push
  /** Rows that were not held before were kept. */
  kept: (profileId: string) => void
  log: Log
}

/** Searches: live when the zone answers, else its stored answer, else what is held. */
export function createOperations({
  zones,
  archive,
  connections,
  push,
  kept,
  log
}: Deps): Handlers['operations'] {
  async function search(query: Query, { signal }: { signal: AbortSignal }): Promise<OperationPage> {
    if (query.from === 'archive') return held(query, null)
    if (query.from === 'answer') return (await answered(query, null)) ?? empty(query)
    try {
      return await live(query, signal)
    } catch (error) {
      if (!isUnreachable(error)) throw error
      if (query.from === 'live' || !zones.has(query.profileId)) throw error
      return (await answered(query, error)) ?? held(query, error)
    }
  }

  async function live(query: Query, signal: AbortSignal): Promise<OperationPage> {
    const { profileId, parameters } = query
    const page = await zones
      .fetchPage(profileId, parameters, signal)
      .finally(() => connections.searched(profileId))
    const { rows, total, at, body } = page
    // The archive of one that was removed meanwhile would make its file anew.
    if (zones.has(profileId)) keep(profileId, { body, at, answer: { parameters, total } })
    return { ...frame(query), source: 'live', rows: rows.map(normalize), total, at }
  }

  /**
   * The page is not held up by the disk: the archive answers one profile's calls in order, so whoever
   * asks next sees these rows.
   */
  function keep(profileId: string, page: StoredPage): void {
    archive
      .storeSoon(profileId, page)
      .then(({ added }) => {
        if (added > 0) kept(profileId)
      })
      .catch((error: unknown) => {
        log.error('rows could not be stored', { error: String(error) })
        push('notice', { code: 'archive-write-failed', path: `${profileId}.sqlite` })
      })
  }

  async function answered(query: Query, reason: AppError | null): Promise<OperationPage | null> {
    const answer = await archive.answer(query.profileId, query.parameters)
    return answer && { ...offline(query, reason), ...answer, source: 'answer', notApplied: [] }
  }

  async function held(query: Query, reason: AppError | null): Promise<OperationPage> {
    const { rows, total, at } = await archive.page(heldPage(query))
    return {
      ...offline(query, reason),
      rows,
      total,
      at,
      source: 'archive',
      notApplied: serviceOnlyParameters(query.parameters)
    }
  }

  /** A further page of a stored answer that was never loaded: nothing is held of it. */
  function empty(query: Query): OperationPage {
    return { ...frame(query), source: 'answer', rows: [], total: 0, at: null }
  }

  function frame({ profileId, parameters }: Query) {
    return {
      offset: parameters.offset,
      unreachable: null,
      notApplied: [],
      skewMs: zones.skew(profileId),
      quota: zones.quota(profileId)
    }
  }

  function offline(query: Query, reason: AppError | null) {
    return { ...frame(query), unreachable: reason && toWire(reason) }
  }

  return { search, record: ({ profileId, jobId }) => archive.record(profileId, jobId) }
}
