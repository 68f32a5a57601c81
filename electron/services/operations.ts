import type { Handlers, OperationPage, SearchInput } from '#shared/api'
import { isUnreachable, toWire, type AppError } from '#shared/errors'
import { serviceOnlyParameters } from '#shared/parameters'
import type { z } from 'zod'
import { heldPage } from './held-page'
import type { LivePages } from './live-pages'
import type { Archive } from './ports'
import { normalize } from './records'
import type { Zones } from './zones'

type Query = z.output<typeof SearchInput>

interface Deps {
  zones: Zones
  archive: Archive
  pages: Pick<LivePages, 'toShow'>
}

/** Searches: live when the zone answers, else its stored answer, else what is held. */
export function createOperations({ zones, archive, pages }: Deps): Handlers['operations'] {
  async function search(query: Query, { signal }: { signal: AbortSignal }): Promise<OperationPage> {
    if (query.from === 'archive') return held(query, null)
    if (query.from === 'answer') return (await answered(query, null)) ?? empty(query)
    try {
      return await live(query, signal)
    } catch (error) {
      if (!isUnreachable(error)) throw error
      if (query.from === 'live' || !zones.has(query.profileId)) throw error
      return instead(query, error)
    }
  }

  /** What is held of it. @throws the reason itself: that the zone is away must not hide behind the archive */
  async function instead(query: Query, reason: AppError): Promise<OperationPage> {
    try {
      return (await answered(query, reason)) ?? (await held(query, reason))
    } catch {
      throw reason
    }
  }

  async function live(query: Query, signal: AbortSignal): Promise<OperationPage> {
    const { profileId, parameters } = query
    const { rows, total, at } = await pages.toShow(profileId, parameters, signal)
    return { ...frame(query), source: 'live', rows: rows.map(normalize), total, at }
  }

  async function answered(query: Query, reason: AppError | null): Promise<OperationPage | null> {
    const answer = await archive.answer(query.profileId, query.parameters)
    return answer && { ...offline(query, reason), ...answer, source: 'answer', notApplied: [] }
  }

  async function held(query: Query, reason: AppError | null): Promise<OperationPage> {
    const { rows, total, at, coverage } = await archive.page(heldPage(query))
    return {
      ...offline(query, reason),
      rows,
      total,
      at,
      source: 'archive',
      notApplied: serviceOnlyParameters(query.parameters),
      coverage
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
