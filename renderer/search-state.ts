import { allZones } from '#shared/profile'
import type { SearchState } from '#shared/settings'
import { formOf, readableOf, withRange } from './parameter-form'
import type { Session } from './session'
import { useSettings } from './stores/settings'

/** The search on screen as a plain value of its own; a control that breaks a rule counts as untouched. */
export function capture(session: Session): SearchState {
  const { view, range, text, filter, order, columns, form } = session
  const read = readableOf(form, useSettings().values.timeZone)
  const parameters = range === 'custom' ? read : withRange(read, 'all', 0)
  // A copy: what is kept must not change with the controls.
  const state: SearchState = { view, range, parameters, text, filter, order, columns }
  return JSON.parse(JSON.stringify(state)) as SearchState
}

/** The search as a profile asks it: no single zone can be asked for the rows of all. */
export function searchOn(profileId: string, search: SearchState): SearchState {
  return profileId === allZones ? { ...search, view: 'archive' } : search
}

/** Puts a search into the controls of a profile; `run` of the log store then asks it. */
export function apply(session: Session, state: SearchState): void {
  const copy = JSON.parse(JSON.stringify(state)) as SearchState
  const { parameters, ...rest } = searchOn(session.profileId, copy)
  const { range, order } = rest
  // `reverse` and the order of time say the same.
  if (order.field === 'create_time') order.descending = parameters.reverse !== 0
  const values = range === 'custom' ? parameters : withRange(parameters, 'all', 0)
  const form = formOf(values, useSettings().values.timeZone)
  Object.assign(session, rest, { form, issues: [], zoomedFrom: [] })
}
