// @ts-check
import { join } from 'node:path'
import { inCache, inRoot } from './paths.mjs'
import { say } from './say.mjs'
import { runSurrounded } from './surroundings.mjs'

/** Opens the app. @param {string} electron @param {readonly string[]} flags */
function open(electron, flags, ownKeyring = false) {
  // Chromium refuses its sandbox to root.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return runSurrounded(
    { command: electron, args: [...root, ...flags, inRoot()], cwd: inRoot() },
    { ownKeyring }
  )
}

/** The app for real use. @param {string} electron @param {readonly string[]} flags */
export function start(electron, flags) {
  return open(electron, flags)
}

/**
 * The app on the built-in demo zone, with data of its own. Without a display nobody can look at the
 * window, so a picture of it is made; in CI the demo ends with that.
 * @param {string} electron @param {readonly string[]} flags
 */
export function demo(electron, flags) {
  const data = inCache('demo')
  const headless =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  const once = Boolean(process.env['CI']) || flags.includes('--once')
  // Not in the temporary folder: there another user's may be in the way.
  const picture = join(data, 'window.png')
  say(`demo: data in ${data}`)
  if (headless) say(`demo: a picture of the window goes to ${picture}`)
  if (headless && !once) say('demo: end it with Ctrl-C')
  return open(
    electron,
    [
      `--user-data-dir=${data}`,
      '--demo',
      ...(headless || once ? [`--screenshot=${picture}`] : []),
      ...(once ? ['--quit-after-screenshot'] : [])
    ],
    process.platform === 'linux' && !process.env['DBUS_SESSION_BUS_ADDRESS']
  )
}
