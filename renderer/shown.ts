import type { Source } from '#shared/api'
import { isUnreachable, type AppError } from '#shared/errors'
import type { RequestStatus } from './composables/use-search'
import type { Session } from './stores/log'

/** What the window says about the rows on screen, in either view. */
export interface Shown {
  status: RequestStatus
  /** Null: no answer yet. */
  source: Source | null
  /** When they were received, ms; null: nothing is held. */
  at: number | null
  total: number
  /** Rows that can be scrolled to without asking the service. */
  loaded: number
  error: AppError | null
}

/** Says a failure over the rows on screen, in either view. */
export function failShown({ view, search, archive }: Session, error: AppError): void {
  if (view === 'archive') archive.fail(error)
  else search.fail(error)
}

export function shownOf({ view, search, archive }: Session): Shown {
  if (view === 'archive') {
    const { status, answered, at, total, error } = archive.state
    return { status, source: answered ? 'archive' : null, at, total, loaded: total, error }
  }
  const { status, page, total, rows, error, refused } = search.state
  const { source = null, at = null } = page ?? {}
  // A refusal since then says more than that the zone was away.
  const latest = isUnreachable(error) ? (refused ?? error) : (error ?? refused)
  return { status, source, at, total, loaded: rows.length, error: latest }
}

/** Until when the rows on screen are known, ms: now, but for those from before that stand in for the zone. */
export function knownUntil({ view, search }: Session, now: number): number {
  const { page } = search.state
  if (view !== 'live' || !page || page.source === 'live') return now
  return Math.min(now, page.at ?? now)
}
