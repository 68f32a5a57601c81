import {
  initialParameters,
  OperationParameters,
  parameterEntry,
  parameters,
  type ParameterName
} from '#shared/parameters'
import { rangePresets, type TimeZone, type Workspace } from '#shared/settings'
import { formatField, parseInstant, parseLocal, toInstant } from '#shared/time'

/** What stands in the controls: text, instants as wall time of the chosen zone. */
export type ParameterForm = Record<ParameterName, string>
export type Range = Workspace['range']

/** A value that breaks a rule; `rule` is a key under `rules` in the locales. */
export interface FormIssue {
  field: ParameterName
  rule: string
  min?: number
  max?: number
}

export type FormResult =
  { ok: true; parameters: OperationParameters } | { ok: false; issues: FormIssue[] }

export function formOf(values: OperationParameters, zone: TimeZone): ParameterForm {
  // Built from the table, so every name is there.
  return Object.fromEntries(
    parameters.map(({ name, type }) => [name, textOf(values[name], type, zone)])
  ) as ParameterForm
}

export function emptyForm(): ParameterForm {
  return formOf(initialParameters, 'UTC')
}

function textOf(value: string | number | undefined, type: string, zone: TimeZone): string {
  if (value === undefined) return ''
  const ms = type === 'instant' ? parseInstant(String(value)) : null
  return ms === null ? String(value) : formatField(ms, zone)
}

/** Ms since the epoch, null: no time. A day alone begins a range with its first second and ends it with its last. */
export function readTime(name: ParameterName, text: string, zone: TimeZone): number | null {
  return parseLocal(text, zone, parameterEntry(name).match === 'until' ? 'end' : 'start')
}

/** Reads the controls; a broken rule is said with its field, and nothing is to be sent. */
export function readForm(form: ParameterForm, zone: TimeZone): FormResult {
  const values: Record<string, unknown> = {}
  const issues: FormIssue[] = []
  for (const { name, type } of parameters) {
    const text = form[name].trim()
    if (text === '') {
      values[name] = parameterEntry(name).initial
    } else if (type === 'integer') {
      values[name] = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
    } else if (type === 'instant') {
      const ms = readTime(name, text, zone)
      if (ms === null) issues.push({ field: name, rule: 'instant' })
      else values[name] = toInstant(ms)
    } else {
      values[name] = text
    }
  }
  const parsed = OperationParameters.safeParse(values)
  if (parsed.success && issues.length === 0) return { ok: true, parameters: parsed.data }
  for (const { path, message } of parsed.error?.issues ?? []) {
    // The path of an issue is a key of the object, that is a parameter.
    issues.push(issueOf(path[0] as ParameterName, message))
  }
  return { ok: false, issues }
}

/** Reads the controls for a view: one that does not apply there and breaks a rule counts as untouched. */
export function readFormFor(
  view: Workspace['view'],
  form: ParameterForm,
  zone: TimeZone
): FormResult {
  const read = readForm(form, zone)
  const off = read.ok ? [] : read.issues.filter(({ field }) => offReason(field, view) !== null)
  // Read anew, since what two controls say together is looked at only where each by itself is right.
  return off.length > 0 ? readFormFor(view, without(form, off), zone) : read
}

/** What can be read of the controls: one that breaks a rule counts as untouched. */
export function readableOf(form: ParameterForm, zone: TimeZone): OperationParameters {
  const read = readForm(form, zone)
  return read.ok ? read.parameters : readableOf(without(form, read.issues), zone)
}

function without(form: ParameterForm, issues: readonly FormIssue[]): ParameterForm {
  return { ...form, ...Object.fromEntries(issues.map(({ field }) => [field, ''])) }
}

function issueOf(field: ParameterName, rule: string): FormIssue {
  const { min, max } = parameterEntry(field)
  return {
    field,
    rule,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max })
  }
}

/** Key of the sentence that says why a control does not apply in a view; null: it does. */
export function offReason(name: ParameterName, view: Workspace['view']): string | null {
  if (view === 'live') return null
  if (parameterEntry(name).at === 'service') return 'filter.serviceOnly'
  return name === 'limit' || name === 'offset' ? 'filter.pagingOnly' : null
}

const hour = 3_600_000
const lengths: Partial<Record<Range, number>> = {
  '1h': hour,
  '24h': 24 * hour,
  '7d': 7 * 24 * hour,
  '30d': 30 * 24 * hour
}

/** The times of a preset as of `now` (ms); `custom` keeps what was entered. */
export function withRange(
  values: OperationParameters,
  range: Range,
  now: number
): OperationParameters {
  if (range === 'custom') return values
  const { start_time: _start, end_time: _end, ...rest } = values
  const length = lengths[range]
  return length === undefined ? rest : { ...rest, start_time: toInstant(now - length) }
}

/** How long a preset stands while its rows are kept up to date, and an age while no row comes in, ms. */
export const recountAfterMs = 60_000

/** The times of a preset as of `now` (ms), once they are a minute off; until then the very same values. */
export function withRangeRenewed(
  values: OperationParameters,
  range: Range,
  now: number
): OperationParameters {
  const renewed = withRange(values, range, now)
  if (values.start_time === undefined || renewed.start_time === undefined) return values
  const by = Date.parse(renewed.start_time) - Date.parse(values.start_time)
  return Math.abs(by) < recountAfterMs ? values : renewed
}

/** Conditions that only the service can apply do not take part in a search of the archive. */
export function withoutServiceOnly(values: OperationParameters): OperationParameters {
  const kept = Object.entries(values).filter(
    ([name]) => parameterEntry(name as ParameterName).at !== 'service'
  )
  // Only optional members were left out.
  return Object.fromEntries(kept) as OperationParameters
}

export { rangePresets }
