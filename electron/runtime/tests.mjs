// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { inCache, inRoot } from './paths.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'
import { openSurroundings } from './surroundings.mjs'
import { withTemporary } from './temporary.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const reports = {
  unit: inCache('reports', 'unit.json'),
  long: inCache('reports', 'long.json'),
  e2e: inCache('reports', 'e2e.json'),
  longApp: inCache('reports', 'long-app.json')
}

/**
 * Every test; the last line printed sums them over both runners.
 * @param {string | null} electron the runtime, null where there is none @returns {Promise<number>}
 */
export async function runTests(electron) {
  await rm(inCache('reports'), { recursive: true, force: true })
  await mkdir(inCache('reports'), { recursive: true })
  // Half of a test in a window is waiting, so two of them use two cores well.
  return sumUp([await runUnit(), await runInWindow('tests/e2e', reports.e2e, electron, 2)])
}

/**
 * What takes minutes: kills, full disks, long runs. The last line printed counts them.
 * @param {string | null} electron the runtime, null where there is none @returns {Promise<number>}
 */
export async function runLongTests(electron) {
  for (const report of [reports.long, reports.longApp]) await rm(report, { force: true })
  await mkdir(inCache('reports'), { recursive: true })
  const config = ['--config', inRoot('tests', 'long', 'vitest.config.ts')]
  return sumUp([
    await runVitest('long tests', reports.long, config),
    await runInWindow('tests/long/app', reports.longApp, electron)
  ])
}

/** @param {Counts[]} all the exit code */
function sumUp(all) {
  const sum = (/** @type {keyof Counts} */ key) =>
    all.reduce((total, counts) => total + counts[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return failed === 0 && passed > 0 ? 0 : 1
}

const runUnit = () => runVitest('unit tests', reports.unit)

/** @param {string} what @param {string} output @param {string[]} [more] @returns {Promise<Counts>} */
async function runVitest(what, output, more = []) {
  const args = [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default']
  const code = await withTemporary((env) =>
    run({
      command: 'node',
      args: [...args, '--reporter=json', `--outputFile.json=${output}`, ...more],
      env,
      cwd: inRoot()
    })
  )
  const report = read(output)
  if (!report) return crashed(what)
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests = 0 } = report
  const failed = Math.max(numFailedTests, code === 0 ? 0 : 1)
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
}

/**
 * @param {string} folder @param {string} output @param {string | null} electron
 * @returns {Promise<Counts>}
 */
async function runInWindow(folder, output, electron, windows = 1) {
  if (!electron) {
    say(`THE TESTS OF ${folder} ARE SKIPPED: there is no Electron runtime on this machine.`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const more = { PLAYWRIGHT_JSON_OUTPUT_NAME: output }
  const code = await playwright(folder, electron, { more, windows })
  const report = read(output)
  if (!report) return crashed(`tests of ${folder}`)
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected + flaky, failed: Math.max(unexpected, code === 0 ? 0 : 1), skipped }
}

/**
 * Playwright's runner on a folder of tests, in windows with a real keychain.
 * @param {string} folder @param {string} electron
 * @param {{ more?: Record<string, string>, flags?: readonly string[], windows?: number }} [options]
 *   what to add to the environment, files or other flags of the runner, and windows side by side
 */
export function playwright(folder, electron, { more = {}, flags = [], windows = 1 } = {}) {
  const cli = inRoot('node_modules', 'playwright', 'cli.js')
  const args = [cli, 'test', '-c', inRoot(folder, 'playwright.config.ts'), ...flags]
  return withTemporary(async (env) => {
    const opened = await openSurroundings(windows, env)
    const OPLOG_SURROUNDINGS = JSON.stringify(opened.map((one) => one.env))
    const own = { ...env, ...more, OPLOG_ELECTRON: electron, OPLOG_SURROUNDINGS }
    try {
      return await run({ command: 'node', args, env: own, cwd: inRoot() })
    } finally {
      await Promise.all(opened.map((one) => one.close()))
    }
  })
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** @param {string} what @returns {Counts} */
function crashed(what) {
  say(`The ${what} ended without a report.`)
  return { passed: 0, failed: 1, skipped: 0 }
}
