/** What the machine tells of itself. */
export interface Machine {
  onSuspend: (listener: () => void) => void
  onResume: (listener: () => void) => void
  isOnline: () => boolean
}

interface Deps {
  machine: Machine
  /** What runs by itself. */
  sync: { rest: (ms: number) => unknown; wake: () => unknown }
}

/** A call begun now would be cut by the sleep. Over soon after waking, also where nobody tells of it. */
const restMs = 30_000

/**
 * Work by itself rests when the machine goes to sleep, and goes on at once when it wakes up or when
 * its network is back. @returns looks at the network, which nobody tells of; to be called at times
 */
export function followMachine({ machine, sync }: Deps): () => void {
  let online = machine.isOnline()
  machine.onSuspend(() => void sync.rest(restMs))
  machine.onResume(() => void sync.wake())
  return () => {
    const before = online
    online = machine.isOnline()
    if (online && !before) void sync.wake()
  }
}
