import { z } from 'zod'
import { filterFields } from './archive-query'
import type { ColumnField } from './operation'
import { columnOf, columns } from './operation'
import { initialParameters, parameters } from './parameters'
import { longestName } from './profile'
import { GivenColumns, SearchState } from './settings'
import { linkVersion, longestLink, type ViewLink } from './view-link'

/** Why a text is no link; `rule` is a key under `link.faults` in the locales. */
export interface LinkFault {
  rule: 'form' | 'too-long' | 'newer' | 'unknown' | 'value'
  /** The part at fault, where it is one. */
  key?: string
}

const Head = z.object({
  zone: z.string().regex(/^(\*|[a-z0-9][a-z0-9-]{0,39})$/),
  profile: z.string().trim().max(longestName).default(''),
  name: z.string().trim().max(longestName).default('')
})

const LinkedSearch = SearchState.extend({ columns: GivenColumns }).refine(
  ({ range, parameters: { start_time, end_time } }) =>
    range === 'custom' || (start_time === undefined && end_time === undefined),
  { path: ['range'] }
)

/** Reads a link. Whatever is not exactly what `encodeLink` writes is refused, with its reason. */
export function decodeLink(
  text: string
): { ok: true; link: ViewLink } | { ok: false; fault: LinkFault } {
  try {
    return { ok: true, link: read(text.trim()) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault }
    throw error
  }
}

class Refusal extends Error {
  readonly fault: LinkFault

  constructor(fault: LinkFault) {
    super(fault.rule)
    this.fault = fault
  }
}

function refuse(rule: LinkFault['rule'], key?: string): never {
  throw new Refusal(key === undefined ? { rule } : { rule, key })
}

const lists = filterFields.flatMap((field) => [`is.${field}`, `not.${field}`])
const singles = [
  ...['v', 'zone', 'profile', 'name', 'in', 'range', 'text', 'duration', 'age', 'error'],
  ...['stuck', 'sort', 'columns'],
  ...parameters.map(({ name }) => name)
]

function read(text: string): ViewLink {
  if (text.length > longestLink) refuse('too-long')
  const query = /^oplog:\/\/view\/?\?([^#]*)$/i.exec(text)?.[1]
  if (query === undefined) refuse('form')
  const given = new URLSearchParams(query)
  const v = given.get('v')
  if (v !== linkVersion) refuse(v !== null && /^\d+$/.test(v) && Number(v) > 1 ? 'newer' : 'form')
  for (const key of given.keys()) {
    if (!lists.includes(key) && !singles.includes(key)) refuse('unknown', key.slice(0, 40))
    if (singles.includes(key) && given.getAll(key).length > 1) refuse('value', key)
  }
  const one = (key: string) => given.get(key) ?? undefined
  const head = Head.safeParse({ zone: one('zone'), profile: one('profile'), name: one('name') })
  if (!head.success) refuse('value', String(head.error.issues[0]?.path[0] ?? 'zone'))
  return { ...head.data, search: searchOf(given, one) }
}

function searchOf(given: URLSearchParams, one: (key: string) => string | undefined): SearchState {
  const values = Object.fromEntries(
    parameters.map(({ name, type }) => {
      const value = one(name)
      return [name, type === 'integer' && value !== undefined ? numberOf(value, name) : value]
    })
  )
  const stuck = one('stuck')
  const chosen = one('columns')
  const filter = {
    is: listsOf(given, 'is'),
    isNot: listsOf(given, 'not'),
    duration: spanOf(one('duration'), 'duration'),
    age: spanOf(one('age'), 'age'),
    hasError: flagOf(one('error')),
    stuck: stuck === undefined ? undefined : numberOf(stuck, 'stuck')
  }
  const result = LinkedSearch.safeParse({
    view: one('in'),
    range: one('range'),
    parameters: withoutAbsent({ ...initialParameters, ...withoutAbsent(values) }),
    text: one('text'),
    filter: withoutAbsent(filter),
    order: orderOf(one('sort')),
    columns: chosen === undefined ? null : chosen.split(',').map(columnIn)
  })
  if (!result.success) {
    const [first, second] = result.error.issues[0]?.path ?? []
    const inner = first === 'parameters' || first === 'filter' ? second : first
    refuse('value', first === 'view' ? 'in' : String(inner))
  }
  return result.data
}

function withoutAbsent(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function listsOf(given: URLSearchParams, kind: 'is' | 'not') {
  const found = filterFields
    .map((field) => [field, given.getAll(`${kind}.${field}`)] as const)
    .filter(([, values]) => values.length > 0)
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

function numberOf(text: string, key: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : refuse('value', key)
}

function spanOf(text: string | undefined, key: string) {
  if (text === undefined) return undefined
  const ends = text.split('..')
  if (ends.length !== 2) refuse('value', key)
  const [from = '', to = ''] = ends
  return withoutAbsent({
    from: from === '' ? undefined : numberOf(from, key),
    to: to === '' ? undefined : numberOf(to, key)
  })
}

function flagOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  return text === '1' ? true : text === '0' ? false : refuse('value', 'error')
}

function orderOf(text = '-create_time') {
  const descending = text.startsWith('-')
  return { field: fieldOf(descending ? text.slice(1) : text, 'sort'), descending }
}

function columnIn(text: string) {
  const [column = '', marks = ''] = text.split(':')
  if (!/^p?d?$/.test(marks) || (marks === '' && text.includes(':'))) refuse('value', 'columns')
  const [name = '', ...rest] = column.split('.')
  const field = fieldOf(name, 'columns')
  const width = rest.length > 0 ? numberOf(rest.join('.'), 'columns') : columnOf(field).width
  return { field, width, pinned: marks.includes('p'), difference: marks.includes('d') }
}

function fieldOf(name: string, key: string): ColumnField {
  return columns.find(({ field }) => field === name)?.field ?? refuse('value', key)
}
