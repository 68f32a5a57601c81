import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { createArchive } from '../services/archive/client'
import type { ArchiveProcess } from '../services/archive/protocol'
import type { Log } from '../services/ports'

/** The archive in a utility process of this app. */
export function openArchive(folder: string, log: Log): ReturnType<typeof createArchive> {
  const spawn = (): ArchiveProcess => {
    const child = utilityProcess.fork(join(import.meta.dirname, 'archive.js'), [folder], {
      serviceName: 'Oplog archive'
    })
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', () => listener()),
      kill: () => void child.kill()
    }
  }
  return createArchive({ spawn, folder, log })
}
