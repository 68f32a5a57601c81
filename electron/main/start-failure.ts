import { app, dialog } from 'electron'
import { startFailure } from '../services/start-failure'
import type { Flags } from './flags'
import { systemLanguage } from './language'

/**
 * Says why the app cannot start and ends it: left running without a window it would hold the lock, and
 * every later start would wait for it.
 */
export function giveUp(error: unknown, flags: Flags): void {
  const { title, text } = startFailure(error, systemLanguage())
  process.stderr.write(`${title}\n${text}\n`)
  // Whoever has a picture taken is not there to close a box.
  if (!flags.screenshot) dialog.showErrorBox(title, text)
  app.exit(1)
}
