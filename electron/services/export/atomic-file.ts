import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileError } from './file-error'
import type { Parts } from './parts'

export type Write = (chunk: string | Uint8Array) => Promise<void>

/**
 * Writes a file that is there whole or not at all: into a new file beside it, then renamed.
 * @param parts where the new file is noted, should the process be killed
 * @returns bytes written
 * @throws AppError `disk-full`, `permission-denied`, `write-failed`, or what `fill` throws; nothing is
 *   left behind then, and a file that was there before stays as it was
 */
export async function writeAtomically(
  path: string,
  fill: (write: Write) => Promise<unknown>,
  parts?: Pick<Parts, 'begin' | 'end'>
): Promise<number> {
  const temporary = join(dirname(path), `.oplog-${randomUUID()}.part`)
  await parts?.begin(temporary)
  try {
    const bytes = await fillNewFile(temporary, path, fill)
    await rename(temporary, path).catch((error: unknown) => {
      throw fileError(error, path)
    })
    await parts?.end(temporary)
    return bytes
  } catch (error) {
    await rm(temporary, { force: true })
    await parts?.end(temporary)
    throw error
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
