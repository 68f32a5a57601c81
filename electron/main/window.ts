import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Settings, WindowPlace } from '#shared/settings'
import { followPlace } from '../services/window-follow'
import { placeWindow, smallest } from '../services/window-place'
import { pageUrl } from './page-files'

const background = { light: '#ffffff', dark: '#14181d', black: '#000000' }

interface Options {
  theme: Settings['theme']
  /** Where it was when it was last open. */
  place: WindowPlace | null
  keepPlace: (place: WindowPlace) => void
  /** Stays out of sight until it is asked for. */
  hidden: boolean
}

/** High contrast is a theme of the page; for the system it is bright or dark as the system is. */
export function themeSource(theme: Settings['theme']): Electron.NativeTheme['themeSource'] {
  return theme === 'contrast' ? 'system' : theme
}

/** Brings the window to the front, wherever it is. */
export function showWindow(window: BrowserWindow | null): void {
  if (!window || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The only place that makes a window. */
export function createWindow({ theme, place, keepPlace, hidden }: Options): BrowserWindow {
  nativeTheme.themeSource = themeSource(theme)
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  const window = new BrowserWindow({
    ...placeWindow(
      place,
      [main, ...others].map(({ workArea }) => workArea)
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Oplog',
    autoHideMenuBar: true,
    backgroundColor: backgroundOf(theme),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false
    }
  })
  onceReady(window, () => {
    // Maximizing shows a window too, so one that stays out of sight is followed once it is seen.
    if (hidden) window.once('show', () => followPlace(window, place, keepPlace))
    else {
      followPlace(window, place, keepPlace)
      window.show()
    }
  })
  void window.loadURL(pageUrl)
  return window
}

/**
 * Calls once the page can be shown. Under Wayland a window that is out of sight may never paint, and
 * Electron never tell (electron/electron#48859), so there a loaded page does as well.
 */
function onceReady(window: BrowserWindow, ready: () => void): void {
  let called = false
  const once = () => {
    if (!called && !window.isDestroyed()) ready()
    called = true
  }
  window.once('ready-to-show', once)
  if (process.env['WAYLAND_DISPLAY']) window.webContents.once('did-finish-load', once)
}

/** Until the page paints its own. */
function backgroundOf(theme: Settings['theme']): string {
  if (!nativeTheme.shouldUseDarkColors) return background.light
  return theme === 'contrast' ? background.black : background.dark
}
