import { app, autoUpdater, type BrowserWindow } from 'electron'
import type { PushName, Pushes } from '#shared/pushes'
import type { Settings } from '#shared/settings'
import type { SyncState } from '#shared/sync'
import { createAttention } from '../services/attention'
import type { Notifier } from '../services/ports'
import type { Quitting } from '../services/quitting'
import type { SpokenLanguage } from '../services/sync/sentences'
import type { Sync } from '../services/sync/sync'
import { traySentences, trayStateOf } from '../services/tray-state'
import { onSystemEnd } from './system-end'
import { createTray } from './tray'
import { failureDot } from './tray-icon'
import { showWindow } from './window'

interface Deps {
  window: () => BrowserWindow | null
  settings: () => Settings
  language: () => SpokenLanguage
  notifier: Notifier
  quitting: Quitting
  sync: Pick<Sync, 'handlers' | 'states'>
}

/** The app beyond its window: the icon beside the clock, the badge, and what closing means. */
export function createDesktop({ window, settings, language, notifier, quitting, sync }: Deps) {
  const states = new Map<string, SyncState>()
  let leaving = false
  let told = false
  const attention = createAttention((unseen) => {
    badge(unseen)
    refresh()
  })
  const tray = createTray({
    show: () => showWindow(window()),
    pause: (ids) => void act('pause', ids),
    resume: (ids) => void act('start', ids),
    quit: () => app.quit()
  })

  function badge(unseen: number): void {
    // Windows has no number on the button, but a picture of our own.
    if (process.platform !== 'win32') return void app.setBadgeCount(unseen)
    const open = window()
    // Rows that come in while the app ends are still kept and told of.
    if (!open || open.isDestroyed()) return
    open.setOverlayIcon(unseen > 0 ? failureDot() : null, String(unseen))
  }

  async function act(step: 'pause' | 'start', ids: readonly string[]): Promise<void> {
    const context = { signal: new AbortController().signal, callId: 'tray' }
    // A failure is in the state that is announced.
    const after = await Promise.allSettled(ids.map((id) => sync.handlers[step](id, context)))
    for (const result of after) {
      if (result.status === 'fulfilled') states.set(result.value.profileId, result.value)
    }
    refresh()
  }

  /** The icon as the settings and the syncs are now. */
  function refresh(): void {
    if (!settings().tray) return tray.remove()
    tray.update(trayStateOf([...states.values()], attention.count()), language())
  }

  function heard<P extends PushName>(name: P, payload: Pushes[P]): void {
    // The name says which payload it is.
    if (name === 'newRows') attention.report(payload as Pushes['newRows'])
    if (name !== 'syncProgress') return
    const state = payload as Pushes['syncProgress']
    states.set(state.profileId, state)
    refresh()
  }

  /** Closing leaves the app in the tray where the user chose so; the first time it says where it is. */
  function follow(open: BrowserWindow): void {
    app.on('before-quit', (event) => {
      leaving = quitting.mayQuit()
      if (!leaving) event.preventDefault()
    })
    // A Mac closes the windows first when it quits for an update.
    autoUpdater.on('before-quit-for-update', () => {
      leaving = true
      quitting.insist()
    })
    onSystemEnd(open, quitting.insist)
    app.on('activate', () => showWindow(window()))
    open.on('focus', () => attention.look(true))
    open.on('blur', () => attention.look(false))
    open.on('hide', () => attention.look(false))
    open.on('close', (event) => {
      if (leaving) return
      const { closeToTray } = settings()
      if (!closeToTray || !tray.isThere()) {
        // The app ends with its window.
        if (!quitting.mayQuit()) event.preventDefault()
        return
      }
      event.preventDefault()
      open.hide()
      if (!told) notifier.show({ title: 'Oplog', body: traySentences[language()].closed })
      told = true
    })
    refresh()
  }

  return {
    heard,
    refresh,
    follow,
    /** The syncs that the last run left are open now. */
    adopt: async (): Promise<void> => {
      for (const state of await sync.states()) states.set(state.profileId, state)
      refresh()
    },
    forget: (profileId: string): void => {
      states.delete(profileId)
      refresh()
    }
  }
}
