import type { ArchiveSelection, FilterField } from '#shared/archive-query'
import { isEnded } from '#shared/operation'
import { parameters } from '#shared/parameters'
import { parseInstant } from '#shared/time'
import type { Dictionary } from '../dictionary'
import { wellFormed } from '../shape'
import {
  anywhereCondition,
  durationCondition,
  jobCondition,
  negated,
  resourceCondition,
  textCondition,
  type Condition
} from './condition'

/** A selection as conditions of the index. Times in s, both included. */
export interface Compiled {
  from: number
  to: number
  conditions: Condition[]
}

/** `field` has one of the values. */
function oneOf(dictionary: Dictionary, field: FilterField, values: readonly string[]): Condition {
  if (field === 'job_id') return jobCondition(values)
  // A row shows the value it was received with.
  const wanted = new Set(values.map(wellFormed))
  const key = `is ${JSON.stringify([...wanted].sort())}`
  if (field === 'resource_ids') return resourceCondition(dictionary, key, (id) => wanted.has(id))
  return textCondition(dictionary, field, key, (text) => wanted.has(text))
}

/** Conditions of the parameters of the call that mean something here, from their table. */
function ofParameters(dictionary: Dictionary, selection: ArchiveSelection): Condition[] {
  return parameters.flatMap((entry) => {
    const value = selection.parameters[entry.name]
    if (value === undefined || !('match' in entry)) return []
    const text = String(value)
    switch (entry.match) {
      case 'from':
      case 'until':
        return []
      case 'contains': {
        const needle = text.toLowerCase()
        return textCondition(dictionary, entry.field, `holds ${needle}`, (candidate) =>
          candidate.toLowerCase().includes(needle)
        )
      }
      default:
        return oneOf(dictionary, entry.field, [text])
    }
  })
}

function ofFilter(
  dictionary: Dictionary,
  { filter, timeZone = 'UTC' }: ArchiveSelection
): Condition[] {
  const { is = {}, isNot = {}, duration, hasError, stuck, text } = filter
  const ended = textCondition(dictionary, 'status', 'ended', isEnded)
  const error = textCondition(dictionary, 'error_codes', 'given', (codes) => codes !== '')
  const named = (values: typeof is) =>
    // The keys are those of the schema.
    (Object.entries(values) as [FilterField, string[]][]).filter(([, list]) => list.length > 0)
  return [
    ...named(is).map(([field, values]) => oneOf(dictionary, field, values)),
    ...named(isNot).map(([field, values]) => negated(oneOf(dictionary, field, values))),
    ...(duration ? [durationCondition(ended, duration)] : []),
    ...(hasError === undefined ? [] : [hasError ? error : negated(error)]),
    ...(stuck === undefined ? [] : [negated(ended)]),
    ...(text ? [anywhereCondition(dictionary, text, timeZone)] : [])
  ]
}

/** @param now ms since the epoch, what ages are counted from where the selection does not say it */
export function compile(
  dictionary: Dictionary,
  selection: ArchiveSelection,
  now: number
): Compiled {
  const { start_time, end_time } = selection.parameters
  const { at = now } = selection
  const { age, stuck } = selection.filter
  const instant = (text: string | undefined) => (text ? parseInstant(text) : null)
  const seconds = (ms: number) => ms / 1000
  const lows = [instant(start_time), age?.to === undefined ? null : at - age.to].flatMap((ms) =>
    ms === null ? [] : Math.ceil(seconds(ms))
  )
  const highs = [
    instant(end_time),
    age?.from === undefined ? null : at - age.from,
    stuck === undefined ? null : at - stuck
  ].flatMap((ms) => (ms === null ? [] : Math.floor(seconds(ms))))
  const bounded = lows.length + highs.length > 0
  return {
    // A row without a time lies in no stretch of time.
    from: Math.max(bounded ? 1 : 0, ...lows),
    to: Math.min(0xffff_ffff, ...highs),
    conditions: [...ofParameters(dictionary, selection), ...ofFilter(dictionary, selection)]
  }
}
