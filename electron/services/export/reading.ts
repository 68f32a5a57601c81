import { pageRows } from '../sync/window-query'

/** How often a page is asked for again that is empty although rows were counted there. */
const mostEmpty = 2

/** Pages without a new row after which nothing is read again, beside as many as had some. */
const mostBarren = 3

/** A page that was read. */
interface PageRead {
  /** Rows the service counts in all. */
  total: number
  /** For each of its rows, whether it had not come before. */
  isNew: readonly boolean[]
}

/** A stretch of offsets: the first, and the one it ends before. */
export interface Stretch {
  from: number
  to: number
}

export const everything: Stretch = { from: 0, to: Infinity }

/**
 * Where to read on, page after page, in a log that moves meanwhile. Its count only says where rows are to be
 * expected: it may end at a round number before they do, and two replicas may count differently by turns.
 */
export function createReading({ from, to }: Stretch) {
  let offset = from
  let total = 0
  /** Every row before it was read. */
  let known = from
  let lastGone = 0
  /** Nothing was read from here on. */
  let furthest = from
  const pushed = { rows: 0, to: from }
  let [useful, barren, empty] = [0, 0, 0]

  /** @returns where the next page begins; null: there is none */
  function after(page: PageRead): number | null {
    const { length } = page.isNew
    // A replica that is behind, or was just set up, has none of them; the next one may.
    if (length === 0 && offset < Math.max(total, page.total) && ++empty <= mostEmpty) return offset
    empty = 0
    const isBarren = !page.isNew.includes(true)
    if (isBarren) barren++
    else useful++
    const gone = Math.max(0, total - page.total)
    total = page.total
    // What lies past the end may be answered with the last page once more.
    if (!isBarren || offset < total) notePushed(page)
    // Where rows no longer match, those behind them have moved up, and may be in front of this page.
    known = Math.max(from, known - gone)
    if (known >= offset || barren >= useful + mostBarren) {
      known = offset + length
      if (length === 0) return null
      // A full page is the last one only where all of it was known: the service may count no further.
      if (known >= total && (length < pageRows || isBarren)) return null
    }
    if (known >= to) return null
    // While rows go with every page, the pages overlap: else each would begin where the last one did.
    const overlap = gone > 0 ? Math.min(Math.floor(length / 2), 2 * lastGone) : 0
    lastGone = gone
    return (offset = Math.max(from, known - overlap))
  }

  /** Where nothing was read yet, rows that are known stand only because others came in before them. */
  function notePushed({ isNew }: PageRead): void {
    const again = isNew.filter((isNew, index) => !isNew && offset + index >= furthest).length
    if (again > 0) pushed.to = Math.max(pushed.to, offset)
    pushed.rows += again
    furthest = Math.max(furthest, offset + isNew.length)
  }

  return {
    after,
    /** How many rows were pushed out of pages that had been read, and before which offset others came in. */
    pushed
  }
}
