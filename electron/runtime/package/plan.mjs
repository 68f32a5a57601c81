// @ts-check
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { evaluation } from '../evaluation.mjs'
import { inCache, inRoot } from '../paths.mjs'

/**
 * What is packaged, from what, to where. Handed to another process as JSON.
 * @typedef {object} Plan
 * @property {string} version of the app
 * @property {string} electronVersion
 * @property {string} electronDist folder of the runtime
 * @property {boolean} evaluation whether that is the evaluation runtime: for tests only, locked
 * @property {string[]} targets of this system, as electron-builder names them
 * @property {string} app folder of what goes into the package
 * @property {string} icons folder of the pictures made from the one source
 * @property {string} output
 * @property {boolean} quick without compression, for tests
 * @property {number} time seconds since 1970 that every packaged file bears
 */

/**
 * @param {string} electron the executable
 * @param {{ version?: string, output?: string, quick?: boolean, targets?: string[] }} wanted @returns {Plan}
 */
export function planFor(electron, { version, output, quick = false, targets }) {
  const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const isEvaluation = dirname(electron) === evaluation.into
  return {
    version: version ?? manifest.version,
    electronVersion: isEvaluation ? evaluation.electron : manifest.devDependencies.electron,
    electronDist: distOf(electron),
    evaluation: isEvaluation,
    targets: targets ?? targetsOf(process.platform, isEvaluation),
    app: inCache('package', 'app'),
    icons: inCache('package', 'icons'),
    output: output ?? inRoot('dist'),
    quick,
    time: commitTime()
  }
}

/** @param {string} platform @param {boolean} evaluationOnly */
export function targetsOf(platform, evaluationOnly) {
  if (evaluationOnly) return ['deb', 'tar.gz']
  if (platform === 'win32') return ['nsis', 'portable']
  return platform === 'darwin' ? ['dmg', 'zip'] : ['deb', 'rpm', 'AppImage', 'tar.gz']
}

/** On macOS the executable lies three folders down in the runtime. @param {string} electron */
function distOf(electron) {
  return process.platform === 'darwin'
    ? dirname(dirname(dirname(dirname(electron))))
    : dirname(electron)
}

/** The same commit gives the same package, whenever it is built. */
function commitTime() {
  const given = Number(process.env['SOURCE_DATE_EPOCH'])
  if (given > 0) return given
  try {
    const args = ['log', '-1', '--format=%ct']
    return Number(execFileSync('git', args, { cwd: inRoot(), stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    // No repository, such as an unpacked archive of the sources.
    return Math.floor(statSync(inRoot('package.json')).mtimeMs / 1000)
  }
}
