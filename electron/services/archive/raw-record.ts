import type { Operation, RawOperation } from '#shared/operation'
import { toInstant } from '#shared/time'

/**
 * A record in the vendor's own order of fields, made from the columns. Where that gives the text that
 * was received, the text itself need not be kept.
 */
export function rebuild(operation: Operation): RawOperation {
  return {
    action_describe: operation.description,
    create_time: operation.createTime === null ? null : toInstant(operation.createTime),
    error_codes: operation.errorCodes,
    job_action: operation.action,
    job_id: operation.jobId,
    owner: operation.owner,
    resource_ids: operation.resourceIds.join(' '),
    status: operation.status,
    status_time: operation.statusTime === null ? null : toInstant(operation.statusTime),
    submitter: operation.submitter,
    task_count: operation.taskCount
  }
}

/** What SQLite may not give back as it was, escaped in JSON: half a surrogate pair, and NUL. */
const unsafe = /\\u(0000|d[89a-f])/i

/** The text to keep beside the columns; null where they say it all. */
export function textToKeep(raw: RawOperation, operation: Operation): string | null {
  const text = JSON.stringify(raw)
  return text === JSON.stringify(rebuild(operation)) && !unsafe.test(text) ? null : text
}
