import type { StatisticsKey } from '#shared/archive-query'
import { isEnded, isFailed } from '#shared/operation'
import type { Dictionary, Texts } from '../dictionary'
import { forEachRow } from '../index/bits'
import type { Block } from '../index/block'
import type { Blocks } from '../index/blocks'
import { createDays } from './days'
import type { Matches } from './matches'
import { createNumbers, type Numbers } from './numbers'

/** What was counted of one group, before archives are added up. */
export interface Group {
  count: number
  failed: number
  pending: number
  /** Of operations that ended, s. */
  durations: Numbers
}

/** What one archive counted. */
export interface Counted {
  groups: Map<string, Group>
  /** Every row once. */
  all: Group
}

function newGroup(): Group {
  return { count: 0, failed: 0, pending: 0, durations: createNumbers() }
}

interface Deps {
  blocks: Blocks
  dictionary: Dictionary
}

/** Calls back with each group a row belongs to, by number. */
type Grouping = (block: Block, row: number, add: (group: number) => void) => void

function grouping(
  dictionary: Dictionary,
  by: StatisticsKey,
  timeZone: string
): { nameOf: (group: number) => string; groupsOf: Grouping } {
  if (by === 'day') {
    const days = createDays(timeZone)
    return {
      nameOf: (group) => days.names[group] ?? '',
      groupsOf: ({ created }, row, add) => {
        const time = (created[row] ?? 0) * 1000
        if (time > 0) add(days.numberOf(time))
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
  by: StatisticsKey,
  timeZone: string
): Counted {
  const { nameOf, groupsOf } = grouping(deps.dictionary, by, timeZone)
  const ended = marks(deps.dictionary.status, isEnded)
  const failed = marks(deps.dictionary.status, isFailed)
  const groups: Group[] = []
  const all = newGroup()
  for (const { slot, bits } of matches.parts) {
    const block = deps.blocks.load(slot)
    const { created, updated, rows } = block
    const { values, codes } = block.texts.status
    let [status, duration] = [0, -1]
    const add = (number: number) => addTo((groups[number] ??= newGroup()))
    const addTo = (group: Group) => {
      group.count++
      if (failed[status]) group.failed++
      if (!ended[status]) group.pending++
      else if (duration >= 0) group.durations.push(duration)
    }
    forEachRow(bits, rows, (row) => {
      status = values[codes[row] ?? 0] ?? 0
      const [start = 0, end = 0] = [created[row], updated[row]]
      duration = start > 0 && end >= start ? end - start : -1
      addTo(all)
      groupsOf(block, row, add)
    })
  }
  const named = Object.entries(groups).map(
    ([number, group]) => [nameOf(Number(number)), group] as const
  )
  return { groups: new Map(named), all }
}
