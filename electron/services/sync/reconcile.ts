import type { Span } from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'
import type { CoverageInterval } from '#shared/sync'
import { overlapMs, secondMs, startOf, wholeSecond } from '../intervals'
import { exactCount } from './bounds'
import type { Calls } from './calls'
import type { Gate } from './gate'
import { causeOf } from './patience'
import { isRefused, refusals } from './refusals'
import { createStore, noChanges } from './store'
import { beginning, survey } from './survey'
import { untimedPages } from './untimed'
import { verify, type VerifyDeps } from './verify'
import { pageRows, sinceQuery } from './window-query'

/** How often a call of the comparison is tried before the next history has to make it. */
const tries = 3

const asker = 'automatic'

interface Deps extends Omit<VerifyDeps, 'progress' | 'asker'> {
  gate: Gate
}

export interface Reconciled {
  /** Rows that were not held before. */
  added: number
  /** Nothing has to be asked again. */
  done: boolean
}

/**
 * Compares what is held with the service's own totals, once its history was fetched window by window. A
 * window may have been answered with too few rows, and its count with it; the oldest row need not be the
 * first of all; and a row without `create_time` lies in no window. What windows lack becomes partial, that there
 * are rows before the oldest is noted (`earliest`), rows without a time are fetched here, and how many of them
 * cannot be had is noted (`unreached`).
 * @param until up to when the history was fetched, ms
 * @param isWhole no window lacks rows as far as its own count says; else the totals would not tell anything
 * @throws AppError of the archive, or of a call that waiting would not mend; what was found before stays noted
 */
export async function reconcile(
  deps: Deps,
  { until, isWhole }: { until: number; isWhole: boolean },
  signal: AbortSignal
): Promise<Reconciled> {
  const { archive, profileId, ledger, gate } = deps
  const calls = patient(deps.calls, gate, signal)
  const changes = noChanges()
  let done = true
  await attempt(countUntimed)
  await attempt(findEarlier)
  await attempt(compareTimes)
  return { added: changes.added, done }

  /** A service that cannot be asked in one way is asked in the others, and fetched all the same. */
  async function attempt(part: () => Promise<void>): Promise<void> {
    try {
      await part()
    } catch (error) {
      if (isRefused(error, refusals.illegalParameter)) return
      if (signal.aborted || causeOf(error) !== 'zone') throw error
      done = false
    }
  }

  async function countUntimed(): Promise<void> {
    const { total } = await survey(calls, ledger, asker, signal)
    await ledger.note({ unreached: await fetchUntimed(total) })
  }

  async function findEarlier(): Promise<void> {
    const exact = await exactCount(calls, ledger, asker, signal)
    const { oldest = 0 } = ledger.facts()
    const before = { start: beginning, end: wholeSecond(oldest) - secondMs }
    const isOldest = before.end < before.start || (await count(exact(before))) === 0
    await ledger.note({ earliest: isOldest ? null : beginning })
  }

  async function compareTimes(): Promise<void> {
    const exact = await exactCount(calls, ledger, asker, signal)
    // What the service forgot at the beginning would hide as many that lack. At the end rows may still appear.
    const start = startOf(ledger.facts())
    const settled = { start: wholeSecond(start ?? Infinity), end: wholeSecond(until - overlapMs) }
    if (!isWhole || settled.end < settled.start) return
    if ((await count(exact(settled))) <= (await archive.countBetween(profileId, settled))) return
    const intervals = ledger.complete().map((interval) => inside(interval, settled))
    const spans = intervals.filter((span) => span.start <= span.end)
    await verify({ ...deps, calls, asker, progress: () => undefined }, signal, spans)
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
    for (const reverse of [0, 1] as const) {
      if ((await lacking(all)) === 0) return 0
      await fetchUntimedAt(reverse)
    }
    // Rows that went since the first count do not lack, nor do those that came.
    const again = await calls.page({ reverse: 0, limit: 1, offset: 0 }, asker, signal)
    return lacking(Math.min(all, again.total))
  }

  async function fetchUntimedAt(reverse: 0 | 1): Promise<void> {
    const store = createStore({ archive, profileId, gate, changes })
    const ask = (offset: number) => calls.page({ reverse, limit: pageRows, offset }, asker, signal)
    for await (const page of untimedPages(ask, ({ rows }) => rows)) await store(page)
  }

  async function untimedHeld(): Promise<number> {
    const timed = { start: beginning, end: Number.MAX_SAFE_INTEGER }
    const count = await archive.countBetween(profileId, timed)
    await ledger.recount()
    return ledger.held().held - count
  }
}

/** Calls in their turn, yet not for ever: a service may never manage to count all its rows at once. */
function patient(calls: Calls, gate: Gate, signal: AbortSignal): Calls {
  return {
    ...calls,
    page: async (parameters) => {
      for (let left = tries; ; left--) {
        await gate.pass(signal)
        try {
          return await calls.page(parameters, 'user', signal)
        } catch (error) {
          if (signal.aborted || left <= 1) throw error
          gate.failed(error)
        }
      }
    }
  }
}

function inside(interval: CoverageInterval, { start, end }: Span): CoverageInterval {
  return { ...interval, start: Math.max(interval.start, start), end: Math.min(interval.end, end) }
}
