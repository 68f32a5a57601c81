import type { Statistics, statisticsKeys } from '#shared/archive-query'
import { isEnded, isFailed } from '#shared/operation'
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { Dictionary, Texts } from '../dictionary'
import { forEachRow } from '../index/bits'
import type { Block } from '../index/block'
import type { Blocks } from '../index/blocks'
import { dayEdges } from './edges'
import { extent } from './histogram'
import type { Matches } from './matches'
import { createNumbers, type Numbers } from './numbers'
import { quantile } from './quantile'

type By = (typeof statisticsKeys)[number]

/** What was counted of one group, before archives are added up. */
export interface Group {
  count: number
  failed: number
  pending: number
  /** Of operations that ended, s. */
  durations: Numbers
}

interface Deps {
  blocks: Blocks
  dictionary: Dictionary
}

/** Calls back with each group a row belongs to, by number. */
type Grouping = (block: Block, row: number, add: (group: number) => void) => void

function grouping(
  { blocks, dictionary }: Deps,
  matches: Matches,
  by: By,
  timeZone: string
): { nameOf: (group: number) => string; groupsOf: Grouping } {
  if (by === 'day') {
    const range = extent({ blocks }, matches)
    const edges = range ? dayEdges(range.low * 1000, range.high * 1000, timeZone) : []
    let day = 0
    return {
      nameOf: (group) => {
        const edge = edges[group]
        return edge === undefined ? '' : format(new TZDate(edge, timeZone), 'yyyy-MM-dd')
      },
      groupsOf: ({ created }, row, add) => {
        const time = (created[row] ?? 0) * 1000
        while (day < edges.length - 1 && time >= (edges[day + 1] ?? Infinity)) day++
        if (time > 0) add(day)
      }
    }
  }
  const texts: Texts = by === 'resource_ids' ? dictionary.resources : dictionary[by]
  return {
    nameOf: texts.at,
    groupsOf:
      by === 'resource_ids'
        ? ({ resources, resourceEnds }, row, add) => {
            const end = resourceEnds[row] ?? 0
            let place = row === 0 ? 0 : (resourceEnds[row - 1] ?? 0)
            for (; place < end; place++) add(resources.values[resources.codes[place] ?? 0] ?? 0)
          }
        : (block, row, add) => {
            const { values, codes } = block.texts[by]
            add(values[codes[row] ?? 0] ?? 0)
          }
  }
}

function marks(texts: Texts, test: (text: string) => boolean): Uint8Array {
  const marked = new Uint8Array(texts.limit())
  for (const id of texts.ids()) if (test(texts.at(id))) marked[id] = 1
  return marked
}

export function groupRows(
  deps: Deps,
  matches: Matches,
  by: By,
  timeZone: string
): Map<string, Group> {
  const { nameOf, groupsOf } = grouping(deps, matches, by, timeZone)
  const ended = marks(deps.dictionary.status, isEnded)
  const failed = marks(deps.dictionary.status, isFailed)
  const groups: Group[] = []
  for (const { slot, bits } of matches.parts) {
    const block = deps.blocks.load(slot)
    const { created, updated, rows } = block
    const { values, codes } = block.texts.status
    let [status, duration] = [0, -1]
    const add = (number: number) => {
      const group = (groups[number] ??= {
        count: 0,
        failed: 0,
        pending: 0,
        durations: createNumbers()
      })
      group.count++
      if (failed[status]) group.failed++
      if (!ended[status]) group.pending++
      else if (duration >= 0) group.durations.push(duration)
    }
    forEachRow(bits, rows, (row) => {
      status = values[codes[row] ?? 0] ?? 0
      const [start = 0, end = 0] = [created[row], updated[row]]
      duration = start > 0 && end > 0 ? end - start : -1
      groupsOf(block, row, add)
    })
  }
  return new Map(Object.entries(groups).map(([number, group]) => [nameOf(Number(number)), group]))
}

/** Adds up what several archives counted; percentiles are exact. */
export function addStatistics(
  counted: readonly Map<string, Group>[],
  by: By,
  limit: number
): Statistics {
  const sums = new Map<string, Group>()
  for (const map of counted) {
    for (const [key, group] of map) {
      const sum = sums.get(key)
      if (!sum) sums.set(key, group)
      else {
        sum.count += group.count
        sum.failed += group.failed
        sum.pending += group.pending
        for (const duration of group.durations.list()) sum.durations.push(duration)
      }
    }
  }
  const keys = [...sums.keys()].sort((a, b) => {
    const order = by === 'day' ? 0 : (sums.get(b)?.count ?? 0) - (sums.get(a)?.count ?? 0)
    return order || (a < b ? -1 : 1)
  })
  const groups = keys.slice(0, limit).flatMap((key) => {
    const group = sums.get(key)
    if (!group) return []
    const { durations, ...counts } = group
    const seconds = durations.list()
    const at = (part: number) => (seconds.length === 0 ? null : quantile(seconds, part) * 1000)
    return [{ key, ...counts, p50: at(0.5), p95: at(0.95), max: at(1) }]
  })
  return { groups, distinct: sums.size }
}
