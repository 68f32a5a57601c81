import { toInstant } from '#shared/time'
import type { Span } from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'
import { secondMs } from '../intervals'
import type { Asker, Calls } from './calls'
import type { Ledger } from './ledger'
import { createdAt } from './window-query'

/** The query that counts exactly the rows of a span. */
export type CountQuery = (span: Span) => OperationParameters

/**
 * Finds out whether the service includes the two time bounds themselves, which its page does not say,
 * by asking for a row by its own time. A few calls, once; windows do without, but a count must be exact.
 */
export async function exactCount(
  calls: Pick<Calls, 'page'>,
  ledger: Ledger,
  asker: Asker,
  signal: AbortSignal
): Promise<CountQuery> {
  const known = ledger.facts()
  if (known.startIncluded === undefined || known.endIncluded === undefined) await probe()
  const { startIncluded = 1, endIncluded = 1 } = ledger.facts()
  return ({ start, end }) => ({
    start_time: toInstant(startIncluded ? start : Math.max(0, start - secondMs)),
    end_time: toInstant(endIncluded ? end : end + secondMs),
    reverse: 0,
    limit: 1,
    offset: 0
  })

  async function probe(): Promise<void> {
    const one = { limit: 1, offset: 0 }
    const oldest = await first({ ...one, reverse: 0 })
    if (oldest === null) return
    const time = toInstant(oldest)
    const from = await first({ ...one, reverse: 0, start_time: time })
    const until = await first({ ...one, reverse: 1, end_time: time })
    const areIncluded = from === oldest && until === oldest
    // Where the row is gone since, nothing was found out; the next count tries again.
    if (!areIncluded && (await first({ ...one, reverse: 0 })) !== oldest) return
    await ledger.note({
      startIncluded: from === oldest ? 1 : 0,
      endIncluded: until === oldest ? 1 : 0
    })
  }

  /** When the first row of a query was created, ms; null: there is none. */
  async function first(query: OperationParameters): Promise<number | null> {
    const { rows } = await calls.page(query, asker, signal)
    const [row] = rows
    return row ? createdAt(row) : null
  }
}
