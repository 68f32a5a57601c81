import {
  filterFields,
  mostValues,
  type ArchiveFilter,
  type ArchiveSelection,
  type FilterField
} from '#shared/archive-query'
import type { ColumnField, Operation } from '#shared/operation'
import type { OperationParameters, ParameterName } from '#shared/parameters'
import type { TimeZone } from '#shared/settings'
import { zoneNameOf } from './components/time-zone'
import { withoutServiceOnly } from './parameter-form'

export type ListKind = 'is' | 'isNot'
export type RangeKind = 'duration' | 'age'

/** One condition as it stands on a chip. */
export type Condition =
  | { kind: ListKind; field: FilterField; values: readonly string[] }
  | { kind: RangeKind; from: number | undefined; to: number | undefined }
  | { kind: 'hasError'; value: boolean }
  | { kind: 'stuck'; ms: number }

/** Conditions the editor can make; a list names its field. */
export type ConditionKey = FilterField | RangeKind | 'hasError' | 'stuck'
export const conditionKeys = [...filterFields, 'duration', 'age', 'hasError', 'stuck'] as const

export function keyOfCondition(condition: Condition): ConditionKey {
  return 'field' in condition ? condition.field : condition.kind
}

export function conditionsOf(filter: ArchiveFilter): Condition[] {
  const lists = filterFields.flatMap((field) =>
    (['is', 'isNot'] as const).flatMap((kind) => {
      const values = filter[kind]?.[field] ?? []
      return values.length > 0 ? [{ kind, field, values }] : []
    })
  )
  const ranges = (['duration', 'age'] as const).flatMap((kind) => {
    const range = filter[kind]
    return range ? [{ kind, from: range.from, to: range.to }] : []
  })
  const { hasError, stuck } = filter
  return [
    ...lists,
    ...ranges,
    ...(hasError === undefined ? [] : [{ kind: 'hasError' as const, value: hasError }]),
    ...(stuck === undefined ? [] : [{ kind: 'stuck' as const, ms: stuck }])
  ]
}

/** The filter with these values of a field; none drops the condition. */
export function withList(
  filter: ArchiveFilter,
  kind: ListKind,
  field: FilterField,
  values: readonly string[]
): ArchiveFilter {
  const { [field]: _old, ...others } = filter[kind] ?? {}
  const lists = values.length > 0 ? { ...others, [field]: [...values] } : others
  const { [kind]: _lists, ...rest } = filter
  return Object.keys(lists).length > 0 ? { ...rest, [kind]: lists } : rest
}

/** The filter in which a value must be, or must not be; the opposite of the same value goes. */
export function withValue(
  filter: ArchiveFilter,
  kind: ListKind,
  field: FilterField,
  value: string
): ArchiveFilter {
  const other = kind === 'is' ? 'isNot' : 'is'
  const without = (filter[other]?.[field] ?? []).filter((old) => old !== value)
  const cleared = withList(filter, other, field, without)
  const values = new Set([...(cleared[kind]?.[field] ?? []), value])
  return withList(cleared, kind, field, [...values])
}

/** Fields whose values hold no blank, so that several can be told apart in a text. */
const idFields: readonly FilterField[] = ['job_id', 'resource_ids', 'owner', 'submitter']
/** What the Archive compares a parameter with, where it can take several of its values. */
const listOf: Partial<Record<ParameterName, FilterField>> = {
  job_ids: 'job_id',
  jobs: 'job_id',
  resource_ids: 'resource_ids',
  owner: 'owner'
}

export function takesIds(field: FilterField): boolean {
  return idFields.includes(field)
}

export function listOfParameter(name: ParameterName): FilterField | null {
  return listOf[name] ?? null
}

/** The ids of a text as tickets, tables, JSON and shells have them, each once. */
export function idsIn(text: string): string[] {
  const ids = text.split(/[\s,;|，；、"'`“”‘’()[\]{}<>]+/).filter((id) => /[\p{L}\p{N}]/u.test(id))
  return [...new Set(ids)]
}

/** The same with many values, as many as a condition may have; `added`: how many came in. */
export function withValues(
  filter: ArchiveFilter,
  kind: ListKind,
  field: FilterField,
  values: readonly string[]
): { filter: ArchiveFilter; added: number; cut: boolean } {
  const before = filter[kind]?.[field] ?? []
  const all = [...new Set([...before, ...values])]
  const kept = all.slice(0, mostValues)
  const other = kind === 'is' ? 'isNot' : 'is'
  const opposite = (filter[other]?.[field] ?? []).filter((value) => !kept.includes(value))
  return {
    filter: withList(withList(filter, other, field, opposite), kind, field, kept),
    added: kept.length - before.length,
    cut: kept.length < all.length
  }
}

export function withRangeOf(
  filter: ArchiveFilter,
  kind: RangeKind,
  range: { from?: number; to?: number }
): ArchiveFilter {
  const { [kind]: _old, ...rest } = filter
  return range.from === undefined && range.to === undefined ? rest : { ...rest, [kind]: range }
}

export function without(filter: ArchiveFilter, condition: Condition): ArchiveFilter {
  if ('field' in condition) return withList(filter, condition.kind, condition.field, [])
  const { [condition.kind]: _old, ...rest } = filter
  return rest
}

/** What a column's cell can be filtered by; null: its values are not a list one picks from. */
export function filterFieldOf(column: ColumnField): FilterField | null {
  return filterFields.find((field) => field === column) ?? null
}

/** The values a cell stands for, as the archive knows them. */
export function cellValues(field: FilterField, operation: Operation): readonly string[] {
  switch (field) {
    case 'status':
      return [operation.status]
    case 'job_action':
      return [operation.action]
    case 'action_describe':
      return [operation.description]
    case 'owner':
      return [operation.owner]
    case 'submitter':
      return [operation.submitter]
    case 'error_codes':
      return [operation.errorCodes]
    case 'resource_ids':
      return operation.resourceIds
    case 'job_id':
      return [operation.jobId]
  }
}

/** What the controls say, as the archive is asked. */
export function selectionOf(
  profileIds: readonly string[],
  parameters: OperationParameters,
  filter: ArchiveFilter,
  text: string,
  zone: TimeZone
): ArchiveSelection {
  const selection = { profileIds: [...profileIds], parameters: withoutServiceOnly(parameters) }
  if (text === '') return { ...selection, filter }
  return { ...selection, filter: { ...filter, text }, timeZone: zoneNameOf(zone) }
}

/** The same with its ages counted from a moment, ms; where none is asked for, the very selection. */
export function countedFrom(selection: ArchiveSelection, at: number): ArchiveSelection {
  const { age, stuck } = selection.filter
  return age || stuck !== undefined ? { ...selection, at } : selection
}

/** A resource clicked on while others are asked for joins them. */
export interface ResourceFilter {
  /** The parameter, one id or none. */
  value: string
  filter: ArchiveFilter
}

/** Whether a search is about resources that were chosen. */
export function hasResource({ value, filter }: ResourceFilter): boolean {
  return value !== '' || (filter.is?.resource_ids ?? []).length > 0
}

/**
 * The search of the Archive with one resource more. The parameter holds a single id, which is what the
 * service can do; more of them are a condition.
 */
export function withResource({ value, filter }: ResourceFilter, id: string): ResourceFilter {
  const listed = (filter.is?.resource_ids ?? []).length > 0
  if (listed) return { value, filter: withValue(filter, 'is', 'resource_ids', id) }
  if (value === '' || value === id) return { value: id, filter }
  const kept = withValue(filter, 'is', 'resource_ids', value)
  return { value: '', filter: withValue(kept, 'is', 'resource_ids', id) }
}
