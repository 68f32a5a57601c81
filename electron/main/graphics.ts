import { existsSync } from 'node:fs'
import { app } from 'electron'

/** What a graphics device is reached by on Linux: any driver, NVIDIA's own, and Windows' subsystem. */
const devices = ['/dev/dri', '/dev/nvidia0', '/dev/dxg']

/**
 * On a machine without a graphics device, such as one reached over the network, Chromium tries to use
 * one, fails, and starts its graphics process again; the window waits for that. Must run before the app
 * is ready.
 */
export function leaveAbsentGpu(): void {
  if (process.platform === 'linux' && !devices.some((path) => existsSync(path))) {
    app.disableHardwareAcceleration()
  }
}
