import { randomUUID } from 'node:crypto'
import { lstat, open, realpath, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileError } from './file-error'
import type { Parts } from './parts'
import { moveOver, moveOverOrBeside, thisSystem, throwIfHeld, type System } from './replace'

export type Write = (chunk: string | Uint8Array) => Promise<void>

interface Options {
  /** Where the new file is noted, should the process be killed. */
  parts?: Pick<Parts, 'begin' | 'end'> | undefined
  /** What took long to write is not lost where the other file is open elsewhere by then: it gets a free name. */
  orBeside?: boolean
  system?: System
}

/**
 * Writes a file that is there whole or not at all: into a new file beside it, then renamed.
 * @returns bytes written, and the path of the file: another one only with `orBeside`
 * @throws AppError `disk-full`, `permission-denied`, `file-in-use`, `write-failed`, or what `fill` throws; nothing is
 *   left behind then, and a file that was there before stays as it was
 */
export async function writeAtomically(
  path: string,
  fill: (write: Write) => Promise<unknown>,
  { parts, orBeside = false, system = thisSystem }: Options = {}
): Promise<{ bytes: number; path: string }> {
  const target = await leadsTo(path)
  await throwIfHeld(target, system)
  const temporary = join(dirname(target), `.oplog-${randomUUID()}.part`)
  await parts?.begin(temporary)
  try {
    const bytes = await fillNewFile(temporary, path, fill)
    const written = await (orBeside ? moveOverOrBeside : moveOver)(temporary, target, system)
    await parts?.end(temporary)
    return { bytes, path: written === target ? path : written }
  } catch (error) {
    // One that is held open keeps its note, to go at the next start.
    const isGone = await rm(temporary, { force: true }).then(
      () => true,
      () => false
    )
    if (isGone) await parts?.end(temporary)
    throw error
  }
}

/** A link to a file elsewhere stays a link: that file is the one the user named. Folders keep the name they were given. */
async function leadsTo(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path
  } catch {
    // It is not there yet, or leads nowhere.
    return path
  }
}

async function fillNewFile(
  temporary: string,
  path: string,
  fill: (write: Write) => Promise<unknown>
): Promise<number> {
  // `wx`: never follow something that was planted under the name.
  const file = await open(temporary, 'wx', 0o600).catch((error: unknown) => {
    throw fileError(error, path)
  })
  let bytes = 0
  try {
    await fill(async (chunk) => {
      const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      await file.writeFile(data).catch((error: unknown) => {
        throw fileError(error, path)
      })
      bytes += data.byteLength
    })
    await file.sync().catch((error: unknown) => {
      throw fileError(error, path)
    })
    return bytes
  } finally {
    await file.close()
  }
}
