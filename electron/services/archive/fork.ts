import { fork } from 'node:child_process'
import type { ArchiveProcess } from './protocol'

/** Starts the bundled archive process under plain Node. */
export function forkArchive(bundle: string, folder: string): ArchiveProcess & { pid: number } {
  const child = fork(bundle, [folder], { serialization: 'advanced' })
  return {
    pid: child.pid ?? 0,
    // A message to a process that has just died is lost; its exit says so.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill('SIGKILL')
  }
}
