import { actions, actionTickets, type DemoAction } from './actions'
import { createJobIds } from './job-ids'
import { fraction, pick, shortId } from './random'
import { createTimeline, tailRows, type TimelineOptions } from './timeline'

/** A row as the service sends it, its keys in the service's order. */
export interface DemoRow {
  action_describe: string
  create_time: string
  error_codes: string
  job_action: string
  job_id: string
  owner: string
  resource_ids: string
  status: DemoStatus
  status_time: string
  submitter: string
  task_count: number | null
}

export type DemoStatus = 'pending' | 'successful' | 'failed'
export type LogOptions = TimelineOptions

/** The ids of one cluster of the demo zone. */
export interface DemoCluster {
  id: string
  queues: readonly string[]
  nodes: readonly string[]
}

const clusterCount = 6
const queuesPerCluster = 4
const nodesPerCluster = 48
/** Share no divisor with the number of nodes, so that a row never names a node twice. */
const nodeSteps = [1, 5, 7, 11]
const failures = ['1400', '5000', '5000', '5000', '5200', '5200', '5100', '5400', '2400']

/** No operation of the demo zone takes longer, ms. */
export const longestMs = 1_800_000

function clusterOf(seed: number, index: number): DemoCluster {
  const ids = (prefix: string, salt: number, count: number) =>
    Array.from({ length: count }, (_, n) => `${prefix}-${shortId(seed, salt, index * 100 + n)}`)
  return {
    id: `ehpc-${shortId(seed, 21, index)}`,
    queues: ids('ehpcq', 22, queuesPerCluster),
    nodes: ids('cln', 23, nodesPerCluster)
  }
}

/** The service's form of a time, UTC to the second. */
function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export type DemoLog = ReturnType<typeof createLog>

/**
 * A made-up operation log. Nothing is stored: each row follows from the seed and its index, so a
 * million rows cost no more than one. Indices go from the oldest row up.
 */
export function createLog(options: LogOptions) {
  const { seed, size } = options
  const timeline = createTimeline(options)
  const jobIds = createJobIds(seed)
  const clusters = Array.from({ length: clusterCount }, (_, index) => clusterOf(seed, index))
  const owners = Array.from({ length: 9 }, (_, index) => `usr-${shortId(seed, 24, index, true)}`)

  /** Rows come in runs of one person's work on one cluster. */
  function work(index: number): number {
    return Math.floor(index / (3 + pick(seed, 31, index >> 6, 9)))
  }
  function ownerAt(index: number): number {
    // The smaller of two draws: some people do most of the work.
    const run = work(index)
    return Math.min(pick(seed, 32, run, owners.length), pick(seed, 33, run, owners.length))
  }
  function clusterAt(index: number): number {
    return pick(seed, 34, work(index), clusterCount)
  }
  function queueAt(index: number): number {
    return pick(seed, 35, index, queuesPerCluster)
  }
  function actionAt(index: number): number {
    return actionTickets[pick(seed, 36, index, actionTickets.length)] ?? 0
  }
  function nodeCountAt(index: number): number {
    return 1 + Math.min(pick(seed, 37, index, 6), pick(seed, 38, index, 6))
  }
  function nodeAt(index: number, place: number): number {
    const step = nodeSteps[pick(seed, 39, index, nodeSteps.length)] ?? 1
    return (pick(seed, 40, index, nodesPerCluster) + place * step) % nodesPerCluster
  }
  /** How the operation ends. */
  function endAt(index: number): 'successful' | 'failed' {
    return fraction(seed, 41, index) < 0.08 ? 'failed' : 'successful'
  }

  function durationMs(index: number): number {
    if (index < size && index >= size - tailRows) return (100 + pick(seed, 42, index, 100)) * 1000
    const usual = action(index).seconds
    const seconds = Math.round(usual * (0.5 + 3 * fraction(seed, 42, index) ** 4))
    return Math.min(longestMs, Math.max(1, seconds) * 1000)
  }
  function statusAt(index: number, at: number): DemoStatus {
    return timeline.createdAt(index) + durationMs(index) > at ? 'pending' : endAt(index)
  }

  function action(index: number): DemoAction {
    const found = actions[actionAt(index)]
    if (!found) throw new RangeError(`no action for row ${index}`)
    return found
  }
  function cluster(index: number): DemoCluster {
    const found = clusters[clusterAt(index)]
    if (!found) throw new RangeError(`no cluster for row ${index}`)
    return found
  }

  /** Ids of a row, separated by spaces as the service does. */
  function resourceIds(index: number): string {
    const { id, queues, nodes } = cluster(index)
    const { target } = action(index)
    if (target === 'cluster') return id
    const queue = queues[queueAt(index)]
    if (target === 'queue') return `${id} ${queue}`
    const places = Array.from({ length: nodeCountAt(index) }, (_, n) => nodes[nodeAt(index, n)])
    return [id, queue, ...places].join(' ')
  }

  /** A row as it is at a time, ms. */
  function row(index: number, at: number): DemoRow {
    const { name, describe, target } = action(index)
    const created = timeline.createdAt(index)
    const status = statusAt(index, at)
    const nodes = target === 'nodes' ? nodeCountAt(index) : 1
    return {
      action_describe: describe,
      create_time: instant(created),
      error_codes:
        status === 'failed' ? (failures[pick(seed, 43, index, failures.length)] ?? '5000') : '',
      job_action: name,
      job_id: jobIds.at(index),
      owner: owners[ownerAt(index)] ?? '',
      resource_ids: resourceIds(index),
      status,
      status_time: instant(status === 'pending' ? created : created + durationMs(index)),
      submitter: `nscca-hpc${1 + (clusterAt(index) % 4)}`,
      task_count: nodes > 1 ? nodes : null
    }
  }

  return {
    ...timeline,
    size,
    owners,
    clusters,
    indexOf: jobIds.indexOf,
    row,
    resourceIds,
    ownerAt,
    clusterAt,
    queueAt,
    actionAt,
    nodeCountAt,
    nodeAt,
    endAt,
    statusAt
  }
}
