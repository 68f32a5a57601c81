import { mkdirSync } from 'node:fs'
import { AppError } from '#shared/errors'

/** Opens things with the desktop's own programs. */
export interface Desktop {
  /** Answers with what went wrong; empty: nothing. */
  openPath: (path: string) => Promise<string>
  openExternal: (address: string) => Promise<void>
}

/** Opens folders and web pages outside the app; each throws AppError `open-failed`. */
export function createOpener(desktop: Desktop) {
  async function folder(path: string): Promise<void> {
    try {
      // The archive's and the log's are made with their first file.
      mkdirSync(path, { recursive: true })
    } catch (cause) {
      throw failed(path, cause)
    }
    const reason = await desktop.openPath(path)
    if (reason) throw failed(path, reason)
  }

  async function page(address: string): Promise<void> {
    try {
      await desktop.openExternal(address)
    } catch (cause) {
      throw failed(address, cause)
    }
  }

  return { folder, page }
}

function failed(path: string, cause: unknown): AppError {
  return new AppError('open-failed', `It could not be opened: ${String(cause)}`, {
    detail: { path },
    cause
  })
}
