// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * @typedef {object} Command
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env] the whole environment; ours when absent
 * @property {string} [cwd]
 */
/** @typedef {{ code: number, output: string }} Outcome */

const windows = process.platform === 'win32'
/** @type {Set<ChildProcess>} */
const running = new Set()

/**
 * Starts a command that is ended together with us, its own children included: each is the leader
 * of a process group, because wrappers such as dbus-run-session do not pass signals on.
 * @param {Command} command
 * @param {import('node:child_process').StdioOptions} stdio
 */
export function start({ command, args, env = process.env, cwd }, stdio = 'inherit') {
  const child = spawn(command, args, { env, cwd, stdio, detached: !windows, windowsHide: true })
  running.add(child)
  child.once('close', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

/** The exit code; 127 when the command could not be started, 128 + n after a signal. @param {ChildProcess} child */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    )
  })
}

/** Runs with our output and gives the exit code. @param {Command} command @returns {Promise<number>} */
export async function run(command) {
  return ended(start(command))
}

/**
 * Runs silently and gives exit code and output (both streams, in order of arrival).
 * @param {Command} command @returns {Promise<Outcome>}
 */
export async function capture(command) {
  const child = start(command, ['ignore', 'pipe', 'pipe'])
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  return { code: await ended(child), output }
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    if (child.pid === undefined) return
    if (windows) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Already gone.
  }
}

/** Asks a command to end, and makes it after `patience` ms. @param {ChildProcess} child */
export async function end(child, patience = 5_000) {
  if (!running.has(child)) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patience)
  signalGroup(child, 'SIGTERM')
  await closed
  clearTimeout(force)
}

/** Ends everything that was started. */
export async function endAll() {
  await Promise.all([...running].map((child) => end(child)))
}

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129]
])) {
  process.once(signal, () => void endAll().then(() => process.exit(code)))
}
process.once('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')))
