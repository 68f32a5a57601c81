// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '../say.mjs'

const kinds = /\.(deb|rpm|AppImage|tar\.gz|exe|dmg|zip)$/

/** The packages of a folder. @param {string} folder */
function artifactsOf(folder) {
  return readdirSync(folder)
    .filter((file) => kinds.test(file))
    .sort()
}

/** Packages of an earlier build would be taken for ones of this. @param {string} folder */
export async function clear(folder) {
  await rm(folder, { recursive: true, force: true })
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
