import type { ComposerTranslation } from 'vue-i18n'
import { parameterEntry, parameters, type ParameterName } from '#shared/parameters'
import type { SearchState, TimeZone } from '#shared/settings'
import { formatLocal, parseInstant } from '#shared/time'
import { conditionsOf } from '../../archive-filter'
import { conditionText } from './condition-text'
import { statusText } from '../text'

/** A search in one line of the reader's language, the view first. */
export function searchText(
  t: ComposerTranslation,
  te: (key: string) => boolean,
  search: SearchState,
  zone: TimeZone
): string {
  const { view, text, filter, order } = search
  const inArchive = view === 'archive'
  const conditions = conditionsOf(filter).map((condition) => {
    const { name, verb, value } = conditionText(t, te, condition)
    return [name, verb, value].filter(Boolean).join(' ')
  })
  const byTime = order.field === 'create_time'
  return [
    t(`view.${view}`),
    rangeText(t, search, zone),
    inArchive && text ? `“${text}”` : '',
    ...parameters.map(({ name }) => parameterText(t, te, name, search)),
    ...(inArchive ? conditions : []),
    inArchive && !byTime ? `${order.descending ? '↓' : '↑'} ${t(`columns.${order.field}`)}` : ''
  ]
    .filter(Boolean)
    .join(' · ')
}

function rangeText(t: ComposerTranslation, search: SearchState, zone: TimeZone): string {
  const { range, parameters: values } = search
  if (range === 'all') return ''
  if (range !== 'custom') return t(`range.${range}`)
  const { start_time, end_time } = values
  const say = (instant: string) => formatLocal(parseInstant(instant) ?? 0, zone)
  // Whole days, as they may be typed.
  const from = start_time && say(start_time).replace(' 00:00:00', '')
  const until = end_time && say(end_time).replace(' 23:59:59', '')
  return [from && `≥ ${from}`, until && `≤ ${until}`].filter(Boolean).join(' ')
}

function parameterText(
  t: ComposerTranslation,
  te: (key: string) => boolean,
  name: ParameterName,
  { parameters: values, view, order }: SearchState
): string {
  const value = values[name]
  const { type, initial, at } = parameterEntry(name)
  if (value === undefined || value === initial || type === 'instant') return ''
  if (name === 'reverse') {
    // The Archive may be in the order of another column.
    const isOrdered = view === 'live' || order.field === 'create_time'
    return isOrdered ? t(value === 0 ? 'filter.oldest' : 'filter.newest') : ''
  }
  if (view === 'archive' && at !== 'both') return ''
  const shown = name === 'status' ? statusText(t, te, String(value)) : String(value)
  return `${t(`parameters.${name}`)} ${shown}`
}
