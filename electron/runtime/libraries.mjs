// @ts-check
import { existsSync } from 'node:fs'
import { capture } from './run.mjs'
import { say, seconds, Stop } from './say.mjs'

/**
 * Debian's names. Debian 13 and Ubuntu 24.04 gave some a new one, of which an entry then has both; as in a
 * package's dependencies either will do.
 */
const electron = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libasound2 | libasound2t64',
  'libcups2 | libcups2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libnss3',
  'libgbm1',
  'libdrm2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libxss1',
  'fonts-dejavu-core',
  'fonts-wqy-microhei'
]
const display = ['xvfb', 'xauth']
const keychain = ['dbus', 'gnome-keyring', 'libsecret-1-0']

/** What builds the native addons. */
export const forAddons = 'libsecret-1-dev pkg-config python3 make g++'.split(' ')

/** What the app needs to open a window with a keychain, on a machine without a desktop too. */
export const forWindow = [...electron, ...display, ...keychain, ...forAddons]

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
 * Installs system packages on Debian as root; elsewhere says what is missing. The facts are those of
 * this machine unless given.
 * @param {readonly string[]} wanted
 * @param {{ root?: boolean, installed?: () => Promise<string>, known?: () => Promise<string> }} [facts]
 *   what dpkg-query and apt-cache print
 */
export async function ensureLibraries(
  wanted,
  {
    root = process.getuid?.() === 0,
    installed = () => installedOf(wanted.flatMap(namesOf)),
    known = knownToApt
  } = {}
) {
  if (process.platform !== 'linux') return
  if (!existsSync('/usr/bin/dpkg-query')) {
    say(`system libraries: not a Debian system; needed are what Debian calls ${wanted.join(', ')}`)
    return
  }
  const missing = missingOf(wanted, await installed())
  if (missing.length === 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const started = performance.now()
  if (root) {
    say(`system libraries: installing ${missing.length} packages`)
    await capture({ command: 'apt-get', args: ['update', '-qq'], env })
  }
  const names = installable(missing, await known())
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (!root) {
    throw new Stop(`These system packages are missing. Run as root:\n  ${command}`)
  }
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names]
  const { code, output } = await capture({ command: 'apt-get', args, env })
  if (code !== 0)
    throw new Stop(`${output}\nThe system packages could not be installed: ${command}`)
  say(`system libraries: ready (${seconds(started)})`)
}

/** @param {string} entry such as `libcups2 | libcups2t64` */
function namesOf(entry) {
  return entry.split(' | ')
}

/** @param {readonly string[]} names @returns {Promise<string>} a line for each, `name status` */
async function installedOf(names) {
  const args = ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names]
  return (await capture({ command: 'dpkg-query', args })).output
}

/** @returns {Promise<string>} a line for each package that is more than another's second name */
async function knownToApt() {
  return (await capture({ command: 'apt-cache', args: ['pkgnames'] })).output
}

/**
 * Entries of which no name is installed.
 * @param {readonly string[]} wanted @param {string} installed
 */
function missingOf(wanted, installed) {
  const lines = new Set(installed.split('\n'))
  return wanted.filter((entry) => !namesOf(entry).some((name) => lines.has(`${name} installed`)))
}

/**
 * The name of each entry that this system has; the first where it has none, which apt then says.
 * @param {readonly string[]} entries @param {string} known
 */
function installable(entries, known) {
  const names = new Set(known.split('\n'))
  return entries.map((entry) => {
    const all = namesOf(entry)
    return all.find((name) => names.has(name)) ?? all[0] ?? entry
  })
}
