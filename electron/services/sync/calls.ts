import type { OperationParameters } from '#shared/parameters'
import { secondMs, wholeSecond } from '../intervals'
import type { OperationAnswer } from '../hpc/client'
import type { Clock } from '../ports'
import type { Zones } from '../zones'
import type { Gate } from './gate'

/** Who asks: automatic work waits for its turn, what the user asks for is tried at once and may fail. */
export type Asker = 'user' | 'automatic'

/** The service's rows may appear a little after their own time; nothing newer is called complete, ms. */
export const settleMs = 10_000

export type SyncZones = Pick<Zones, 'ids' | 'find' | 'fetchPage' | 'quota' | 'quotaFreeAt' | 'skew'>

interface Deps {
  profileId: string
  zones: SyncZones
  gate: Gate
  now: Clock
}

export type Calls = ReturnType<typeof createCalls>

/** The service as the sync sees it: calls that wait for their turn, and its clock. */
export function createCalls({ profileId, zones, gate, now }: Deps) {
  /** One page. For automatic work it is asked for again until it comes or cannot come. */
  async function page(
    parameters: OperationParameters,
    asker: Asker,
    signal: AbortSignal
  ): Promise<OperationAnswer> {
    const call = () => zones.fetchPage(profileId, parameters, signal)
    for (;;) {
      signal.throwIfAborted()
      try {
        return await gate.through(call, asker === 'automatic' ? signal : undefined)
      } catch (error) {
        if (asker === 'user' || signal.aborted) throw error
        gate.failed(error)
      }
    }
  }

  /** The service's time, ms; ours may be off. @param at ours */
  function serviceTime(at = now()): number {
    return at - (zones.skew(profileId) ?? 0)
  }

  /** Up to which second the service's rows are settled now, by its clock. @param at by ours */
  function settledUntil(at = now()): number {
    return wholeSecond(serviceTime(at) - settleMs) - secondMs
  }

  return { page, serviceTime, settledUntil }
}

/** The same, with the pages of one piece of work counted: others are asked for beside it. */
export function countCalls(calls: Calls): Calls & { made: () => number } {
  let made = 0
  return {
    ...calls,
    page: (...input) => {
      made++
      return calls.page(...input)
    },
    made: () => made
  }
}
