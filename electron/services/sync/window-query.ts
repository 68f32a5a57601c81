import type { Span } from '#shared/archive-query'
import { toInstant } from '#shared/time'
import type { OperationParameters } from '#shared/parameters'
import type { RawOperation } from '#shared/operation'
import { secondMs } from '../intervals'
import { timeOf } from '../records'

/** Rows of a page, the most the service gives. */
export const pageRows = 100

/** Pages of so many rows; one says that there are none. */
export function pagesOf(rows: number): number {
  return Math.max(1, Math.ceil(rows / pageRows))
}

/**
 * The query of a span, oldest first. Whether the service includes the bounds themselves is unknown, so
 * they lie a second outside; what comes twice is one row.
 */
export function windowQuery({ start, end }: Span, offset: number): OperationParameters {
  return { ...sinceQuery(start, offset), end_time: toInstant(end + secondMs) }
}

/** The query of everything from a time on, oldest first. */
export function sinceQuery(start: number, offset: number): OperationParameters {
  const start_time = toInstant(Math.max(0, start - secondMs))
  return { start_time, reverse: 0, limit: pageRows, offset }
}

/** When a row was created, ms; null where it does not say. */
export function createdAt({ create_time }: RawOperation): number | null {
  return timeOf(create_time)
}

/** Whether a row belongs to a span itself, not to the second on either side. */
export function isWithin(raw: RawOperation, { start, end }: Span): boolean {
  const created = createdAt(raw)
  return created !== null && created >= start && created <= end
}
