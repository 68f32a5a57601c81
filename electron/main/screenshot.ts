import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserWindow } from 'electron'
import { writeAtomically } from '../services/export/atomic-file'

/** Writes a PNG of the window once it shows rows, or says what it shows after a minute. */
export async function takeScreenshot(window: BrowserWindow, path: string): Promise<void> {
  const seesRows = 'document.querySelectorAll(\'[data-testid="log-row"]\').length > 0'
  for (let tries = 0; tries < 240; tries++) {
    if (await window.webContents.executeJavaScript(seesRows)) break
    await wait(250)
  }
  // One more frame, so that fonts and colours are there too.
  await wait(500)
  const picture = await window.webContents.capturePage()
  await writeAtomically(path, async (write) => write(picture.toPNG()))
  process.stdout.write(`screenshot: ${path}\n`)
}
