import type { SearchState } from '#shared/settings'
import { asksSame } from '#shared/same-search'

export interface Visit {
  state: SearchState
  /** Id of the saved view it belongs to; null: none. */
  activeView: string | null
  /** First row in sight when it was left, from 0. */
  firstRow: number
}

/** The searches of one profile, with the one on screen among them. */
export interface Trail {
  readonly visits: readonly Visit[]
  readonly place: number
  /** When the text was last typed at, ms; null: the newest search is of another kind. */
  readonly typedAt: number | null
}

/** Searches kept for each profile. */
export const visitsAtMost = 100
/** What is typed with shorter pauses is one search, ms. */
const typingPauseMs = 1500

export const noTrail: Trail = { visits: [], place: -1, typedAt: null }

/**
 * The trail after a search was made; `firstRow` is where the one before it stood. The same again is no step, nor
 * are other columns: they are how one looks, not what one searched, and going back leaves them.
 */
export function visited(
  trail: Trail,
  { state, activeView }: Pick<Visit, 'state' | 'activeView'>,
  firstRow: number,
  now: number
): Trail {
  const current = trail.visits[trail.place]
  if (!current) return { visits: [{ state, activeView, firstRow }], place: 0, typedAt: null }
  if (asksSame(current.state, state)) return trail
  const typed = asksSame({ ...current.state, text: '' }, { ...state, text: '' })
  const goesOn = typed && trail.typedAt !== null && now - trail.typedAt < typingPauseMs
  const before = trail.visits.slice(0, goesOn ? trail.place : trail.place + 1)
  const visits = goesOn ? before : withVisit(before, trail.place, { firstRow })
  const all = [...visits, { state, activeView, firstRow: 0 }].slice(-visitsAtMost)
  return { visits: all, place: all.length - 1, typedAt: typed ? now : null }
}

/** The trail after a step to an older or newer search; null: there is none. */
export function stepped(trail: Trail, by: 1 | -1, firstRow: number): Trail | null {
  const place = trail.place + by
  if (!trail.visits[place]) return null
  return { visits: withVisit(trail.visits, trail.place, { firstRow }), place, typedAt: null }
}

/** The trail once the search on screen is left for another profile, at its row in sight. */
export function left(trail: Trail, firstRow: number): Trail {
  return { ...trail, visits: withVisit(trail.visits, trail.place, { firstRow }) }
}

/** The trail once the search on screen belongs to another saved view, or to none. */
export function belonging(trail: Trail, activeView: string | null): Trail {
  const current = trail.visits[trail.place]
  if (!current || current.activeView === activeView) return trail
  return { ...trail, visits: withVisit(trail.visits, trail.place, { activeView }) }
}

function withVisit(visits: readonly Visit[], place: number, changed: Partial<Visit>): Visit[] {
  return visits.map((visit, index) => (index === place ? { ...visit, ...changed } : visit))
}

/** How many conditions narrow a search, the text aside. */
export function narrowness({ parameters, filter, range }: SearchState): number {
  const { reverse: _order, limit: _page, offset: _from, ...conditions } = parameters
  const { is = {}, isNot = {}, ...others } = filter
  const lists = [...Object.values(is), ...Object.values(isNot)].flat()
  const times = range === 'all' || range === 'custom' ? 0 : 1
  return Object.keys(conditions).length + Object.keys(others).length + lists.length + times
}
