import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron'
import { encodeResult, type Result } from '#shared/result'
import type { Push } from '#shared/pushes'
import { isPageUrl } from './page-files'

type Handle = (name: unknown, input: unknown, callId: unknown) => Promise<Result>

/** The one channel of requests. Only the main frame of our own window, on our own address, is heard. */
export function answerCalls(window: BrowserWindow, handle: Handle): void {
  ipcMain.handle('api', async (event, name: unknown, input: unknown, callId: unknown) => {
    if (!isOurs(event.senderFrame, window)) {
      const error = { code: 'invalid-input', message: 'This sender is not allowed.' } as const
      return encodeResult({ ok: false, error })
    }
    return encodeResult(await handle(name, input, callId))
  })
}

function isOurs(frame: WebFrameMain | null, window: BrowserWindow): boolean {
  if (!frame || window.isDestroyed()) return false
  return frame.parent === null && frame === window.webContents.mainFrame && isPageUrl(frame.url)
}

export function pushTo(window: () => BrowserWindow | null): Push {
  return (name, payload) => {
    const target = window()
    if (target && !target.isDestroyed()) target.webContents.send('push', name, payload)
  }
}
