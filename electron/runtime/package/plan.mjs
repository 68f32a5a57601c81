// @ts-check
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { evaluation } from '../evaluation.mjs'
import { inCache, inRoot } from '../paths.mjs'
import { Stop } from '../say.mjs'

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

/** @typedef {{ version?: string, output?: string, quick?: boolean, targets?: string[] }} Wanted */

/** What the flags of the command ask for. @param {readonly string[]} flags @returns {Wanted} */
export function wantedBy(flags) {
  const value = (/** @type {string} */ name) =>
    flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(`--${name}=`.length)
  const [version, output, targets] = [value('app-version'), value('output'), value('targets')]
  return {
    quick: flags.includes('--quick'),
    ...(version ? { version } : {}),
    ...(output ? { output } : {}),
    ...(targets ? { targets: targets.split(',') } : {})
  }
}

/**
 * The targets that can be built here. A release is whole or none: what its tools could not be had for would
 * be missed by nobody but those who wait for it.
 * @param {readonly string[]} targets @param {readonly string[]} without tools for these
 * @param {boolean} release @throws {Stop}
 */
export function buildable(targets, without, release) {
  const skipped = targets.filter((target) => without.includes(target))
  const left = targets.filter((target) => !skipped.includes(target))
  if (skipped.length > 0 && (release || left.length === 0)) {
    throw new Stop(`Nothing was built: the tools cannot be downloaded for ${skipped.join(', ')}.`)
  }
  return { targets: left, skipped }
}

/** @param {string} electron the executable @param {Wanted} wanted @returns {Plan} */
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
