import { setImmediate as turn } from 'node:timers/promises'
import type { Sleep } from '../../electron/services/ports'

type Condition = () => boolean | Promise<boolean>

interface Sleeper {
  at: number
  wake: () => void
}

/**
 * A clock that stands still while real work is under way and else jumps to the next moment somebody
 * waits for, so that a day passes in seconds.
 */
export function createVirtualClock(start: number) {
  let time = start
  let machineOffMs = 0
  let busy = 0
  const sleepers = new Set<Sleeper>()

  const sleep: Sleep = (ms, signal) =>
    new Promise((resolve) => {
      const sleeper = { at: time + Math.max(0, ms), wake: end }
      function end(): void {
        sleepers.delete(sleeper)
        signal.removeEventListener('abort', end)
        resolve()
      }
      if (signal.aborted) return resolve()
      signal.addEventListener('abort', end, { once: true })
      sleepers.add(sleeper)
    })

  /** Work the clock waits for. */
  function counted<A extends unknown[], T>(work: (...input: A) => Promise<T>) {
    return async (...input: A): Promise<T> => {
      busy++
      try {
        return await work(...input)
      } finally {
        busy--
      }
    }
  }

  async function settle(): Promise<void> {
    // What was awaited last goes on first; only then is nothing under way.
    for (let quiet = 0; quiet < 4; quiet = busy > 0 ? 0 : quiet + 1) await turn()
  }

  /** Lets time pass until then, ms since the epoch, or until a condition holds. @returns whether it does */
  async function runUntil(end: number, done: Condition = () => false): Promise<boolean> {
    for (;;) {
      await settle()
      if (await done()) return true
      const next = [...sleepers].reduce<Sleeper | null>(
        (first, sleeper) => (first === null || sleeper.at < first.at ? sleeper : first),
        null
      )
      if (time >= end) return false
      time = Math.min(end, Math.max(time, next?.at ?? end))
      if (next && next.at <= time) next.wake()
    }
  }

  return {
    now: () => time,
    /** What the machine's own clock says, which may be wrong. Sleeps do not go by it. */
    machine: () => time + machineOffMs,
    /** Sets the machine's clock so many ms ahead of the time; negative: behind it. */
    setMachine: (offMs: number) => (machineOffMs = offMs),
    sleep,
    counted,
    runUntil,
    /** Lets so many ms pass. */
    pass: (ms: number) => runUntil(time + ms),
    /** Waits for real work, without letting time pass. */
    meanwhile: async (done: () => boolean): Promise<void> => {
      while (!done()) await turn()
    },
    /** Lets time pass until a condition holds. @throws Error where it does not within a week */
    until: async (done: Condition): Promise<void> => {
      if (!(await runUntil(time + 7 * 86_400_000, done))) throw new Error('it never happened')
    }
  }
}

export type VirtualClock = ReturnType<typeof createVirtualClock>
