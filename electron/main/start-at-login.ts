import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { createAutostart, loginItem } from '../services/autostart'
import { ownAppImage } from '../services/own-app-image'

/** Starts without a window where the tray is there to open it. */
const hidden = '--hidden'

/** Whether the system starts the app when the user logs in, and the switch for it. */
export function createStartAtLogin(userDataFolder: string | null) {
  if (process.platform !== 'linux') {
    const item = loginItem(hidden, process.env['PORTABLE_EXECUTABLE_FILE'])
    return {
      isOn: () => app.getLoginItemSettings(item).openAtLogin,
      set: (on: boolean) => app.setLoginItemSettings({ openAtLogin: on, ...item }),
      renew: async () => undefined
    }
  }
  const folder = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  const autostart = createAutostart(folder, [
    // The mounted file of an AppImage is gone with it.
    ownAppImage(process.env, process.execPath) ?? process.execPath,
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    ...(userDataFolder ? [`--user-data-dir=${userDataFolder}`] : []),
    hidden
  ])
  return { isOn: () => existsSync(autostart.path), set: autostart.set, renew: autostart.renew }
}
