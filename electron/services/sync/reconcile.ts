import type { Span } from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'
import type { CoverageInterval } from '#shared/sync'
import { overlapMs, secondMs, wholeSecond } from '../intervals'
import { exactCount } from './bounds'
import type { Gate } from './gate'
import { isRefused, refusals } from './refusals'
import { createStore, noChanges } from './store'
import { beginning, survey } from './survey'
import { verify, type VerifyDeps } from './verify'
import { createdAt, pageRows, sinceQuery } from './window-query'

interface Deps extends Omit<VerifyDeps, 'progress'> {
  gate: Gate
}

/**
 * Compares what is held with the service's own totals, once its history was fetched window by window. A
 * window may have been answered with too few rows, and its count with it; the oldest row need not be the
 * first of all; and a row without `create_time` lies in no window. What windows lack becomes partial, rows
 * without a time are fetched here, and what cannot be had is noted.
 * @param until up to when the history was fetched, ms
 * @returns time before the oldest row the service told of, where it has rows all the same
 * @throws AppError of the call that failed; what was found before stays noted
 */
export async function reconcile(deps: Deps, until: number, signal: AbortSignal): Promise<Span[]> {
  try {
    return await compareTotals(deps, until, signal)
  } catch (error) {
    // A service that cannot be asked in this way is none the less fetched.
    if (isRefused(error, refusals.illegalParameter)) return []
    throw error
  }
}

async function compareTotals(deps: Deps, until: number, signal: AbortSignal): Promise<Span[]> {
  const { archive, profileId, calls, ledger, gate, asker } = deps
  const exact = await exactCount(calls, ledger, asker, signal)
  const { oldest, total } = await survey(calls, ledger, asker, signal)
  await ledger.note({ unreached: await fetchUntimed(total) })

  if (oldest === null) return []
  // Rows may still appear at the end, and what the service forgot at the beginning would hide as many that lack.
  const settled = { start: wholeSecond(oldest), end: wholeSecond(until - overlapMs) }
  const before = { start: beginning, end: settled.start - secondMs }
  if (await lacks(settled)) {
    const intervals = ledger.complete().map((interval) => inside(interval, settled))
    const spans = intervals.filter(({ start, end }) => start <= end)
    await verify({ ...deps, progress: () => undefined }, signal, spans)
  }
  return (await lacks(before)) ? [before] : []

  async function lacks(span: Span): Promise<boolean> {
    if (span.end < span.start) return false
    const there = await count(exact(span))
    return there > (await archive.countBetween(profileId, span))
  }

  async function count(query: OperationParameters): Promise<number> {
    return (await calls.page({ ...query, limit: 1 }, asker, signal)).total
  }

  /** @param all rows of the service @returns how many without a time are not held */
  async function fetchUntimed(all: number): Promise<number> {
    const lacking = async (sum: number) => {
      const timed = await count(sinceQuery(beginning, 0))
      return Math.max(0, sum - timed - (await untimedHeld()))
    }
    if ((await lacking(all)) === 0) return 0
    // Wherever the service puts them in its order, they are at one end of it.
    await fetchUntimedAt(0)
    await fetchUntimedAt(1)
    // Rows that went since the first count do not lack, nor do those that came.
    const again = await calls.page({ reverse: 0, limit: 1, offset: 0 }, asker, signal)
    return lacking(Math.min(all, again.total))
  }

  async function fetchUntimedAt(reverse: 0 | 1): Promise<void> {
    const store = createStore({ archive, profileId, gate, changes: noChanges() })
    for (let offset = 0; ; offset += pageRows) {
      const page = await calls.page({ reverse, limit: pageRows, offset }, asker, signal)
      if (!page.rows.some((raw) => createdAt(raw) === null)) return
      await store(page)
    }
  }

  async function untimedHeld(): Promise<number> {
    const timed = { start: beginning, end: Number.MAX_SAFE_INTEGER }
    const count = await archive.countBetween(profileId, timed)
    await ledger.recount()
    return ledger.held().held - count
  }
}

function inside(interval: CoverageInterval, { start, end }: Span): CoverageInterval {
  return { ...interval, start: Math.max(interval.start, start), end: Math.min(interval.end, end) }
}
