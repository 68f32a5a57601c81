// @ts-check
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { end, ended, run, start } from './run.mjs'
import { say, Stop } from './say.mjs'
import { makeTemporary } from './temporary.mjs'

/** @typedef {import('./run.mjs').Command} Command */
/** @typedef {{ env: Record<string, string>, close: () => Promise<void> }} Surroundings */

const unlock =
  'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'

/** Says what it was surrounded with, and keeps it until its input ends. */
const hold = `
const names = ['DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'HOME', 'XDG_RUNTIME_DIR']
const set = names.filter((name) => process.env[name] !== undefined)
console.log(JSON.stringify(Object.fromEntries(set.map((name) => [name, process.env[name]]))))
process.stdin.resume()
`

/**
 * Runs a command with a display and a keychain. What the machine lacks is started for it: a virtual
 * display, and a bus of its own with an unlocked keyring in throwaway folders.
 * @param {Command} command @param {{ ownKeyring: boolean }} wanted @returns {Promise<number>}
 */
export async function runSurrounded(command, wanted) {
  const { surrounded, remove } = await surround(command, wanted)
  try {
    return await run(surrounded)
  } finally {
    await remove()
  }
}

/**
 * The same, several times and without a command: each with a display and a keychain of its own, so
 * that windows side by side do not take the focus from each other. A display that is there already is
 * somebody's own and there is one of it.
 * @param {number} count @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Surroundings[]>} what to add to the environment; in the order they were opened
 * @throws {Stop} they cannot be started
 */
export async function openSurroundings(count, env) {
  /** @type {Surroundings[]} */
  const opened = []
  const most = isDisplayMissing(env) ? count : 1
  try {
    // One after the other: two displays that start at once may take the same number.
    while (opened.length < most) opened.push(await openOne(env, opened.length > 0))
  } catch (error) {
    await Promise.all(opened.map((one) => one.close()))
    throw error
  }
  return opened
}

/** @param {NodeJS.ProcessEnv} env @param {boolean} quiet @returns {Promise<Surroundings>} */
async function openOne(env, quiet) {
  const command = { command: process.execPath, args: ['-e', hold], env }
  const { surrounded, remove } = await surround(command, { ownKeyring: true, quiet })
  const child = start(surrounded, ['pipe', 'pipe', 'inherit'])
  if (!child.stdin || !child.stdout) throw new Stop('A process without input and output.')
  const { stdin } = child
  const close = async () => {
    stdin.end()
    // Each wrapper puts away what it started, if it is let.
    await Promise.race([ended(child), setTimeout(5_000, undefined, { ref: false })])
    await end(child)
    await remove()
  }
  const lines = createInterface({ input: child.stdout })
  const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')])
  if (typeof line === 'string') return { env: JSON.parse(line), close }
  await close()
  throw new Stop('No display or keychain could be started for the tests.')
}

/**
 * @param {Command} command @param {{ ownKeyring: boolean, quiet?: boolean }} wanted
 * @returns {Promise<{ surrounded: Command, remove: () => Promise<void> }>} `remove`: what it leaves
 */
async function surround({ command, args, env = process.env, cwd }, { ownKeyring, quiet = false }) {
  let line = [command, ...args]
  /** @type {import('./temporary.mjs').Temporary[]} */
  const folders = []
  const own = { ...env }
  if (process.platform === 'linux' && ownKeyring && existsSync('/usr/bin/gnome-keyring-daemon')) {
    const [home, runtime] = [await temporary('home'), await temporary('run')]
    folders.push(home, runtime)
    Object.assign(own, { HOME: home.folder, XDG_RUNTIME_DIR: runtime.folder })
    line = ['dbus-run-session', '--', 'sh', '-c', unlock, 'sh', ...line]
    if (!quiet) say('keychain: an own Secret Service for this run')
  }
  if (isDisplayMissing(env)) {
    line = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...line]
    if (!quiet) say('display: none, so a virtual one')
  }
  const [first = command, ...rest] = line
  return {
    surrounded: { command: first, args: rest, env: own, ...(cwd ? { cwd } : {}) },
    remove: async () => {
      await Promise.all(folders.map((one) => one.remove()))
    }
  }
}

/** @param {NodeJS.ProcessEnv} env */
function isDisplayMissing(env) {
  return process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
}

/** @param {string} name */
function temporary(name) {
  return makeTemporary(join(tmpdir(), `oplog-${name}-`))
}
