import { fork } from 'node:child_process'
import type { ArchiveProcess } from './protocol'

/** Starts the bundled archive process under plain Node. */
export function forkArchive(bundle: string, folder: string): ArchiveProcess & { pid: number } {
  const child = fork(bundle, [folder], { serialization: 'advanced' })
  return {
    pid: child.pid ?? 0,
    post: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill('SIGKILL')
  }
}
