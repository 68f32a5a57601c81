import { join } from 'node:path'
import { app, nativeTheme, shell, type BrowserWindow } from 'electron'
import type { AppInfo, Handlers, Notice } from '#shared/api'
import { allZones } from '#shared/profile'
import type { Push, PushName, Pushes } from '#shared/pushes'
import type { WindowPlace } from '#shared/settings'
import { closeAll } from '../services/close-all'
import { createConnections } from '../services/connection'
import { demoMadeAt, dropOldDemo } from '../services/demo-log'
import { createExports } from '../services/export/exports'
import { createParts } from '../services/export/parts'
import { createStatisticsExports } from '../services/export/statistics-file'
import { createHpcClient } from '../services/hpc/client'
import { openQuotaFile } from '../services/hpc/quota-file'
import { createLivePages } from '../services/live-pages'
import { createOpener } from '../services/opener'
import { createOperations } from '../services/operations'
import { createPages } from '../services/pages'
import { createPreferences } from '../services/preferences'
import { createProfileArchive } from '../services/profile-archive'
import { createProfiles } from '../services/profiles'
import { createQuitting } from '../services/quitting'
import { createRecent } from '../services/recent'
import { createRouter } from '../services/router'
import { createSavedFiles } from '../services/saved-files'
import { createSecrets } from '../services/secrets'
import { sleep } from '../services/sleep'
import { createSync } from '../services/sync/sync'
import { createWishes } from '../services/sync/wishes'
import { createUpdates } from '../services/updates'
import { createViews } from '../services/views'
import { createZones } from '../services/zones'
import { openArchive } from './archive-process'
import { openConfig } from './config'
import { createDemo } from './demo-zone'
import { createDesktop } from './desktop'
import { askToDiscard, createFilePicker } from './dialogs'
import type { Flags } from './flags'
import { openKeychain } from './keychain'
import { systemLanguage } from './language'
import { createLinks } from './links'
import { openLog } from './log'
import { setMenu } from './menu'
import { createNotifier } from './notifier'
import { isLocked } from './runtime-lock'
import { serviceFetch } from './service-fetch'
import { createStartAtLogin } from './start-at-login'
import { updateSource } from './update-source'
import { createUpdater, replacesItself } from './updater'
import { showWindow, themeSource } from './window'

interface Options {
  flags: Flags
  folder: string
  window: () => BrowserWindow | null
  push: Push
  takeLink: () => string | null
}

/** Quitting waits no longer for cancelled exports, ms. */
const exportsEndMs = 5000

/** The composition of the app: every port filled with what Electron offers. */
export async function composeServices(options: Options) {
  const { flags, folder, window, takeLink } = options
  const locked = isLocked()
  const folders = { data: folder, archive: join(folder, 'archive'), logs: join(folder, 'logs') }
  const { config, notices } = openConfig(folder)
  const settings = () => config.get().settings
  const language = () => {
    const { language } = settings()
    return language === 'system' ? systemLanguage() : language
  }
  const keychain = openKeychain(() => settings().keychainTimeoutMs)
  const secrets = createSecrets(
    keychain,
    (id) => config.get().profiles.some((profile) => profile.id === id),
    () => void sync.keychainAnswered()
  )
  const now = Date.now
  const opener = createOpener(shell)
  const demo = createDemo(() => demoMadeAt({ config, now }), language)
  const log = openLog(folder, () => [...secrets.values(), demo.secretKey])
  const files = openArchive(folders.archive, log)
  const archive = createProfileArchive({ archive: files, has: (id) => zones.has(id) })
  const quotaFile = openQuotaFile({ path: join(folder, 'quota.json'), log })
  const quotaMemory = quotaFile.memory
  const hpc = createHpcClient({
    fetch: serviceFetch,
    now,
    settings,
    log,
    quotaMemory,
    quotaFreed: () => void sync.reset()
  })
  const zones = createZones({
    config,
    secrets,
    hpc,
    demo,
    locked,
    heard: (id, contact) => connections.heard(id, contact)
  })
  const connections = createConnections({ zones, push, now })
  const livePages = createLivePages({
    ...{ zones, archive, connections, push, log },
    kept: (id) => void sync.kept(id)
  })
  const dialogs = createFilePicker(() => {
    const open = window()
    if (!open) throw new Error('a dialog needs the window')
    return open
  })
  const { picker, showInFolder } = createSavedFiles(dialogs, (path) => shell.showItemInFolder(path))
  const notifier = createNotifier(window)
  const sync = createSync({
    zones,
    archive: files.sync,
    wishes: createWishes(config, log),
    push,
    now,
    sleep,
    settings,
    notifier,
    language,
    log
  })
  const profiles = createProfiles({
    config,
    secrets,
    archive,
    zones,
    sync,
    demo,
    picker,
    locked,
    tell
  })
  const parts = createParts(join(folder, 'unfinished'), log)
  void parts.clear()
  const rowExports = createExports({
    profileName,
    pages: createPages({ archive, live: livePages }),
    picker,
    push,
    now,
    sleep,
    skew: zones.skew,
    parts
  })
  const quitting = createQuitting({
    unfinished: rowExports.unfinished,
    language,
    ask: (question) => {
      showWindow(window())
      return askToDiscard(window(), question)
    },
    quit: () => app.quit()
  })
  const desktop = createDesktop({ window, settings, language, notifier, quitting, sync })
  const startAtLogin = createStartAtLogin(flags.userDataFolder)
  const feed = updateSource()
  const updater = feed && createUpdater({ feed, folder: join(folder, 'updates'), log })
  const updates = createUpdates({
    updater,
    automatic: replacesItself(),
    mayEnd: quitting.agreed,
    wanted: () => settings().checkUpdates,
    push,
    sleep,
    log,
    openPage: async () => {
      if (feed?.page.startsWith('https://')) await opener.page(feed.page)
    }
  })

  function push<P extends PushName>(name: P, payload: Pushes[P]): void {
    options.push(name, payload)
    desktop.heard(name, payload)
  }

  function tell(notice: Notice): void {
    notices.push(notice)
    push('notice', notice)
  }

  archive.onNotice(tell)
  await dropOldDemo({ config, now, archive: files, profileId: demo.profile.id, log })
  if (flags.demo) await openOnDemo()
  log.info('started', { version: app.getVersion(), electron: process.versions.electron, locked })

  async function openOnDemo(): Promise<void> {
    if (!config.get().profiles.some(({ kind }) => kind === 'demo')) {
      config.update((all) => ({ ...all, profiles: [...all.profiles, demo.profile] }))
    }
    config.update((all) => ({
      ...all,
      settings: { ...all.settings, currentProfile: demo.profile.id }
    }))
  }

  /** The page begins with the current profile's log; its secret is read while the page loads. */
  function prepareFirstPage(): void {
    const { settings, profiles, workspaces } = config.get()
    // That asks no zone.
    if (settings.currentProfile === allZones) return
    const first = profiles.find(({ id }) => id === settings.currentProfile) ?? profiles[0]
    if (!first || workspaces[first.id]?.view === 'archive') return
    zones.prepare(first.id).catch(() => undefined)
  }

  function keepPlace(place: WindowPlace): void {
    try {
      config.update((all) => ({ ...all, window: place }))
    } catch {
      // A full disk is said where the user changes something, not when a window moves.
      log.warn('the place of the window was not remembered')
    }
  }

  const preferences = createPreferences(config)
  const handlers: Omit<Handlers, 'calls'> = {
    ...preferences,
    app: {
      info: () => ({ ...about(), notices }),
      dismissNotice: (notice) => forget(notices, notice),
      openLink: createLinks(opener.page),
      about: async () => ({
        sqlite: await archive.engine().catch(() => null),
        sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
        folders
      }),
      showFolder: (name) => opener.folder(folders[name]),
      setMenu: (menu) => setMenu(menu, push)
    },
    settings: {
      // The desktop has a switch of its own for what starts at login.
      get: async (input, context) => ({
        ...(await preferences.settings.get(input, context)),
        startAtLogin: startAtLogin.isOn()
      }),
      set: async (patch, context) => {
        const { startAtLogin: wanted } = patch
        if (wanted !== undefined) await startAtLogin.set(wanted)
        const next = await preferences.settings.set(patch, context)
        desktop.refresh()
        nativeTheme.themeSource = themeSource(settings().theme)
        await sync.reset()
        return { ...next, startAtLogin: startAtLogin.isOn() }
      }
    },
    profiles: {
      ...profiles,
      save: async (draft, context) => {
        const saved = await profiles.save(draft, context)
        await sync.revive(saved.id)
        return saved
      },
      remove: async (input, context) => {
        await profiles.remove(input, context)
        desktop.forget(input.id)
      }
    },
    views: createViews(config, picker),
    recent: createRecent(config, now),
    links: { take: takeLink },
    updates: updates.handlers,
    sync: sync.handlers,
    operations: createOperations({ zones, archive, pages: livePages }),
    archive: {
      page: archive.page,
      counts: archive.counts,
      histogram: archive.histogram,
      statistics: archive.statistics,
      story: archive.story
    },
    exports: {
      ...createStatisticsExports({ profileName, archive, picker, now }),
      start: rowExports.start,
      showInFolder
    }
  }

  function profileName(id: string): string {
    return zones.find(id).name
  }

  function about(): Omit<AppInfo, 'notices'> {
    const { electron, chrome, node } = process.versions
    return {
      version: app.getVersion(),
      electron,
      chrome,
      node,
      platform: `${process.platform} ${process.arch}`,
      locked,
      systemLanguage: systemLanguage()
    }
  }

  const router = createRouter(handlers, log)
  return {
    handle: router.handle,
    log,
    /** The window went away: nobody waits for an answer or watches any more. */
    cancelAll: () => {
      router.cancelAll()
      void sync.unfollow()
    },
    pageLoaded: connections.tellAgain,
    /** Goes on with what the last run was syncing. */
    resume: () => {
      void sync.resume().then(desktop.adopt)
      void updates.watch()
      startAtLogin.renew().catch((error: unknown) => {
        log.warn('the entry of start at login was not renewed', { error: String(error) })
      })
    },
    sync,
    followWindow: desktop.follow,
    windowState: () => ({
      theme: settings().theme,
      place: config.get().window,
      keepPlace,
      hidden: flags.hidden && settings().tray
    }),
    keychainWaits: keychain.isWaiting,
    prepareFirstPage,
    close
  }

  /** What a cancelled export has written must not stay, hidden, in the user's folder. */
  async function exportsEnded(): Promise<void> {
    const waited = new AbortController()
    await Promise.race([router.ended('exports'), sleep(exportsEndMs, waited.signal)])
    waited.abort()
  }

  async function close(): Promise<void> {
    updates.close()
    router.cancelAll()
    const parts = {
      exports: exportsEnded,
      sync: sync.close,
      quota: quotaFile.close,
      archive: archive.close,
      demo: demo.stop
    }
    await closeAll(parts, log)
    updater?.startNewer()
  }
}

function forget(notices: Notice[], { code, path }: Notice): void {
  const index = notices.findIndex((notice) => notice.code === code && notice.path === path)
  if (index >= 0) notices.splice(index, 1)
}
