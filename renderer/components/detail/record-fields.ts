import type { ComposerTranslation } from 'vue-i18n'
import { parseExactly } from '#shared/exact-json'
import { columnOf, columns, type Column, type ColumnField, type Operation } from '#shared/operation'
import type { TimeZone } from '#shared/settings'
import { formatField } from '#shared/time'
import { markdownLine } from '../markdown'
import { cellText, statusText } from '../text'

export interface RecordField {
  /** Name in the API, or ours where computed. */
  name: string
  label: string
  /** Empty: there is none. */
  text: string
  /** The same so that two that are unlike never read alike, where `text` is rounded or a time that comes twice. */
  exact?: string
  mono: boolean
}

export interface Reading {
  t: ComposerTranslation
  te: (key: string) => boolean
  zone: TimeZone
}

/** From what the reader asks first to what is asked least. */
const order: readonly ColumnField[] = [
  'create_time',
  'status_time',
  'duration',
  'status',
  'action_describe',
  'resource_ids',
  'owner',
  'submitter',
  'job_action',
  'error_codes',
  'task_count',
  'job_id'
]

/** Every field under a friendly name, then those of the record that nobody described. */
export function recordFields(
  { t, te, zone }: Reading,
  operation: Operation,
  raw: string | null
): RecordField[] {
  const known = order.map(columnOf).map((column) => ({
    name: column.field,
    label: te(`detail.fields.${column.field}`)
      ? t(`detail.fields.${column.field}`)
      : t(`columns.${column.field}`),
    text: fieldText({ t, te, zone }, column, operation),
    ...exactText({ t, zone }, column, operation),
    mono: column.type === 'code' || column.type === 'resources'
  }))
  return [...known, ...unknownFields(raw)]
}

/** The value of a column in the reader's language and time zone. */
export function fieldText({ t, te, zone }: Reading, column: Column, operation: Operation): string {
  if (column.type === 'status') {
    const status = statusText(t, te, operation.status)
    // It goes to others as text, who do not see the pane.
    return operation.goneAt === undefined ? status : t('detail.goneStatus', { status })
  }
  return cellText(t, column, operation, zone)
}

function exactText(
  { t, zone }: Pick<Reading, 't' | 'zone'>,
  { type, value }: Column,
  operation: Operation
): { exact?: string } {
  const ms = value(operation)
  if (typeof ms !== 'number') return {}
  if (type === 'instant') return { exact: formatField(ms, zone) }
  return type === 'duration' ? { exact: t('duration.s', { n: ms / 1000 }) } : {}
}

const known: ReadonlySet<string> = new Set(columns.map(({ field }) => field))

function unknownFields(raw: string | null): RecordField[] {
  return Object.entries(parsed(raw))
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => ({
      name,
      label: name,
      text: typeof value === 'string' ? value : JSON.stringify(value),
      mono: true
    }))
}

function parsed(raw: string | null): object {
  if (raw === null) return {}
  try {
    const value = parseExactly(raw)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** Lines of `name: value`, those without a value left out. */
export function plainText({ t }: Pick<Reading, 't'>, fields: readonly RecordField[]): string {
  return fields
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => t('joined.labelled', { label, value: text }))
    .join('\n')
}

/** A row for a Markdown table of these columns. */
export function markdownRow(
  reading: Reading,
  shown: readonly Column[],
  operation: Operation
): string {
  return markdownLine(shown.map((column) => fieldText(reading, column, operation)))
}
