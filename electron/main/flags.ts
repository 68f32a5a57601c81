import { resolve } from 'node:path'
import { app } from 'electron'

/** Our own command line switches. Chromium's, such as `--user-data-dir`, are honoured as they are. */
export function readFlags() {
  const value = (name: string) => app.commandLine.getSwitchValue(name)
  const folder = value('user-data-dir')
  return {
    // Electron takes no other path than a whole one.
    userDataFolder: folder ? resolve(folder) : null,
    /** Opens on the built-in demo zone. */
    demo: app.commandLine.hasSwitch('demo'),
    /** Starts in the tray, where that is there. */
    hidden: app.commandLine.hasSwitch('hidden'),
    /** Writes a picture of the window there once rows are shown. */
    screenshot: value('screenshot') || null,
    /** Ends the app once the picture is there. */
    quitAfterScreenshot: app.commandLine.hasSwitch('quit-after-screenshot')
  }
}

export type Flags = ReturnType<typeof readFlags>
