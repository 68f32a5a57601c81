import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLog, type DemoRow } from '../../electron/demo/generator'
import { createArchive } from '../../electron/services/archive/client'
import { forkArchive } from '../../electron/services/archive/fork'
import { toUtf8 } from '../../electron/services/utf8'
import { bundleArchive } from './archive-process'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const batch = 5000

/** Rows of a demo zone, the oldest first, as they all ended. */
export function demoRows(size: number, seed = 7): DemoRow[] {
  const now = Date.parse('2026-11-20T00:00:00Z')
  const log = createLog({ seed, size, now, growthPerMinute: 0 })
  return Array.from({ length: size }, (_, index) => log.row(index, now + 86_400_000))
}

/** Fills the archive of a profile while the app is closed, as many pages of the service would. */
export async function seedArchive(
  userData: string,
  profileId: string,
  rows: readonly DemoRow[]
): Promise<void> {
  const folder = join(userData, 'archive')
  mkdirSync(folder, { recursive: true })
  const bundle = await bundleArchive(`seed-${process.pid}`)
  const archive = createArchive({ spawn: () => forkArchive(bundle, folder), folder, log: silent })
  for (let at = 0; at < rows.length; at += batch) {
    const body = toUtf8(JSON.stringify({ job_set: rows.slice(at, at + batch) }))
    await archive.store(profileId, { body, at: Date.now(), answer: null })
  }
  await archive.close()
}

/** Ids of the profiles of a user-data folder, in the order of the side bar. */
export function profileIds(userData: string): string[] {
  const config = JSON.parse(readFileSync(join(userData, 'config.json'), 'utf8')) as {
    profiles: { id: string }[]
  }
  return config.profiles.map(({ id }) => id)
}
