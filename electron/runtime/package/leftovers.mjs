// @ts-check
import { existsSync } from 'node:fs'
import { lutimes, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackedFolders } from './artifacts.mjs'

/** @typedef {import('./plan.mjs').Plan} Plan */

/** What a runtime brings that an app does not need: Electron's own app, and notes of the download. */
const leftovers = [
  'resources/default_app.asar',
  'resources/app',
  'resources/inspector',
  'package.json',
  '.integrity',
  'version'
]

/** @param {string} folder of the unpacked app */
export async function removeLeftovers(folder) {
  await Promise.all(
    leftovers.map((file) => rm(join(folder, file), { recursive: true, force: true }))
  )
}

/** Every packed file bears the time of the commit. @param {Pick<Plan, 'output' | 'time'>} plan */
export async function setTimes({ output, time }) {
  for (const name of unpackedFolders(output)) {
    const folder = join(output, name)
    const files = await readdir(folder, { recursive: true })
    for (const file of files) {
      const path = join(folder, file)
      if (existsSync(path)) await lutimes(path, time, time)
    }
  }
}
