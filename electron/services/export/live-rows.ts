import { pageRows } from '../sync/window-query'
import { createReading } from './reading'
import type { Taking } from './taking'

/** How often all pages are gone through for rows that moved meanwhile. */
const mostPasses = 3

/** Takes every row of a query that the service answers. @returns how many match, as it counted first */
export async function takeLive({ query, ask, take }: Taking): Promise<number> {
  let total: number | null = null
  let [taken, last] = [0, 0]
  // A row may have moved to where the pages had been already.
  for (let left = mostPasses; left > 0; left--) {
    const pass = await once()
    total ??= pass.first
    taken += pass.fresh
    last = pass.last
    if (pass.fresh === 0 || taken >= last) break
  }
  // More than it ever counted were there from the beginning.
  return taken > last ? Math.max(total ?? 0, taken) : (total ?? 0)

  /** All pages once. @returns rows that were new, and how many match, at the first page and at the last */
  async function once(): Promise<{ fresh: number; first: number; last: number }> {
    const reading = createReading()
    const totals: number[] = []
    let fresh = 0
    let offset: number | null = 0
    while (offset !== null) {
      const parameters = { ...query.parameters, offset, limit: pageRows }
      const { records, total } = await ask({ ...query, parameters })
      const isNew = await take(records, total)
      totals.push(total)
      fresh += isNew.filter(Boolean).length
      offset = reading.after({ total, isNew })
    }
    return { fresh, first: totals[0] ?? 0, last: totals.at(-1) ?? 0 }
  }
}
