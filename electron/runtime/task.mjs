// @ts-check
import { existsSync } from 'node:fs'
import { demo, start } from './demo.mjs'
import { ensureElectron } from './electron.mjs'
import { ensureLibraries, forAddons, forWindow, packageChecks, peers } from './libraries.mjs'
import { ensureNode, refuseOldNode } from './node.mjs'
import { runNpm } from './npm.mjs'
import { makePackages } from './package.mjs'
import { packagingTools } from './package/tools.mjs'
import { ensurePackages } from './packages.mjs'
import { inRoot } from './paths.mjs'
import { run } from './run.mjs'
import { say, Stop } from './say.mjs'
import { withTemporary } from './temporary.mjs'
import { playwright, runLongTests, runTests } from './tests.mjs'

const [task = '', ...flags] = process.argv.slice(2)

/** What each command needs and does; the exit code. @type {Record<string, () => Promise<number>>} */
const tasks = {
  demo: async () => (await build()) || demo(await ensureElectron({ evaluation: true }), flags),
  start: async () => (await build()) || start(await ensureElectron({ evaluation: false }), flags),
  test: async () => (await build()) || runTests(await electronForTests()),
  long: async () => (await build()) || runLongTests(await electronForTests()),
  check: () =>
    withTemporary(async (env) => {
      for (const script of ['format:check', 'lint', 'types', 'unit']) {
        const code = await runNpm(['run', '--silent', script], { cwd: inRoot(), env })
        if (code !== 0) return code
      }
      return 0
    }),
  bench: async () =>
    (await build()) ||
    playwright('tests/bench', await ensureElectron({ evaluation: true }), { flags }),
  package: async () =>
    (await build()) ||
    // A release is never made of the evaluation runtime.
    makePackages(await ensureElectron({ evaluation: !process.env['OPLOG_RELEASE'] }), flags),
  build
}

/** System packages each command wants, where those of a window do not do. @type {Record<string, readonly string[]>} */
const systemPackages = {
  bench: [...forWindow, ...packagingTools, ...packageChecks, ...peers],
  package: [...forAddons, ...packagingTools],
  // Only root can install a package in a test.
  test: process.getuid?.() === 0 ? [...forWindow, ...packagingTools, ...packageChecks] : forWindow
}

function build() {
  const cli = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  return run({ command: 'node', args: [cli, 'build', '--logLevel', 'warn'], cwd: inRoot() })
}

async function electronForTests() {
  try {
    return await ensureElectron({ evaluation: true })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    say(error.message)
    return null
  }
}

async function main() {
  const work = tasks[task]
  if (!work)
    throw new Stop(`There is no task "${task}"; there are ${Object.keys(tasks).join(', ')}.`)
  if (!existsSync(inRoot('package-lock.json'))) throw new Stop('package-lock.json is missing.')
  refuseOldNode()
  await ensureLibraries(systemPackages[task] ?? forWindow)
  // Before the newer Node, which lies in the cache that an installation moves out of the way.
  await ensurePackages()
  await ensureNode()
  return work()
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Stop)) throw error
  say(error.message)
  process.exitCode = 1
}
