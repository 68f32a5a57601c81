import type { ArchivePage, ArchivePageInput } from '#shared/archive-query'
import { keyOf, type RangeEnd, type TableRow } from './row-source'

type Ask = (start: ArchivePageInput['start'], limit: number) => Promise<ArchivePage>

/** Rows a call; the most the archive answers. */
const chunk = 1000

/** A stretch of rows in the order of the screen; null: some are not at hand. */
export function rowsAtHand(
  rowAt: (index: number) => TableRow | null,
  one: number,
  other: number
): TableRow[] | null {
  const rows: TableRow[] = []
  for (let index = Math.min(one, other); index <= Math.max(one, other); index++) {
    const row = rowAt(index)
    if (!row) return null
    rows.push(row)
  }
  return rows
}

/**
 * Reads a stretch of rows from its first end on, each call from the last row of the one before: so
 * none is left out or read twice when rows come in meanwhile.
 * @param owner whose the rows are that do not say so
 */
export async function readRange(
  ask: Ask,
  from: RangeEnd,
  to: RangeEnd,
  owner: string
): Promise<TableRow[]> {
  const down = to.index >= from.index
  const end = to.row ? keyOf(to.row) : null
  const rows: TableRow[] = from.row ? [from.row] : []
  let left = Math.abs(to.index - from.index) + 1 - rows.length
  while (left > 0) {
    const last = rows.at(-1)
    // From a number one can only read downwards: a row that is still on its way is asked for alone.
    const limit = last || down ? Math.min(left, chunk) : 1
    const page = await ask(startAfter(last), limit)
    const next = down ? page.rows : page.rows.toReversed()
    const place = next.findIndex(isEnd)
    rows.push(...(place < 0 ? next : next.slice(0, place + 1)))
    left = place >= 0 || next.length === 0 ? 0 : left - next.length
  }
  return down ? rows : rows.reverse()

  function startAfter(row: TableRow | undefined): ArchivePageInput['start'] {
    if (!row) return { row: from.index }
    const { profileId = owner, jobId } = row
    return down ? { after: { profileId, jobId } } : { before: { profileId, jobId } }
  }

  /** Rows of one profile are named by their job alone. */
  function isEnd(row: TableRow): boolean {
    return end === row.jobId || end === keyOf(row)
  }
}
