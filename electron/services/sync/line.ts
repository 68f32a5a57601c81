import { cancelled } from '../cancelled'
import type { Asker } from './calls'
import type { Gate } from './gate'
import { endOf, type Task } from './task'

/** Work under way, and who asked for it. */
export interface Turn extends Task {
  asker: Asker
}

export type Line = ReturnType<typeof createLine>

/** Where what the user asks for waits for what is under way; automatic work lets it go first. */
export function createLine(gate: Pick<Gate, 'onWait'>) {
  /** How many stand behind automatic work, or behind none since it ended. */
  let overtaking = 0
  let yielding: (() => void)[] = []

  /**
   * Begins once nothing is ahead. Automatic work ahead that waits itself is ended: what the user asks for is
   * tried at once.
   * @throws AppError `aborted` as soon as the caller's signal fires
   */
  async function stand<T>(
    ahead: () => Turn | null,
    begin: () => T,
    caller: AbortSignal
  ): Promise<T> {
    let leave: () => void = () => undefined
    try {
      for (let turn = ahead(); turn; turn = ahead()) {
        leave()
        leave = turn.asker === 'automatic' ? overtake(turn) : () => undefined
        await endOf(turn.ended, caller)
      }
      if (caller.aborted) throw cancelled()
      return begin()
    } finally {
      leave()
    }
  }

  /** @returns what ends it, once there is something else to wait for or to do */
  function overtake({ stop }: Turn): () => void {
    overtaking++
    const stopListening = gate.onWait(() => stop.abort())
    return () => {
      stopListening()
      if (--overtaking > 0) return
      yielding.forEach((go) => go())
      yielding = []
    }
  }

  /** Resolves once nobody stands behind automatic work that has ended; then they have begun. */
  async function passed(): Promise<void> {
    while (overtaking > 0) await new Promise<void>((go) => yielding.push(go))
  }

  return { stand, passed }
}
