import type { ArchiveOrder } from '#shared/archive-query'
import { isEnded } from '#shared/operation'
import type { SortKey } from '../../ports'
import type { Dictionary, Texts } from '../dictionary'
import { forEachRow } from '../index/bits'
import {
  blockRows,
  jobIdAt,
  resourcesAt,
  rowAt,
  rowBits,
  textAt,
  type Block,
  type IndexRow
} from '../index/block'
import type { Blocks } from '../index/blocks'
import { foundBetween, type Found, type Matches } from './matches'
import { sortByKey } from './radix'

/** Rows that match, in the order asked for. */
export interface Sequence {
  total: number
  /** Rows with numbers `from` to before `to`. */
  rows: (from: number, to: number) => Found[]
  keyOf: (found: Found) => SortKey
  /** The key of a row that need not match. */
  keyOfRow: (row: IndexRow) => SortKey
  compare: (a: SortKey, b: SortKey) => number
}

interface Deps {
  blocks: Blocks
  dictionary: Dictionary
}

export function compareSortKeys(a: SortKey, b: SortKey): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.created - b.created || (a.jobId < b.jobId ? -1 : a.jobId > b.jobId ? 1 : 0)
}

/** @param arranged rows by another column than time, oldest first within equal values; kept by the caller */
export function sequenceOf(
  deps: Deps,
  matches: Matches,
  { field, descending }: ArchiveOrder,
  arranged: () => Uint32Array
): Sequence {
  const { total } = matches
  const byTime = field === 'create_time'
  const ascending = (from: number, to: number): Found[] =>
    byTime ? foundBetween(matches, from, to) : unpack(matches, arranged().subarray(from, to))
  const keyOfRow = (row: IndexRow): SortKey => ({
    value: byTime ? row.created : valueOf(deps.dictionary, field, row),
    created: row.created,
    jobId: row.jobId
  })
  return {
    total,
    rows: (from, to) => {
      const end = Math.min(to, total)
      if (!descending) return ascending(from, end)
      return ascending(Math.max(0, total - end), Math.max(0, total - from)).reverse()
    },
    keyOf: ({ slot, row }) => keyOfRow(rowAt(deps.blocks.load(slot), row)),
    keyOfRow,
    compare: descending ? (a, b) => compareSortKeys(b, a) : compareSortKeys
  }
}

function unpack({ parts }: Matches, places: Uint32Array): Found[] {
  return Array.from(places, (place) => {
    const part = parts[place >>> rowBits]
    if (!part) throw new RangeError('a row of another result')
    return { slot: part.slot, row: place & (blockRows - 1) }
  })
}

function valueOf(
  dictionary: Dictionary,
  field: ArchiveOrder['field'],
  { jobId, created, updated, texts, resources }: IndexRow
): number | string {
  switch (field) {
    case 'create_time':
      return created
    case 'status_time':
      return updated
    case 'duration': {
      const ended = isEnded(dictionary.status.at(texts.status))
      return ended && created > 0 && updated >= created ? updated - created + 1 : 0
    }
    case 'task_count':
      return countOf(dictionary.task_count.at(texts.task_count))
    case 'job_id':
      return jobId
    case 'resource_ids':
      return dictionary.resources.at(resources[0] ?? -1)
    default:
      return dictionary[field].at(texts[field])
  }
}

/** The number a text says; none stands before every number. */
function countOf(text: string): number {
  return text === '' ? -Infinity : Number(text)
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}

/** Place of each text among all of them. */
function ranks(texts: Texts, compare = byText): Uint32Array {
  const list = new Uint32Array(texts.limit())
  const sorted = [...texts.ids()].sort((a, b) => compare(texts.at(a), texts.at(b)))
  sorted.forEach((id, place) => (list[id] = place + 1))
  return list
}

/** A number a row by which its value is ordered. */
function keys(dictionary: Dictionary, field: ArchiveOrder['field']) {
  switch (field) {
    case 'create_time':
      return (block: Block, row: number) => block.created[row] ?? 0
    case 'status_time':
      return (block: Block, row: number) => block.updated[row] ?? 0
    case 'duration': {
      // Asked once a text, not once a row.
      const ended = new Uint8Array(dictionary.status.limit())
      for (const id of dictionary.status.ids()) {
        if (isEnded(dictionary.status.at(id))) ended[id] = 1
      }
      return ({ texts, created, updated }: Block, row: number) => {
        const [start = 0, end = 0] = [created[row], updated[row]]
        return ended[textAt(texts.status, row)] && start > 0 && end >= start ? end - start + 1 : 0
      }
    }
    case 'task_count': {
      // Any number may come, and a key is a whole one.
      const rank = ranks(dictionary.task_count, (a, b) => (countOf(a) < countOf(b) ? -1 : 1))
      return (block: Block, row: number) => rank[textAt(block.texts.task_count, row)] ?? 0
    }
    case 'resource_ids': {
      const rank = ranks(dictionary.resources)
      return (block: Block, row: number) => rank[resourcesAt(block, row)[0] ?? -1] ?? 0
    }
    case 'job_id':
      return null
    default: {
      const rank = ranks(dictionary[field])
      return (block: Block, row: number) => rank[textAt(block.texts[field], row)] ?? 0
    }
  }
}

/** All matching rows by a column: number of the part and number of the row in its block, {@link rowBits}. */
export function arrange(
  { blocks, dictionary }: Deps,
  { parts, total }: Matches,
  field: ArchiveOrder['field']
): Uint32Array {
  const places = new Uint32Array(total)
  const key = keys(dictionary, field)
  const sortKeys = new Uint32Array(key ? total : 0)
  const jobIds: string[] = []
  let next = 0
  parts.forEach(({ slot, bits }, number) => {
    const block = blocks.load(slot)
    forEachRow(bits, block.rows, (row) => {
      if (key) sortKeys[next] = key(block, row)
      else jobIds.push(jobIdAt(block, row))
      places[next++] = (number << rowBits) | row
    })
  })
  if (key) return sortByKey(places, sortKeys)
  const order = Array.from(jobIds.keys()).sort((a, b) =>
    (jobIds[a] ?? '') < (jobIds[b] ?? '') ? -1 : 1
  )
  return Uint32Array.from(order, (place) => places[place] ?? 0)
}
