import { createHash } from 'node:crypto'
import { numberOf } from '#shared/exact-json'
import type { Operation, RawOperation } from '#shared/operation'
import { parseInstant } from '#shared/time'

/**
 * What the app works with, made from a record as received. Never fails: a missing, null or unreadable
 * field becomes empty, and a record without `job_id` gets one from its content (`no-id-…`), so that no
 * row is dropped.
 */
export function normalize(raw: RawOperation): Operation {
  return {
    jobId: jobIdOf(raw),
    createTime: timeOf(raw.create_time),
    statusTime: timeOf(raw.status_time),
    status: textOf(raw.status),
    action: textOf(raw.job_action),
    description: textOf(raw.action_describe),
    owner: textOf(raw.owner),
    submitter: textOf(raw.submitter),
    resourceIds: ids(raw.resource_ids),
    errorCodes: textOf(raw.error_codes),
    taskCount: numberOf(raw.task_count)
  }
}

/**
 * The identity of a row. An id with half a surrogate pair or NUL can neither be held nor asked for as it
 * is, and two of them must not become one: it gets one made of it.
 */
export function jobIdOf(raw: RawOperation): string {
  const jobId = textOf(raw.job_id)
  if (jobId === '') return `${madeUp}${digest(raw)}`
  return isHoldable(jobId) ? jobId : `${madeUp}${digest(jobId)}`
}

/** Whether SQLite gives a text back as it was. */
export function isHoldable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

const madeUp = 'no-id-'

/** Whether an identity is the app's own: the service knows none of that name. */
export function isMadeUpId(jobId: string): boolean {
  return jobId.startsWith(madeUp)
}

/** A value of a record as text; a number that keeps its digits is an object without a prototype. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** @returns ms since the epoch, null where there is none */
export function timeOf(value: unknown): number | null {
  return typeof value === 'string' ? parseInstant(value) : null
}

/**
 * One string of ids separated by spaces; a list is taken too, should the service ever send one. One that
 * is named twice is one resource.
 */
function ids(value: unknown): string[] {
  const all = Array.isArray(value) ? value.map(textOf) : wordsOf(textOf(value))
  const named = all.filter(Boolean)
  return named.length < 2 ? named : [...new Set(named)]
}

/** Most rows have one resource, which is told sooner than a text is divided. */
function wordsOf(text: string): string[] {
  return /\s/.test(text) ? text.split(/\s+/) : [text]
}

function digest(value: string | RawOperation): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)
}
