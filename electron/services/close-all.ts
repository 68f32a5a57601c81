import type { Log } from './ports'

/**
 * Closes parts one after the other, by their names, each whatever became of those before it: what a
 * part that is skipped would have written is lost. Never throws; what fails is logged.
 */
export async function closeAll(
  parts: Readonly<Record<string, () => Promise<unknown>>>,
  log: Log
): Promise<void> {
  for (const [part, close] of Object.entries(parts)) {
    try {
      await close()
    } catch (error) {
      log.error('a part of the app was not closed well', { part, error: String(error) })
    }
  }
}
