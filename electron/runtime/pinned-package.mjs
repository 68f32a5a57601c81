// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { captureNpm } from './npm.mjs'
import { capture } from './run.mjs'
import { Stop } from './say.mjs'
import { makeTemporary } from './temporary.mjs'

/**
 * @typedef {object} PinnedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} integrity `sha512-…`, of the whole tarball
 * @property {string} into the folder its files go to
 */

const stamp = '.integrity'

/** @param {PinnedPackage} pinned */
export function isUnpacked({ integrity, into }) {
  const file = join(into, stamp)
  return existsSync(file) && readFileSync(file, 'utf8').trim() === integrity
}

/**
 * Fetches an npm package by itself, outside package-lock.json, and unpacks it: nothing is
 * unpacked before the hash fits, and the folder appears under its name only when complete.
 * @param {PinnedPackage} pinned
 * @param {(folder: string) => Promise<void>} [prepare] changes the files before they appear
 */
export async function unpack(pinned, prepare = async () => {}) {
  await mkdir(dirname(pinned.into), { recursive: true })
  const { folder: temporary, remove } = await makeTemporary(`${pinned.into}.part-`)
  try {
    const tarball = await fetchTarball(pinned, temporary)
    await expectHash(tarball, pinned)
    const { code, output } = await capture({
      command: 'tar',
      args: ['-xzf', tarball, '-C', temporary]
    })
    if (code !== 0) throw new Stop(`${pinned.name} could not be unpacked: ${output.trim()}`)
    const folder = join(temporary, 'package')
    await prepare(folder)
    await writeFile(join(folder, stamp), `${pinned.integrity}\n`)
    await rm(pinned.into, { recursive: true, force: true })
    await rename(folder, pinned.into)
  } finally {
    await remove()
  }
}

/** @param {PinnedPackage} pinned @param {string} folder @returns {Promise<string>} the file */
async function fetchTarball({ name, version }, folder) {
  const args = ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder]
  const { code, output } = await captureNpm(args, { cwd: folder })
  const file = readdirSync(folder).find((entry) => entry.endsWith('.tgz'))
  if (code !== 0 || file === undefined) {
    throw new Stop(`npm could not fetch ${name}@${version}. ${output.trim()}`.trim())
  }
  return join(folder, file)
}

/** @param {string} file @param {PinnedPackage} pinned */
async function expectHash(file, { name, version, integrity }) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  const found = `sha512-${hash.digest('base64')}`
  if (found === integrity) return
  throw new Stop(
    `${name}@${version} is not the pinned package: expected ${integrity}, got ${found}`
  )
}
