import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, autoUpdater } from 'electron'
import type { AppUpdater, ProgressInfo } from 'electron-updater'
import { ownAppImage } from '../services/own-app-image'
import type { Log, Updater } from '../services/ports'
import type { UpdateFeed } from '../services/update-feed'
import { UpdateError } from '../services/update-problem'
import { releaseOf } from '../services/updates'

interface Options {
  feed: UpdateFeed
  /** Where downloads wait. */
  folder: string
  log: Log
}

/** Is given what starts the new copy. */
type Later = (start: () => void) => void

/** Of the file that replaces a copy of the app. */
const extension = { win32: '.exe', darwin: '.zip' }[process.platform as string] ?? '.AppImage'

/** Whether this copy can put a newer one in its own place; a package of the system cannot. */
export function replacesItself(): boolean {
  if (process.platform === 'linux') return appImage() !== null
  return process.platform === 'darwin' || !process.env['PORTABLE_EXECUTABLE_FILE']
}

function appImage(): string | null {
  return ownAppImage(process.env, process.execPath)
}

/** Releases through electron-updater, which is loaded when it is first asked. */
export function createUpdater(options: Options): Updater & { startNewer: () => void } {
  let loading: Promise<AppUpdater> | null = null
  let start: (() => void) | null = null

  async function load(): Promise<AppUpdater> {
    loading ??= prepare(options, (next) => (start = next))
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
      const image = appImage()
      if (image !== null && !existsSync(image)) throw new UpdateError('moved', `no file ${image}`)
      await quitFor(updater)
    },
    /** Starts the copy that was installed, if any; last of all, so that it finds what this one wrote. */
    startNewer: () => {
      if (!start) return
      // The new copy starts before this one has ended, and would be taken for a second start.
      app.releaseSingleInstanceLock()
      start()
    }
  }
}

/** Resolves once the app ends for the new copy. What fails electron-updater emits, and throws nothing. */
function quitFor(updater: AppUpdater): Promise<void> {
  return new Promise((done, fail) => {
    const leave = () => {
      updater.off('error', stay)
      done()
    }
    const stay = (error: Error) => {
      autoUpdater.off('before-quit-for-update', leave)
      fail(error)
    }
    autoUpdater.once('before-quit-for-update', leave)
    updater.once('error', stay)
    updater.quitAndInstall(false, true)
  })
}

async function prepare({ feed, folder, log }: Options, later: Later): Promise<AppUpdater> {
  const updater = await make(later)
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
  // The first request of a new session may go past the proxy: of 5,600, 18 did; after this, none.
  await updater.netSession.resolveProxy(feed.url)
  return updater
}

/** That of this system. On Linux only the AppImage's: packages are looked for, never installed. */
async function make(later: Later): Promise<AppUpdater> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater')
  if (process.platform === 'win32') return new NsisUpdater()
  if (process.platform === 'darwin') return new MacUpdater()
  return new (class extends AppImageUpdater {
    /** It would start the new copy while this one still writes. */
    protected override async spawnLog(command: string, args?: string[], environment?: unknown) {
      later(() => void super.spawnLog(command, args, environment).catch(() => undefined))
      return true
    }
  })()
}

/** The packages bring it; where there is none, electron-updater wants it nonetheless. */
function ownConfig(folder: string): string {
  const path = join(folder, 'app-update.yml')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, 'updaterCacheDirName: updates\n')
  return path
}
