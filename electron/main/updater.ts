import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater, ProgressInfo } from 'electron-updater'
import { ownAppImage } from '../services/own-app-image'
import type { Log, Updater } from '../services/ports'
import type { UpdateFeed } from '../services/update-feed'
import { releaseOf } from '../services/updates'

interface Options {
  feed: UpdateFeed
  /** Where downloads wait. */
  folder: string
  /** Writes what is waiting, before another copy of the app starts. */
  close: () => Promise<void>
  log: Log
}

/** Of the file that replaces a copy of the app. */
const extension = { win32: '.exe', darwin: '.zip' }[process.platform as string] ?? '.AppImage'

/** Whether this copy can put a newer one in its own place; a package of the system cannot. */
export function replacesItself(): boolean {
  if (process.platform === 'linux') return ownAppImage(process.env, process.execPath) !== null
  return process.platform === 'darwin' || !process.env['PORTABLE_EXECUTABLE_FILE']
}

/** Releases through electron-updater, which is loaded when it is first asked. */
export function createUpdater(options: Options): Updater {
  let loading: Promise<AppUpdater> | null = null

  async function load(): Promise<AppUpdater> {
    loading ??= prepare(options)
    return loading
  }

  return {
    check: async () => {
      const result = await (await load()).checkForUpdates()
      return result?.isUpdateAvailable ? releaseOf(result.updateInfo, extension) : null
    },
    download: async (progress, signal) => {
      const updater = await load()
      const { CancellationToken } = await import('electron-updater')
      const token = new CancellationToken()
      const tell = ({ transferred, total }: ProgressInfo) => progress(transferred, total)
      const cancel = () => token.cancel()
      updater.on('download-progress', tell)
      signal.addEventListener('abort', cancel, { once: true })
      try {
        await updater.downloadUpdate(token)
      } finally {
        updater.off('download-progress', tell)
        signal.removeEventListener('abort', cancel)
      }
    },
    install: async () => {
      const updater = await load()
      await options.close()
      // The new copy starts before this one has ended, and would be taken for a second start.
      app.releaseSingleInstanceLock()
      updater.quitAndInstall(false, true)
    }
  }
}

async function prepare({ feed, folder, log }: Options): Promise<AppUpdater> {
  const updater = await make()
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.disableDifferentialDownload = true
  updater.logger = {
    info: (message: unknown) => log.info(`updater: ${String(message)}`),
    warn: (message: unknown) => log.warn(`updater: ${String(message)}`),
    error: (message: unknown) => log.error(`updater: ${String(message)}`)
  }
  // Whatever the app writes lies in its own folder.
  Object.defineProperty(Reflect.get(updater, 'app'), 'baseCachePath', { value: folder })
  // Or a copy that a package installed would never look: it runs from no AppImage.
  updater.forceDevUpdateConfig = true
  if (!existsSync(join(process.resourcesPath, 'app-update.yml'))) {
    updater.updateConfigPath = ownConfig(folder)
  }
  const { providerOf } = await import('./update-provider')
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(feed) })
  return updater
}

/** That of this system. On Linux only the AppImage's: packages are looked for, never installed. */
async function make(): Promise<AppUpdater> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater')
  if (process.platform === 'win32') return new NsisUpdater()
  return process.platform === 'darwin' ? new MacUpdater() : new AppImageUpdater()
}

/** The packages bring it; where there is none, electron-updater wants it nonetheless. */
function ownConfig(folder: string): string {
  const path = join(folder, 'app-update.yml')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, 'updaterCacheDirName: updates\n')
  return path
}
