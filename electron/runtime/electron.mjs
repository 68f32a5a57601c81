// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluationRuntime } from './evaluation.mjs'
import { inRoot } from './paths.mjs'
import { answers } from './reach.mjs'
import { capture } from './run.mjs'
import { say, Stop } from './say.mjs'

/**
 * Where a runtime can come from; null: from there not.
 * @typedef {object} Sources
 * @property {() => string | null} installed
 * @property {() => Promise<string | null>} download
 * @property {() => Promise<string>} evaluationRuntime
 */

/** @type {Sources} */
const ofThisMachine = { installed, download, evaluationRuntime }

/**
 * The Electron to run, and why. The evaluation runtime is taken only where `evaluation` allows it.
 * @param {{ evaluation: boolean }} allowed @param {Sources} [sources]
 * @returns {Promise<string>} the executable
 */
export async function ensureElectron({ evaluation }, sources = ofThisMachine) {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named) return report(join(named, executableName()), 'named by ELECTRON_OVERRIDE_DIST_PATH')
  const official = sources.installed() ?? (await sources.download())
  if (official) return report(official, 'the official runtime')
  if (!evaluation) {
    throw new Stop(
      'The official Electron runtime is not installed and could not be downloaded.\n' +
        'Set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it.'
    )
  }
  return report(
    await sources.evaluationRuntime(),
    'the evaluation runtime, as the official one cannot be downloaded; endpoints on this machine only'
  )
}

/** @param {string} path @param {string} why */
function report(path, why) {
  if (!existsSync(path)) throw new Stop(`There is no Electron runtime at ${path} (${why}).`)
  say(`electron: ${why}`)
  return path
}

function executableName() {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/** The official runtime, where the package already holds it. @returns {string | null} */
function installed() {
  const folder = inRoot('node_modules', 'electron')
  const note = join(folder, 'path.txt')
  if (!existsSync(note)) return null
  const path = join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(path) ? path : null
}

async function download() {
  const env = process.env
  // Behind a proxy the host itself does not answer.
  const direct = !env['ELECTRON_GET_USE_PROXY']
  if (direct && !(await answers(downloadHost(env)))) return null
  say('electron: downloading the official runtime')
  const args = [inRoot('node_modules', 'electron', 'install.js')]
  const { code, output } = await capture({ command: 'node', args, cwd: inRoot() })
  if (code === 0) return installed()
  say(`electron: the download failed. ${output.trim().split('\n')[0] ?? ''}`.trim())
  return null
}

/**
 * Where Electron's own installer fetches from; npm hands on what an `.npmrc` names.
 * @param {NodeJS.ProcessEnv} env @throws {Stop} what is named is no address
 */
export function downloadHost(env) {
  const mirror =
    env['npm_config_electron_mirror'] ||
    env['NPM_CONFIG_ELECTRON_MIRROR'] ||
    env['ELECTRON_MIRROR'] ||
    'https://github.com'
  if (!URL.canParse(mirror)) throw new Stop(`The mirror of Electron is no address: ${mirror}`)
  return new URL(mirror)
}
