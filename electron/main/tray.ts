import { Menu, Tray } from 'electron'
import type { SpokenLanguage } from '../services/sync/sentences'
import { traySentences, type TrayState } from '../services/tray-state'
import { trayIcon } from './tray-icon'

interface Deps {
  show: () => void
  pause: (profileIds: string[]) => void
  resume: (profileIds: string[]) => void
  quit: () => void
}

/** The icon beside the clock, there only while the user wants it. */
export function createTray({ show, pause, resume, quit }: Deps) {
  let tray: Tray | null = null
  let shown = ''

  function update(state: TrayState, language: SpokenLanguage): void {
    const said = traySentences[language]
    const next = JSON.stringify([state, language])
    // Menus that are open close when they are replaced, and progress comes four times a second.
    if (tray && shown === next) return
    shown = next
    tray ??= open()
    tray.setImage(trayIcon(state.mark))
    tray.setToolTip(`Oplog – ${said.state(state)}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: said.state(state), enabled: false },
        { type: 'separator' },
        { label: said.show, click: show },
        {
          label: said.pause,
          enabled: state.running.length > 0,
          click: () => pause(state.running)
        },
        {
          label: said.resume,
          enabled: state.paused.length > 0,
          click: () => resume(state.paused)
        },
        { type: 'separator' },
        { label: said.quit, click: quit }
      ])
    )
  }

  function open(): Tray {
    const made = new Tray(trayIcon('idle'))
    made.on('click', show)
    return made
  }

  function remove(): void {
    tray?.destroy()
    tray = null
  }

  return { update, remove, isThere: () => tray !== null }
}
