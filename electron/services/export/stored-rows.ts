import type { HeldPlace } from '../ports'
import type { Taking } from './taking'

/** Rows the archive gives at once. */
const pageRows = 1000

/** How often all pages are gone through for rows that moved meanwhile. */
const mostPasses = 3

/** Takes every row of a selection of the archive, or of a stored answer. @returns how many match */
export async function takeStored({ query, ask, take }: Taking): Promise<number> {
  const isAnswer = query.from === 'answer'
  // A stored answer is found by its very query, so its own paging is kept.
  const { limit, offset: first } = isAnswer ? query.parameters : { limit: pageRows, offset: 0 }
  let total: number | null = null
  let taken = 0
  // A row may have moved to where the pages had been already. A stored answer does not move.
  for (let left = isAnswer ? 1 : mostPasses; left > 0; left--) {
    const pass = await once()
    total ??= pass.first
    taken += pass.fresh
    if (pass.fresh === 0 || taken >= pass.last) break
  }
  // What stands before a stored answer's first row was never asked for.
  return Math.max(0, (total ?? 0) - first)

  /** All pages once. @returns rows that were new, and how many match, at the first page and at the last */
  async function once(): Promise<{ fresh: number; first: number; last: number }> {
    const totals: number[] = []
    let [offset, fresh] = [first, 0]
    let after: HeldPlace | null = null
    for (;;) {
      const page = await ask(
        { ...query, parameters: { ...query.parameters, offset, limit } },
        after
      )
      fresh += (await take(page.records, page.total)).filter(Boolean).length
      totals.push(page.total)
      after = page.last ?? null
      offset += page.records.length
      if (page.records.length === 0 || (offset >= page.total && !after)) break
    }
    return { fresh, first: totals[0] ?? 0, last: totals.at(-1) ?? 0 }
  }
}
