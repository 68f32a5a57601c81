import { parseExactly } from '#shared/exact-json'
import type { Operation, RawOperation } from '#shared/operation'
import { parseExactInstant, toInstant } from '#shared/time'
import { isHoldable, normalize } from '../records'

/**
 * How a record differs from what its columns say: its fields in the order received, each by its name
 * where the columns give its value, else with the value itself. Nearly every record of a service has
 * the same shape, so it is one more low-cardinality text.
 */
export type Shape = readonly (string | readonly [field: string, value: unknown])[]

/** What the columns can hold of a record: times in whole seconds, no text SQLite might change. */
export interface ColumnValues {
  jobId: string
  /** Seconds since the epoch; null where there is none. */
  created: number | null
  updated: number | null
  status: string
  action: string
  description: string
  owner: string
  submitter: string
  errorCodes: string
  /** Decimal text; empty where there is none. */
  taskCount: string
  resourceIds: readonly string[]
}

/** The fields in the vendor's order, and what the columns say of each. */
const fields: Record<string, (values: ColumnValues) => unknown> = {
  action_describe: (values) => values.description,
  create_time: (values) => instant(values.created),
  error_codes: (values) => values.errorCodes,
  job_action: (values) => values.action,
  job_id: (values) => values.jobId,
  owner: (values) => values.owner,
  resource_ids: (values) => values.resourceIds.join(' '),
  status: (values) => values.status,
  status_time: (values) => instant(values.updated),
  submitter: (values) => values.submitter,
  task_count: (values) => (values.taskCount === '' ? null : Number(values.taskCount))
}

const latestSecond = 0xffff_fffe

function instant(seconds: number | null): string | null {
  return seconds === null ? null : toInstant(seconds * 1000)
}

/** Times outside 1970 to 2106 are held at the nearer end; the shape then has the text received. */
function secondsOf(ms: number | null): number | null {
  return ms === null ? null : Math.min(latestSecond, Math.max(1, Math.floor(ms / 1000)))
}

/** A text as it is held: half a surrogate pair and NUL would not come back from SQLite as they were. */
export function wellFormed(text: string): string {
  return isHoldable(text) ? text : text.toWellFormed().replaceAll('\0', '\ufffd')
}

/** Takes a record apart; {@link rebuild} puts it together again exactly. */
export function takeApart(raw: RawOperation): { values: ColumnValues; shape: string } {
  const operation = normalize(raw)
  const values: ColumnValues = {
    jobId: operation.jobId,
    created: secondsOf(operation.createTime),
    updated: secondsOf(operation.statusTime),
    status: wellFormed(operation.status),
    action: wellFormed(operation.action),
    description: wellFormed(operation.description),
    owner: wellFormed(operation.owner),
    submitter: wellFormed(operation.submitter),
    errorCodes: wellFormed(operation.errorCodes),
    taskCount: operation.taskCount === null ? '' : String(operation.taskCount),
    resourceIds: operation.resourceIds.map(wellFormed)
  }
  return { values, shape: shapeOf(raw, values) }
}

/** The names of the last record whose columns say all of it, and its shape: nearly every record has them. */
let plain: { names: readonly string[]; text: string } = { names: [], text: '[]' }

function shapeOf(raw: RawOperation, values: ColumnValues): string {
  const names = Object.keys(raw)
  if (!names.every((field) => isSaid(field, raw[field], values))) {
    return JSON.stringify(
      names.map((field) => (isSaid(field, raw[field], values) ? field : [field, raw[field]]))
    )
  }
  const isKnown =
    names.length === plain.names.length && names.every((name, n) => name === plain.names[n])
  if (!isKnown) plain = { names, text: JSON.stringify(names) }
  return plain.text
}

/** Whether the columns give a field's value back. */
function isSaid(field: string, value: unknown, values: ColumnValues): boolean {
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (!known) return false
  const seconds =
    field === 'create_time' ? values.created : field === 'status_time' ? values.updated : null
  // To write a time costs ten times as much as to read it.
  if (seconds !== null && typeof value === 'string') {
    const ms = parseExactInstant(value)
    if (ms !== null) return ms === seconds * 1000
  }
  return Object.is(known(values), value)
}

export function parseShape(text: string): Shape {
  // Written by this app.
  return parseExactly(text) as Shape
}

/** The record as received, fields in the order received. */
export function rebuild(values: ColumnValues, shape: Shape): RawOperation {
  return Object.fromEntries(
    shape.map((part) =>
      typeof part === 'string' ? [part, fields[part]?.(values)] : [part[0], part[1]]
    )
  )
}

/** Whether a record of this shape reads as its columns say, whatever unknown fields it has. */
export function isRegular(shape: Shape): boolean {
  const named = new Set(shape.filter((part) => typeof part === 'string'))
  return Object.keys(fields).every((field) => named.has(field))
}

/** The row as the app works with it. */
export function operationOf(values: ColumnValues, shape: Shape, regular: boolean): Operation {
  // An id that was made up is the one it was held by.
  if (!regular) return { ...normalize(rebuild(values, shape)), jobId: values.jobId }
  const { created, updated, taskCount, ...rest } = values
  return {
    jobId: rest.jobId,
    createTime: created === null ? null : created * 1000,
    statusTime: updated === null ? null : updated * 1000,
    status: rest.status,
    action: rest.action,
    description: rest.description,
    owner: rest.owner,
    submitter: rest.submitter,
    resourceIds: [...rest.resourceIds],
    errorCodes: rest.errorCodes,
    taskCount: taskCount === '' ? null : Number(taskCount)
  }
}

/** What a text search finds in a shape: values only, since every record has the names of the fields. */
export function searchableText(shape: Shape): string {
  return shape.flatMap((part) => (typeof part === 'string' ? [] : atoms(part[1]))).join('\n')
}

function atoms(value: unknown): string[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [String(value)]
  return Object.values(value).flatMap(atoms)
}
