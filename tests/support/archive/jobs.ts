import type { RawOperation } from '#shared/operation'
import { toInstant } from '#shared/time'

const oldest = Date.UTC(2022, 0, 1)
const actions = ['CreateCluster', 'AddNodes', 'DeleteNodes', 'StopQueue', 'ResizeQueue']

export function jobIdOf(job: number): string {
  return `j-${job.toString(36).padStart(7, '0')}`
}

export function jobOf(jobId: string): number {
  return Number.parseInt(jobId.slice(2), 36)
}

/**
 * A record told by two numbers, so that whatever is held of a job says whether it is one of the states
 * that were sent. State n counts its tasks to n; each is later than the one before, by more than clocks may differ.
 */
export function jobRow(job: number, state: number): RawOperation {
  // Scattered over the blocks of the index, as rows of several windows would be.
  const created = oldest + ((job * 7919) % 500_000) * 1000
  const row: RawOperation = {
    action_describe: `操作 ${job % 23}`,
    create_time: toInstant(created),
    error_codes: state % 3 === 2 ? '1400' : '',
    job_action: actions[job % actions.length],
    job_id: jobIdOf(job),
    owner: `usr-${job % 211}`,
    resource_ids: `cl-${job % 997} nd-${(job * 31) % 1999}`,
    status: ['pending', 'successful', 'failed'][state % 3],
    status_time: toInstant(created + state * 10_000),
    submitter: `usr-${job % 17}`,
    task_count: state
  }
  // Few records of the service have more than the known fields.
  return job % 50 === 0 ? { ...row, note: `bemerkt ${job}` } : row
}
