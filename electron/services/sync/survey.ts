import type { Asker, Calls } from './calls'
import type { Ledger } from './ledger'
import { createdAt } from './window-query'

/** No history begins before: it was no service yet, ms. */
export const beginning = Date.UTC(2010, 0, 1)

/** Asks for the service's oldest rows and how many there are in all, in one call. */
export async function survey(
  calls: Pick<Calls, 'page'>,
  ledger: Ledger,
  asker: Asker,
  signal: AbortSignal
): Promise<{ oldest: number | null; total: number }> {
  const { rows, total, at, skewMs } = await calls.page(
    { reverse: 0, limit: 10, offset: 0 },
    asker,
    signal
  )
  const times = rows.map(createdAt).filter((time) => time !== null)
  const oldest = total === 0 ? null : times.length > 0 ? Math.min(...times) : beginning
  const { keptMs = 0 } = ledger.facts()
  const kept = Math.max(keptMs, at - (skewMs ?? 0) - Math.min(...times))
  await ledger.note({
    oldest,
    serviceTotal: total,
    countedAt: at,
    ...(kept > keptMs ? { keptMs: kept } : {})
  })
  return { oldest, total }
}
