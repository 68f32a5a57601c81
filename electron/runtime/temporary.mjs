// @ts-check
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Does work in an environment whose temporary files, those of every process it starts, are gone after it.
 * @template T @param {(env: NodeJS.ProcessEnv) => Promise<T>} work @returns {Promise<T>}
 */
export async function withTemporary(work) {
  const folder = await mkdtemp(join(tmpdir(), 'oplog-tests-'))
  // Some tests run the app as another user.
  await chmod(folder, 0o1777)
  try {
    return await work({ ...process.env, TMPDIR: folder, TMP: folder, TEMP: folder })
  } finally {
    // What a process that is about to end still holds is left to the system.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}
