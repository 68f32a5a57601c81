import { net, powerMonitor } from 'electron'
import { followMachine } from '../services/wake'

/** Chromium tells of its network only when it is asked. */
const lookEveryMs = 5000

/** Sleep, waking up, and the network of this machine. */
export function followThisMachine(sync: Parameters<typeof followMachine>[0]['sync']): void {
  const look = followMachine({
    machine: {
      onSuspend: (listener) => void powerMonitor.on('suspend', listener),
      onResume: (listener) => void powerMonitor.on('resume', listener),
      isOnline: () => net.isOnline()
    },
    sync
  })
  setInterval(look, lookEveryMs).unref()
}
