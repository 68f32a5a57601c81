// @ts-check
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** @typedef {import('./run.mjs').Command} Command */

const unlock =
  'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'

/**
 * Runs a command with a display and a keychain. What the machine lacks is started for it: a virtual
 * display, and a bus of its own with an unlocked keyring in throwaway folders.
 * @param {Command} command @param {{ ownKeyring: boolean }} wanted @returns {Promise<number>}
 */
export async function runSurrounded({ command, args, env = process.env, cwd }, { ownKeyring }) {
  if (process.platform !== 'linux') return run({ command, args, env, ...(cwd ? { cwd } : {}) })
  let line = [command, ...args]
  const folders = []
  const own = { ...env }
  if (ownKeyring && existsSync('/usr/bin/gnome-keyring-daemon')) {
    const [home, runtime] = [await temporary('home'), await temporary('run')]
    folders.push(home, runtime)
    Object.assign(own, { HOME: home, XDG_RUNTIME_DIR: runtime })
    line = ['dbus-run-session', '--', 'sh', '-c', unlock, 'sh', ...line]
    say('keychain: an own Secret Service for this run')
  }
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    line = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...line]
    say('display: none, so a virtual one')
  }
  const [first = command, ...rest] = line
  try {
    return await run({ command: first, args: rest, env: own, ...(cwd ? { cwd } : {}) })
  } finally {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

/** @param {string} name */
async function temporary(name) {
  const folder = await mkdtemp(join(tmpdir(), `oplog-${name}-`))
  await chmod(folder, 0o700)
  return folder
}
