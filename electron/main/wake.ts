import { net, powerMonitor } from 'electron'

/** Chromium tells of its network only when it is asked. */
const lookEveryMs = 5000

/** Calls back when the machine wakes up, and when its network is there again. */
export function onWake(wake: () => void): void {
  powerMonitor.on('resume', wake)
  let online = net.isOnline()
  const look = () => {
    const before = online
    online = net.isOnline()
    if (online && !before) wake()
  }
  setInterval(look, lookEveryMs).unref()
}
