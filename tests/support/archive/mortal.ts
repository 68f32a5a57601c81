import { createArchive } from '../../../electron/services/archive/client'
import { forkArchive } from '../../../electron/services/archive/fork'
import type { Log } from '../../../electron/services/ports'
import type { Notice } from '#shared/api'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * An archive whose process is not started again once it was killed, so that no call that was under way
 * is repeated and hides a loss.
 */
export function startMortal(bundle: string, folder: string) {
  const notices: Notice[] = []
  let ended: Promise<void> | null = null
  let pid = 0
  const spawn = () => {
    if (ended) throw new Error('killed')
    const port = forkArchive(bundle, folder)
    pid = port.pid
    ended = new Promise((resolve) => port.onExit(resolve))
    return port
  }
  const archive = createArchive({ spawn, folder, log: silent })
  archive.onNotice((notice) => notices.push(notice))
  return {
    archive,
    notices,
    /** kill -9; resolves when the process is gone. */
    kill: async () => {
      if (!ended) throw new Error('nothing was asked of it yet')
      process.kill(pid, 'SIGKILL')
      await ended
    }
  }
}
