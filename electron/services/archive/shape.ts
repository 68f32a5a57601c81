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

/** Whether the columns give a field's value back. */
type Test = (value: unknown, values: ColumnValues) => boolean

/**
 * The last record whose columns say all of it: nearly every record has its fields in its order, and is then gone
 * through without looking each field up.
 */
let plain: { names: readonly string[]; tests: readonly Test[]; shape: string } = {
  names: [],
  tests: [],
  shape: '[]'
}

function shapeOf(raw: RawOperation, values: ColumnValues): string {
  const names = Object.keys(raw)
  if (isPlain(names, raw, values)) return plain.shape
  const tests = names.map(testOf)
  const said = names.map((name, place) => tests[place]?.(raw[name], values) === true)
  const shape = JSON.stringify(names.map((name, n) => (said[n] ? name : [name, raw[name]])))
  if (!said.includes(false)) plain = { names, tests, shape }
  return shape
}

function isPlain(names: readonly string[], raw: RawOperation, values: ColumnValues): boolean {
  if (names.length !== plain.names.length) return false
  for (const [place, name] of names.entries()) {
    if (name !== plain.names[place] || !plain.tests[place]?.(raw[name], values)) return false
  }
  return true
}

function testOf(field: string): Test {
  if (field === 'create_time') return (value, { created }) => isInstant(value, created)
  if (field === 'status_time') return (value, { updated }) => isInstant(value, updated)
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined
  return (value, values) => known !== undefined && Object.is(known(values), value)
}

function isInstant(value: unknown, seconds: number | null): boolean {
  // To write a time costs ten times as much as to read it.
  const ms = seconds !== null && typeof value === 'string' ? parseExactInstant(value) : null
  return ms === null ? Object.is(instant(seconds), value) : ms === Number(seconds) * 1000
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
