import { app, powerMonitor, type BrowserWindow } from 'electron'

/** Calls when the app is not ended by its user: the machine shuts down, or the session is logged off. */
export function onSystemEnd(window: BrowserWindow, ends: () => void): void {
  window.on('session-end', ends)
  // Told before the app is asked to quit. On Linux a listener would hold up the shutdown.
  if (process.platform === 'darwin') powerMonitor.on('shutdown', ends)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // Those of libraries end the process at once; and beside them ours would never be called, as
    // Electron's own handler has taken their place.
    process.removeAllListeners(signal)
    // A second signal does end it at once.
    process.once(signal, () => {
      ends()
      app.quit()
    })
  }
}
