import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Below this SQLite cannot even make its shared memory file, bytes. */
const least = 64 * 1024

/** Where SQLite says no more than that it could not: what the folder says of it. */
export function obstacleOf(path: string): 'disk-full' | 'permission-denied' | null {
  const folder = dirname(path)
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    for (const end of ['', '-wal', '-shm']) {
      if (existsSync(path + end)) accessSync(path + end, constants.R_OK | constants.W_OK)
    }
  } catch {
    return 'permission-denied'
  }
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < least ? 'disk-full' : null
}
