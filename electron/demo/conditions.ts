import { actions } from './actions'
import type { DemoLog } from './generator'

/** The parameters that pick rows by what they hold; times and job ids are looked up instead. */
export interface Conditions {
  status?: string | undefined
  job_action?: string | undefined
  resource_ids?: string | undefined
  owner?: string | undefined
  search_word?: string | undefined
  action_describe?: string | undefined
}

export const conditionNames = [
  'status',
  'job_action',
  'resource_ids',
  'owner',
  'search_word',
  'action_describe'
] as const satisfies readonly (keyof Conditions)[]

export type RowTest = (index: number) => boolean

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}

function flags(texts: readonly string[], test: (text: string) => boolean): boolean[] {
  return texts.map(test)
}

/** Tests the ids of a row by asking once for each id of the zone. */
function anyId(log: DemoLog, test: (id: string) => boolean): RowTest {
  const clusters = log.clusters.map(({ id, queues, nodes }) => {
    const own = { id: test(id), queues: flags(queues, test), nodes: flags(nodes, test) }
    return { ...own, any: own.id || own.queues.includes(true) || own.nodes.includes(true) }
  })
  const withNodes = actions.map(({ target }) => target === 'nodes')
  const withQueue = actions.map(({ target }) => target !== 'cluster')

  return (index) => {
    const cluster = clusters[log.clusterAt(index)]
    if (!cluster?.any) return false
    if (cluster.id) return true
    const action = log.actionAt(index)
    if (!withQueue[action]) return false
    if (cluster.queues[log.queueAt(index)]) return true
    if (!withNodes[action]) return false
    for (let place = log.nodeCountAt(index) - 1; place >= 0; place--) {
      if (cluster.nodes[log.nodeAt(index, place)]) return true
    }
    return false
  }
}

function anyAction(log: DemoLog, test: (name: string, describe: string) => boolean): RowTest {
  const matching = actions.map(({ name, describe }) => test(name, describe))
  return (index) => matching[log.actionAt(index)] ?? false
}

function searchTest(log: DemoLog, word: string): RowTest {
  const byAction = anyAction(
    log,
    (name, describe) => includes(name, word) || includes(describe, word)
  )
  // A word with a space can reach over two ids, so the whole text has to be read.
  const byId = word.includes(' ')
    ? (index: number) => includes(log.resourceIds(index), word)
    : anyId(log, (id) => includes(id, word))
  return (index) => byAction(index) || byId(index)
}

/** Every condition but the status, which alone changes with time. Cheap ones come first. */
export function rowTest(log: DemoLog, conditions: Conditions): RowTest {
  const { job_action, resource_ids, owner, search_word, action_describe } = conditions
  const tests: RowTest[] = []
  if (owner !== undefined) {
    const wanted = log.owners.indexOf(owner)
    tests.push((index) => log.ownerAt(index) === wanted)
  }
  if (job_action !== undefined) tests.push(anyAction(log, (name) => name === job_action))
  if (action_describe !== undefined) {
    tests.push(anyAction(log, (_, describe) => includes(describe, action_describe)))
  }
  if (resource_ids !== undefined) tests.push(anyId(log, (id) => id === resource_ids))
  if (search_word !== undefined) tests.push(searchTest(log, search_word))
  const [first] = tests
  if (tests.length === 1 && first) return first
  return (index) => tests.every((test) => test(index))
}
