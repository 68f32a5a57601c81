// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '../say.mjs'

const artifacts = /^oplog-.*\.(deb|rpm|AppImage|tar\.gz|exe|dmg|zip)$/
/** Folders of an app that is packed, and what else a build writes beside its packages. */
const unpacked = /^(mac(-(arm64|universal))?|(linux|win)(-[a-z0-9]+)?-unpacked)$/
const byProducts =
  /^(oplog-.*\.blockmap|latest.*\.yml(\.sig)?|SHA256SUMS|builder-(debug\.yml|effective-config\.yaml))$/

/** Names of the folders that hold an app as it is packed. @param {string} output */
export function unpackedFolders(output) {
  return readdirSync(output).filter((name) => unpacked.test(name))
}

/** The packages of a folder. @param {string} folder */
function artifactsOf(folder) {
  return readdirSync(folder)
    .filter((file) => artifacts.test(file))
    .sort()
}

/**
 * Packages of an earlier build would be taken for ones of this. Whatever else is in the folder stays: a
 * user may have named one that is not for packages alone.
 * @param {string} folder
 */
export async function clear(folder) {
  if (!existsSync(folder)) return
  const earlier = readdirSync(folder).filter((name) =>
    [artifacts, byProducts, unpacked].some((kind) => kind.test(name))
  )
  await Promise.all(earlier.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}

/** Says the size of each package and writes `SHA256SUMS` beside them. @param {string} folder */
export async function report(folder) {
  const lines = []
  for (const file of artifactsOf(folder)) {
    const path = join(folder, file)
    lines.push(`${await sha256(path)}  ${file}\n`)
    say(`package: ${path} ${(statSync(path).size / 1e6).toFixed(1)} MB`)
  }
  await writeFile(join(folder, 'SHA256SUMS'), lines.join(''))
}

/** @param {string} path */
async function sha256(path) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
