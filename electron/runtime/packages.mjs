// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { addonEnvironment } from './addons.mjs'
import { runNpm } from './npm.mjs'
import { cache, inRoot } from './paths.mjs'
import { say, seconds, Stop } from './say.mjs'

const stamp = inRoot('node_modules', '.oplog-lock')
const kept = inRoot('.cache-kept')

/** Installs the npm packages when package-lock.json is not the one they were installed from. */
export async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const started = performance.now()
  say('npm packages: installing')
  const code = await keepingCache(() =>
    runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: inRoot(),
      env: {
        ...addonEnvironment(process.env, process.execPath),
        // No binary is downloaded by a package; the Electron runtime is chosen on its own.
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
        ELECTRON_SKIP_BINARY_DOWNLOAD: '1'
      }
    })
  )
  if (code !== 0) throw new Stop('npm could not install the packages; see above.')
  await writeFile(stamp, wanted)
  if (!existsSync(inRoot('node_modules', 'keytar', 'build', 'Release', 'keytar.node'))) {
    say('keychain: its addon could not be built here; secrets can be kept until the app quits only')
  }
  say(`npm packages: ready (${seconds(started)})`)
}

/** `npm ci` empties node_modules; what was fetched into its cache is put back. @param {() => Promise<number>} install */
async function keepingCache(install) {
  if (existsSync(cache) && !existsSync(kept)) await rename(cache, kept)
  try {
    return await install()
  } finally {
    if (existsSync(kept)) {
      await mkdir(inRoot('node_modules'), { recursive: true })
      await rm(cache, { recursive: true, force: true })
      await rename(kept, cache)
    }
  }
}
