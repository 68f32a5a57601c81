import { join } from 'node:path'
import { app, Menu, type BrowserWindow } from 'electron'
import manifest from '../../package.json' with { type: 'json' }
import { folderTrouble } from '../services/start-failure'
import { opensWindow } from './command-line'
import { reloadCrashed } from './crashed-page'
import { readFlags } from './flags'
import { leaveAbsentGpu } from './graphics'
import { hardenPages, hardenSession, keepDictionariesAway } from './hardening'
import { answerCalls, pushTo } from './ipc'
import { setFirstMenu } from './menu'
import { registerPageScheme, servePageFiles } from './page-files'
import { takeScreenshot } from './screenshot'
import { composeServices } from './services'
import { giveUp } from './start-failure'
import { claimLinks, receiveLinks } from './view-links'
import { followThisMachine } from './wake'
import { createWindow, showWindow } from './window'

const flags = readFlags()
// The installed shortcut bears the same: Windows goes by it for the taskbar and for notifications.
if (process.platform === 'win32') app.setAppUserModelId(manifest.appId)
if (flags.userDataFolder) app.setPath('userData', flags.userDataFolder)
// Chromium refuses its sandbox to root; whoever passes the switch asked for that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerPageScheme()
hardenPages()
keepDictionariesAway()
leaveAbsentGpu()
// Or Electron would make one of its own first, of which `setFirstMenu` keeps nothing.
Menu.setApplicationMenu(null)

let window: BrowserWindow | null = null
const push = pushTo(() => window)
const links = receiveLinks(() => push('link', {}))

/** The page comes first, then what the first rows need not wait for, ms. */
const firstRowsMs = 500
/** Archives of other profiles are opened once it stands, ms. */
const resumeAfterMs = 3000

async function start(): Promise<void> {
  const services = await composeServices({
    flags,
    folder: app.getPath('userData'),
    window: () => window,
    push,
    takeLink: links.take
  })
  hardenSession()
  servePageFiles(join(import.meta.dirname, '../renderer'))
  window = createWindow(services.windowState())
  services.followWindow(window)
  answerCalls(window, services.handle)
  // It takes its time on this thread, so the page is loading by now.
  services.prepareFirstPage()
  window.webContents.on('render-process-gone', () => services.cancelAll())
  reloadCrashed(window.webContents, services.log)
  window.on('closed', () => services.cancelAll())
  window.webContents.on('did-finish-load', services.pageLoaded)
  window.webContents.once('did-finish-load', () => {
    setTimeout(afterFirstRows, firstRowsMs)
    setTimeout(services.resume, resumeAfterMs)
  })
  quitCleanly(services)

  /** What nobody misses in the first half second, and what would hold up the first rows. */
  function afterFirstRows(): void {
    setFirstMenu()
    followThisMachine(services.sync)
    claimLinks()
  }

  if (flags.screenshot) await takeScreenshot(window, flags.screenshot)
  if (flags.quitAfterScreenshot) app.quit()
}

type Closing = Pick<Awaited<ReturnType<typeof composeServices>>, 'close' | 'keychainWaits'>

/** Rows that are still being stored are written before the process ends. */
function quitCleanly({ close, keychainWaits }: Closing): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    // Not `quit`: where there is nothing to write it would come while this quit is still being
    // cancelled, be ignored, and leave an app without a window.
    void close().finally(() => {
      // An exit would wait for the keychain, that is for a password nobody is going to enter.
      if (keychainWaits()) process.kill(process.pid, 'SIGKILL')
      app.exit()
    })
  })
}

if (!opensWindow()) {
  // It has been answered.
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv) => {
    links.receiveFrom(argv)
    showWindow(window)
  })
  app.on('window-all-closed', () => app.quit())
  // Not awaited: at the top level of an ES module that would wait for itself.
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => giveUp(error, flags))
} else {
  // The lock lies in the folder: without it there is another instance, or no such folder.
  const trouble = folderTrouble(app.getPath('userData'))
  if (trouble) void app.whenReady().then(() => giveUp(trouble, flags))
  else app.quit()
}
