// @ts-check
import { rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @typedef {{ folder: string, remove: () => Promise<void> }} Temporary */

/** @type {Set<string>} */
const made = new Set()

/**
 * A folder of our own, for our user alone. It ends with us where nobody has removed it: after Ctrl-C there is
 * no time left to wait for `remove`.
 * @param {string} beginning of its path @returns {Promise<Temporary>}
 */
export async function makeTemporary(beginning) {
  const folder = await mkdtemp(beginning)
  made.add(folder)
  const remove = async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    made.delete(folder)
  }
  return { folder, remove }
}

process.once('exit', () => {
  for (const folder of made) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // What a process that is about to end still holds is left to the system.
    }
  }
})

/**
 * Does work in an environment whose temporary files, those of every process it starts, are gone after it.
 * @template T @param {(env: NodeJS.ProcessEnv) => Promise<T>} work @returns {Promise<T>}
 */
export async function withTemporary(work) {
  const { folder, remove } = await makeTemporary(join(tmpdir(), 'oplog-tests-'))
  // Some tests run the app as another user.
  await chmod(folder, 0o1777)
  try {
    return await work({ ...process.env, TMPDIR: folder, TMP: folder, TEMP: folder })
  } finally {
    // What is still held now is tried once more at the very end.
    await remove().catch(() => undefined)
  }
}
