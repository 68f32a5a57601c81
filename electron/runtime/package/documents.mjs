// @ts-check
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { inRoot } from '../paths.mjs'

const chromium =
  '\nThe runtime below /opt/Oplog is Electron (MIT, LICENSE.electron.txt there) with Chromium\n' +
  '(LICENSES.chromium.html there).\n'

/** What a Linux package carries beside the app: command, licence, changes, manual page. @param {string} into */
export async function writeDocuments(into) {
  const compressed = (/** @type {string} */ file) => gzipSync(readFileSync(file), { level: 9 })
  const licence = readFileSync(inRoot('LICENSE'), 'utf8')
  const resource = (/** @type {string} */ file) => inRoot('resources', 'package', file)
  await mkdir(into, { recursive: true })
  await writeFile(join(into, 'copyright'), licence + chromium)
  await writeFile(join(into, 'changelog.gz'), compressed(inRoot('CHANGELOG.md')))
  await writeFile(join(into, 'oplog.1.gz'), compressed(resource('oplog.1')))
  await writeFile(join(into, 'lintian-overrides'), readFileSync(resource('lintian-overrides')))
  await writeFile(join(into, 'oplog'), readFileSync(resource('oplog.sh')), { mode: 0o755 })
}
