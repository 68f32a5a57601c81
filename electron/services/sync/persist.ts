import type { Asker } from './calls'
import type { Gate } from './gate'

interface Turn {
  gate: Gate
  asker: Asker
  signal: AbortSignal
}

/** For automatic work: tries again, after a pause, what the archive or the disk could not do. */
export async function persist<T>(
  { gate, asker, signal }: Turn,
  work: () => Promise<T>
): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (asker === 'user' || signal.aborted) throw error
      gate.failed(error)
      await gate.pass(signal)
    }
  }
}
