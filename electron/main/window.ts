import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import type { Settings } from '#shared/settings'
import { pageUrl } from './page-files'

const background = { light: '#ffffff', dark: '#14181d' }

/** The only place that makes a window. */
export function createWindow(theme: Settings['theme']): BrowserWindow {
  nativeTheme.themeSource = theme
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 560,
    show: false,
    title: 'Oplog',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false
    }
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageUrl)
  return window
}
