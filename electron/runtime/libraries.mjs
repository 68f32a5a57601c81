// @ts-check
import { existsSync } from 'node:fs'
import { capture } from './run.mjs'
import { say, seconds, Stop } from './say.mjs'

const electron =
  'libgtk-3-0 libnss3 libasound2 libgbm1 libdrm2 libxkbcommon0 libatk-bridge2.0-0 libcups2 ' +
  'libxcomposite1 libxdamage1 libxrandr2 libxss1 fonts-dejavu-core fonts-wqy-microhei'
const display = 'xvfb xauth'
const keychain = 'dbus gnome-keyring libsecret-1-0'

/** What builds the native addons. */
export const forAddons = 'libsecret-1-dev pkg-config python3 make g++'.split(' ')

/** What the app needs to open a window with a keychain, on a machine without a desktop too. */
export const forWindow = [...[electron, display, keychain].join(' ').split(' '), ...forAddons]

/** What the bench compares the archive with. */
export const peers = ['sqlite3', 'jq', 'lnav']

/** A Wayland desktop that nobody sees, its notifications, its pictures; a window manager of X. */
const desktops = ['sway', 'dunst', 'grim', 'xfwm4']

/** What a built package depends on beyond a window, and what looks at it. */
export const packageChecks = [
  ...['libnotify4', 'xdg-utils', 'lintian', 'desktop-file-utils'],
  ...desktops
]

/**
 * Installs system packages on Debian as root; elsewhere says what is missing. Both facts are those of
 * this machine unless given.
 * @param {readonly string[]} wanted
 * @param {{ root?: boolean, missing?: () => Promise<string[]> }} [facts]
 */
export async function ensureLibraries(
  wanted,
  { root = process.getuid?.() === 0, missing: lookUp = () => missingOf(wanted) } = {}
) {
  if (process.platform !== 'linux') return
  if (!existsSync('/usr/bin/dpkg-query')) {
    say(`system libraries: not a Debian system; needed are what Debian calls ${wanted.join(' ')}`)
    return
  }
  const missing = await lookUp()
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!root) {
    throw new Stop(`These system packages are missing. Run as root:\n  ${command}`)
  }
  const started = performance.now()
  say(`system libraries: installing ${missing.length} packages`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await capture({ command: 'apt-get', args: ['update', '-qq'], env })
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  const { code, output } = await capture({ command: 'apt-get', args, env })
  if (code !== 0)
    throw new Stop(`${output}\nThe system packages could not be installed: ${command}`)
  say(`system libraries: ready (${seconds(started)})`)
}

/** @param {readonly string[]} wanted */
async function missingOf(wanted) {
  const args = ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...wanted]
  const { output } = await capture({ command: 'dpkg-query', args })
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0])
  )
  return wanted.filter((name) => !installed.has(name))
}
