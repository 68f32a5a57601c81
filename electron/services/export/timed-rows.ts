import type { ExportQuery } from '../pages'
import { pageRows } from '../sync/window-query'
import { createReading, everything, type Stretch } from './reading'
import type { Taking } from './taking'

/** How often rows that came in where the pages had been are looked for. */
const mostLooks = 2

/**
 * Takes every row of a query whose answers have an end. Rows that come in where the pages had been push as
 * many to where they come again, so it is known how many to look for, and before which offset; what the
 * service merely counts and never gives is not looked for.
 * @returns how many match, as it counted first
 */
export async function takeTimed({ query, ask, take }: Taking): Promise<number> {
  const { first, last, pushed, ...all } = await read(everything)
  let taken = all.fresh
  let missed = pushed.rows
  for (let left = mostLooks; left > 0 && missed > 0; left--) {
    const found = await look(pushed.to, missed)
    taken += found
    missed -= found
    if (found === 0) break
  }
  // More than it ever counted were there from the beginning.
  return taken > last ? Math.max(first, taken) : first

  /** Reads up to an offset again, the newest rows first, until so many new ones are found. @returns how many */
  async function look(to: number, sought: number): Promise<number> {
    if (query.parameters.reverse === 1) return (await read({ from: 0, to }, sought)).fresh
    let found = 0
    for (let end = to; end > 0 && found < sought; end -= pageRows) {
      const stretch = { from: Math.max(0, end - pageRows), to: end }
      found += (await read(stretch, sought - found)).fresh
    }
    return found
  }

  /**
   * The pages of a stretch once.
   * @param enough so many new rows end it
   * @returns rows that were new; how many match, at the first page and at the last; what was pushed
   */
  async function read(stretch: Stretch, enough = Infinity) {
    const { after, pushed } = createReading(stretch)
    const totals: number[] = []
    let fresh = 0
    let offset: number | null = stretch.from
    while (offset !== null && fresh < enough) {
      const { records, total } = await ask(pageAt(query, offset))
      const isNew = await take(records, total)
      totals.push(total)
      fresh += isNew.filter(Boolean).length
      offset = after({ total, isNew })
    }
    return { fresh, first: totals[0] ?? 0, last: totals.at(-1) ?? 0, pushed }
  }
}

/** A query's page of the service. */
export function pageAt(query: ExportQuery, offset: number): ExportQuery {
  return { ...query, parameters: { ...query.parameters, offset, limit: pageRows } }
}
