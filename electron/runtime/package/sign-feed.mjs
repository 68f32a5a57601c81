// @ts-check
// For the release workflow: `node sign-feed.mjs FOLDER` writes the signature of each `latest….yml` there
// beside it. `node sign-feed.mjs --new-key` prints a pair of keys.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Stop } from '../say.mjs'

/** A new pair of Ed25519 keys, base64 of their DER forms. */
export function newKeys() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  }
}

/** @param {string | Buffer} list @param {string} privateKey @returns {string} base64 */
export function signList(list, privateKey) {
  return sign(null, Buffer.from(list), keyOf(privateKey)).toString('base64')
}

/** @param {string} privateKey */
function keyOf(privateKey) {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
}

/** @param {string} folder @param {{ publicKey: string, privateKey: string }} keys */
export function signFeed(folder, { publicKey, privateKey }) {
  const own = createPublicKey(keyOf(privateKey)).export({ format: 'der', type: 'spki' })
  if (own.toString('base64') !== publicKey) {
    throw new Stop(
      'The private key does not belong to OPLOG_FEED_KEY: no installed app would follow.'
    )
  }
  const lists = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name))
  if (lists.length === 0) throw new Stop(`There is no latest….yml in ${folder}.`)
  for (const name of lists) {
    const path = join(folder, name)
    writeFileSync(`${path}.sig`, `${signList(readFileSync(path), privateKey)}\n`)
  }
}

function main() {
  const [what] = process.argv.slice(2)
  if (what === '--new-key') {
    process.stdout.write(`${JSON.stringify(newKeys(), null, 2)}\n`)
    return
  }
  try {
    const privateKey = process.env['OPLOG_FEED_PRIVATE_KEY']
    if (!what || !privateKey) throw new Stop('A folder and OPLOG_FEED_PRIVATE_KEY are needed.')
    signFeed(what, { publicKey: process.env['OPLOG_FEED_KEY'] ?? '', privateKey })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
