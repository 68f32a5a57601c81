import { z } from 'zod'

/**
 * Every parameter of `GET /operation` but `zone` and the common ones. Query type, form control, API
 * parameter and SQL condition all follow from this table.
 *
 * Source: the vendor's page of the call. What it leaves open (whether `action_describe` matches a
 * part, how `jobs` differs from `job_ids`) is decided here so that no row is hidden.
 */
export const parameters = [
  { name: 'status', type: 'text', control: 'status', at: 'both', match: 'equals', field: 'status' },
  {
    name: 'job_action',
    type: 'text',
    control: 'text',
    at: 'both',
    match: 'equals',
    field: 'job_action'
  },
  {
    name: 'resource_ids',
    type: 'text',
    control: 'text',
    at: 'both',
    match: 'holds',
    field: 'resource_ids'
  },
  { name: 'owner', type: 'text', control: 'text', at: 'both', match: 'equals', field: 'owner' },
  {
    name: 'start_time',
    type: 'instant',
    control: 'instant',
    at: 'both',
    match: 'from',
    field: 'create_time'
  },
  {
    name: 'end_time',
    type: 'instant',
    control: 'instant',
    at: 'both',
    match: 'until',
    field: 'create_time'
  },
  { name: 'search_word', type: 'text', control: 'text', at: 'service' },
  { name: 'reverse', type: 'integer', control: 'order', at: 'paging', min: 0, max: 1, initial: 1 },
  {
    name: 'limit',
    type: 'integer',
    control: 'integer',
    at: 'paging',
    min: 1,
    max: 100,
    initial: 100
  },
  {
    name: 'offset',
    type: 'integer',
    control: 'integer',
    at: 'paging',
    min: 0,
    max: 1e9,
    initial: 0
  },
  { name: 'job_ids', type: 'text', control: 'text', at: 'both', match: 'equals', field: 'job_id' },
  { name: 'jobs', type: 'text', control: 'text', at: 'both', match: 'equals', field: 'job_id' },
  {
    name: 'action_describe',
    type: 'text',
    control: 'text',
    at: 'both',
    match: 'contains',
    field: 'action_describe'
  },
  { name: 'directive', type: 'text', control: 'text', at: 'service' },
  { name: 'verbose', type: 'integer', control: 'integer', at: 'service', min: 0, max: 1e9 }
] as const satisfies readonly ParameterEntry[]

interface ParameterEntry {
  name: string
  type: 'text' | 'integer' | 'instant'
  /** Which form control enters it. */
  control: 'text' | 'status' | 'integer' | 'order' | 'instant'
  /** Where it applies: at the service only, there and locally, or to order and paging. */
  at: 'service' | 'both' | 'paging'
  /** How a local query matches `field`; `holds`: the space-separated ids contain exactly this one. */
  match?: 'equals' | 'contains' | 'holds' | 'from' | 'until'
  field?: string
  min?: number
  max?: number
  /** Value of an untouched form. */
  initial?: number
}

export type Parameter = (typeof parameters)[number]
export type ParameterName = Parameter['name']

/** Parameters shown without opening the rarely used ones. */
export const commonParameters: readonly ParameterName[] = [
  'status',
  'job_action',
  'resource_ids',
  'owner',
  'start_time',
  'end_time'
]

/** A point in time as the service writes it, UTC to the second: `2022-04-06T01:26:33Z`. */
export const Instant = z.iso.datetime({ precision: 0, error: 'instant' })

type ValueOf<P extends Parameter> = P['type'] extends 'integer' ? number : string
type Paging = Extract<Parameter, { at: 'paging' }>['name']

/** The values of one query. Order and paging are always said; everything else may be left out. */
export type OperationParameters = {
  [P in Parameter as P['name'] extends Paging ? never : P['name']]?: ValueOf<P> | undefined
} & { [P in Parameter as P['name'] extends Paging ? P['name'] : never]: ValueOf<P> }

function schemaOf(entry: ParameterEntry): z.ZodType {
  if (entry.type === 'integer') {
    const integer = z.int({ error: 'integer' })
    const ranged = integer
      .min(entry.min ?? 0, { error: 'range' })
      .max(entry.max ?? Number.MAX_SAFE_INTEGER, { error: 'range' })
    return entry.at === 'paging' ? ranged : ranged.optional()
  }
  if (entry.type === 'instant') return Instant.optional()
  return (
    z
      .string()
      .trim()
      .max(1000, { error: 'too-long' })
      // Half of a pair cannot be percent-encoded, and another character would be another condition.
      .refine((text) => text.isWellFormed(), { error: 'text-form' })
      .optional()
  )
}

/**
 * Values as checked at every border. Empty text is dropped, since the service takes an empty value
 * for a condition. An issue's message is a key under `rules` in the locales, its path the parameter.
 */
export const OperationParameters: z.ZodType<OperationParameters> = z
  .strictObject(Object.fromEntries(parameters.map((entry) => [entry.name, schemaOf(entry)])))
  .transform(
    (values) =>
      // The object was built from the table, so its keys and types are the mapped type's.
      Object.fromEntries(
        Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
      ) as OperationParameters
  )
  .refine(({ start_time, end_time }) => !start_time || !end_time || start_time <= end_time, {
    path: ['end_time'],
    error: 'end-before-start'
  })

/** An untouched form: newest first, a hundred rows a page. */
export const initialParameters: OperationParameters = { reverse: 1, limit: 100, offset: 0 }

/** The table's row of a name, widened to the entry type so that every optional part can be read. */
export function parameterEntry(name: ParameterName): ParameterEntry {
  const entry = parameters.find((candidate) => candidate.name === name)
  if (!entry) throw new RangeError(`no parameter ${name}`)
  return entry
}

/** Names of the conditions in `values` that only the service can apply. */
export function serviceOnlyParameters(values: OperationParameters): ParameterName[] {
  return parameters
    .filter(({ name, at }) => at === 'service' && values[name] !== undefined)
    .map(({ name }) => name)
}
