import { conditionNames, rowTest, type Conditions, type RowTest } from './conditions'
import { longestMs, type DemoLog } from './generator'

/** Indices of the rows that match, in ascending order. */
export interface Matches {
  count: number
  at: (place: number) => number
}

/** Half-open range of row indices. */
export interface Span {
  from: number
  to: number
}

/** Matching rows that ended, as far as the log was read. */
interface Held {
  indices: Int32Array
  count: number
  readTo: number
}

const heldFilters = 16

function add(held: Held, index: number): void {
  if (held.count === held.indices.length) {
    const grown = new Int32Array(held.indices.length * 2)
    grown.set(held.indices)
    held.indices = grown
  }
  held.indices[held.count++] = index
}

/** First place whose index is not below `index`. */
function placeOf({ indices, count }: Held, index: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((indices[middle] ?? 0) < index) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Finds matching rows and keeps the lists of the filters used last. Rows that may still be running
 * are tested anew each time; they are few, since no operation takes long.
 */
export function createMatcher(log: DemoLog) {
  const lists = new Map<string, Held>()

  function heldOf(key: string): Held {
    const held = lists.get(key) ?? { indices: new Int32Array(1024), count: 0, readTo: 0 }
    // Put back at the end, so that the first one is the one unused for longest.
    lists.delete(key)
    lists.set(key, held)
    for (const oldest of lists.keys()) {
      if (lists.size <= heldFilters) break
      lists.delete(oldest)
    }
    return held
  }

  function readOn(held: Held, to: number, test: RowTest, status: string | undefined): void {
    for (let index = held.readTo; index < to; index++) {
      if ((status === undefined || log.endAt(index) === status) && test(index)) add(held, index)
    }
    held.readTo = Math.max(held.readTo, to)
  }

  /** Rows of a span that match at a time, ms. */
  function find(conditions: Conditions, { from, to }: Span, at: number): Matches {
    const given = conditionNames.filter((name) => conditions[name] !== undefined)
    if (given.length === 0) {
      return { count: Math.max(0, to - from), at: (place) => from + place }
    }
    const { status } = conditions
    const test = rowTest(log, conditions)
    const held = heldOf(JSON.stringify(given.map((name) => [name, conditions[name]])))
    readOn(held, log.firstFrom(at - longestMs, log.count(at)), test, status)

    const first = placeOf(held, from)
    const inList = Math.max(0, placeOf(held, to) - first)
    const recent: number[] = []
    for (let index = Math.max(from, held.readTo); index < to; index++) {
      if ((status === undefined || log.statusAt(index, at) === status) && test(index)) {
        recent.push(index)
      }
    }
    return {
      count: inList + recent.length,
      at: (place) => (place < inList ? held.indices[first + place] : recent[place - inList]) ?? -1
    }
  }

  /** Whether one row matches, without reading the log. */
  function matches(index: number, conditions: Conditions, at: number): boolean {
    const { status } = conditions
    const hasStatus = status === undefined || log.statusAt(index, at) === status
    return hasStatus && rowTest(log, conditions)(index)
  }

  return { find, matches }
}
