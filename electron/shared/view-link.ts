import { filterFields } from './archive-query'
import { columnOf } from './operation'
import { initialParameters, parameters } from './parameters'
import type { ColumnChoice, SearchState } from './settings'

/** Characters; what every system passes on as one argument. */
export const longestLink = 8000
export const linkVersion = '1'
/** Stands for all zones merged. */
export const anyZone = '*'

/** A search to be opened elsewhere. Of the profile it names what a colleague may see: zone and name. */
export interface ViewLink {
  zone: string
  profile: string
  /** Name of the view; empty: it has none. */
  name: string
  search: SearchState
}

/** `oplog://view?v=1&zone=jn1a&…`, in plain words so that its reader sees what it asks. Null: too long. */
export function encodeLink({ zone, profile, name, search }: ViewLink): string | null {
  const out = new URLSearchParams({ v: linkVersion, zone })
  const put = (key: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') out.append(key, String(value))
  }
  put('profile', profile)
  put('name', name)
  put('in', search.view)
  put('range', search.range === 'all' ? '' : search.range)
  for (const parameter of parameters) {
    const value = search.parameters[parameter.name]
    const initial = initialParameters[parameter.name]
    if (value !== initial) put(parameter.name, value)
  }
  put('text', search.text)
  const { is = {}, isNot = {}, duration, age, hasError, stuck } = search.filter
  for (const field of filterFields) {
    for (const value of is[field] ?? []) out.append(`is.${field}`, value)
    for (const value of isNot[field] ?? []) out.append(`not.${field}`, value)
  }
  put('duration', duration && spanText(duration))
  put('age', age && spanText(age))
  put('error', hasError === undefined ? '' : hasError ? 1 : 0)
  put('stuck', stuck)
  const { field, descending } = search.order
  if (field !== 'create_time' || !descending) put('sort', (descending ? '-' : '') + field)
  put('columns', search.columns?.map(columnText).join(','))
  const link = `oplog://view?${out}`
  return link.length > longestLink ? null : link
}

function spanText({ from, to }: { from?: number | undefined; to?: number | undefined }): string {
  return `${from ?? ''}..${to ?? ''}`
}

/** `status`, `status.90` with a width of its own, `create_time:pd` pinned and with its difference. */
function columnText({ field, width, pinned, difference }: ColumnChoice): string {
  const marks = `${pinned ? 'p' : ''}${difference ? 'd' : ''}`
  const column = columnOf(field).width === width ? field : `${field}.${width}`
  return marks ? `${column}:${marks}` : column
}
