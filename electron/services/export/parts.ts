import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import type { Log } from '../ports'
import { codeOf } from './file-error'

/** Files that are being written beside their target, wherever that is. */
export type Parts = ReturnType<typeof createParts>

const partName = /^\.oplog-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.part$/

/**
 * Remembers the files that are being written in folders of the user, so that what a killed process leaves there,
 * hidden, goes at the next start. Each has a note in a folder of the app: a file of its name that holds its path.
 */
export function createParts(folder: string, log: Log) {
  /** To be called before the file is there. A note that cannot be written keeps nobody from an export. */
  async function begin(path: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(noteOf(path), path, { flag: 'wx', mode: 0o600, flush: true })
    } catch (error) {
      log.warn('a file that is being written was not noted', { error: String(error) })
    }
  }

  /** The file is whole under its own name, or gone. */
  async function end(path: string): Promise<void> {
    await rm(noteOf(path), { force: true }).catch(leave)
  }

  /** Removes what a run before has left. To be called once, before anything is written. */
  async function clear(): Promise<void> {
    const names = await readdir(folder).catch(() => [])
    for (const name of names) await clearOne(join(folder, name)).catch(leave)
  }

  async function clearOne(note: string): Promise<void> {
    const path = await readFile(note, 'utf8')
    // Its name is random, so no other file bears it; a note that was cut off names none.
    const isPart = isAbsolute(path) && partName.test(basename(path))
    if (isPart && basename(path) === basename(note)) {
      // Of a drive that is not there now; throws.
      await lstat(dirname(path))
      if (await isFile(path)) await rm(path, { force: true })
    }
    await rm(note, { force: true })
  }

  function noteOf(path: string): string {
    return join(folder, basename(path))
  }

  function leave(error: unknown): void {
    log.warn('a note of an unfinished file was left', { error: String(error) })
  }

  return { begin, end, clear }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
