import { z } from 'zod'

/** One log record, normalized. Times are ms since the epoch, null where the service sent none it can be read from. */
export const Operation = z.object({
  jobId: z.string(),
  createTime: z.number().nullable(),
  statusTime: z.number().nullable(),
  /** As the service sent it; `pending`, `successful`, `failed` are documented, others exist. */
  status: z.string(),
  action: z.string(),
  description: z.string(),
  owner: z.string(),
  submitter: z.string(),
  resourceIds: z.array(z.string()),
  errorCodes: z.string(),
  taskCount: z.number().nullable(),
  /** When the service no longer had it, though it never said that it ended, ms; absent: it had it when last asked. */
  goneAt: z.number().optional()
})
export type Operation = z.infer<typeof Operation>

/** A record as the service sent it. Every field may be missing, null or new; none is dropped. */
export type RawOperation = Record<string, unknown>

export function isRecord(value: unknown): value is RawOperation {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Statuses of an operation under way, in the order it has them; the sibling call of the IaaS API has the second. */
export const runningStatuses: readonly string[] = ['pending', 'working']

/** A status that will not change any more. */
export function isEnded(status: string): boolean {
  return !runningStatuses.includes(status)
}

/** One that is known to; what nobody described may yet change into one that runs. */
export function isKnownEnd(status: string): boolean {
  return status === 'successful' || isFailed(status)
}

/** A status that says it went wrong; the sibling call of the IaaS API has the second. */
export function isFailed(status: string): boolean {
  return status === 'failed' || status === 'done with failure'
}

/** From creation to the last status change, ms; null while it runs, where a time is missing or they run backwards. */
export function durationOf(operation: Operation): number | null {
  const { createTime, statusTime, status } = operation
  if (createTime === null || statusTime === null || !isEnded(status)) return null
  return statusTime < createTime ? null : statusTime - createTime
}

interface ColumnEntry {
  /** Field name of the API, or of ours where `derived`. */
  field: string
  type: 'text' | 'code' | 'instant' | 'number' | 'duration' | 'resources' | 'status'
  /** Width on screen, px. */
  width: number
  /** Shown before the user chose columns. */
  shown: boolean
  /** Computed by us, so not part of an export unless asked for. */
  derived?: true
  value: (operation: Operation) => string | number | readonly string[] | null
}

/** Every column on screen and in exports, in the order of the screen. */
export const columns = [
  { field: 'create_time', type: 'instant', width: 150, shown: true, value: (o) => o.createTime },
  { field: 'status', type: 'status', width: 104, shown: true, value: (o) => o.status },
  { field: 'action_describe', type: 'text', width: 180, shown: true, value: (o) => o.description },
  {
    field: 'resource_ids',
    type: 'resources',
    width: 268,
    shown: true,
    value: (o) => o.resourceIds
  },
  { field: 'owner', type: 'code', width: 116, shown: true, value: (o) => o.owner },
  {
    field: 'duration',
    type: 'duration',
    width: 120,
    shown: true,
    derived: true,
    value: durationOf
  },
  { field: 'error_codes', type: 'code', width: 96, shown: true, value: (o) => o.errorCodes },
  { field: 'job_action', type: 'code', width: 230, shown: false, value: (o) => o.action },
  { field: 'submitter', type: 'code', width: 110, shown: false, value: (o) => o.submitter },
  { field: 'status_time', type: 'instant', width: 150, shown: false, value: (o) => o.statusTime },
  { field: 'job_id', type: 'code', width: 120, shown: false, value: (o) => o.jobId },
  { field: 'task_count', type: 'number', width: 84, shown: false, value: (o) => o.taskCount }
] as const satisfies readonly ColumnEntry[]

export type Column = ColumnEntry & { field: ColumnField }
export type ColumnField = (typeof columns)[number]['field']
export const ColumnField = z.enum(columns.map(({ field }) => field))

/** Columns of an export in which nothing was changed: all fields of the API, in its own order of names. */
export const exportedColumns: readonly ColumnField[] = columns
  .filter((column) => !('derived' in column))
  .map(({ field }) => field)

export function columnOf(field: ColumnField): Column {
  const column = columns.find((candidate) => candidate.field === field)
  if (!column) throw new RangeError(`no column ${field}`)
  return column
}
