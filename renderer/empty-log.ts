import { conditionsOf } from './archive-filter'
import { isFetchable } from './components/sync/sync-text'
import type { Session } from './session'
import { shownOf } from './shown'

/** Why the table has no rows. */
export type EmptyReason =
  'failed' | 'unseen' | 'nothingHeld' | 'pastEnd' | 'noMatch' | 'noMatchThen' | 'noMatchHeld'

/** What may be done about it, `empty.offers` in the locales. */
export type Offer = 'first' | 'widen' | 'clear' | 'archive' | 'live' | 'fetch' | 'retry' | 'profile'

export function emptyReason(session: Session): EmptyReason {
  const { status, source, at, total } = shownOf(session)
  if (status === 'failed') return 'failed'
  if (at === null && source === 'archive') return session.view === 'live' ? 'unseen' : 'nothingHeld'
  // Rows match, and none of them is shown.
  if (total > 0) return 'pastEnd'
  if (source === 'answer') return 'noMatchThen'
  return source === 'archive' ? 'noMatchHeld' : 'noMatch'
}

interface Facts {
  reason: EmptyReason
  /** All profiles at once: no single one can be asked. */
  merged: boolean
  /** The failure is about the secret key. */
  secret: boolean
  /** Rows on this machine, as last counted. */
  held: number
}

/** The next steps, the most promising first. */
export function offersOf(session: Session, { reason, merged, secret, held }: Facts): Offer[] {
  const live = session.view === 'live'
  if (reason === 'failed') {
    if (!live) return ['retry']
    // The card above asks for the secret key and tries again; all else is put right in the profile.
    if (secret) return ['archive']
    return held > 0 ? ['archive', 'profile'] : ['profile', 'archive']
  }
  if (reason === 'unseen') return ['retry', 'profile']
  if (reason === 'pastEnd') return ['first']
  if (reason === 'nothingHeld') return merged ? ['fetch'] : ['fetch', 'live']
  const { coverage } = session.archive.state
  const away = live && reason !== 'noMatch'
  return [
    ...(away ? ['retry' as const] : []),
    ...(hasTimes(session) ? ['widen' as const] : []),
    ...(hasConditions(session) ? ['clear' as const] : []),
    // Rows that fell in for the zone are the Archive's already.
    ...(live && reason !== 'noMatchHeld' ? ['archive' as const] : []),
    ...(!live && !coverage.complete && isFetchable(coverage) ? ['fetch' as const] : []),
    ...(!live && !merged ? ['live' as const] : [])
  ]
}

function hasTimes({ asked }: Session): boolean {
  return asked?.parameters.start_time !== undefined || asked?.parameters.end_time !== undefined
}

function hasConditions(session: Session): boolean {
  const {
    start_time: _s,
    end_time: _e,
    reverse: _r,
    limit: _l,
    offset,
    ...rest
  } = session.asked?.parameters ?? { offset: 0 }
  if (Object.keys(rest).length > 0) return true
  if (session.view === 'live') return offset > 0
  return session.text !== '' || conditionsOf(session.filter).length > 0
}
