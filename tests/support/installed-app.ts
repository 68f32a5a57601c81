import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright/test'
import { childrenOf, processIds } from './processes'

/** A user of this machine who is not root, made for a test. */
export function createUser() {
  const name = `oplog-test-${process.pid}`
  const home = join(tmpdir(), name)
  execFileSync('useradd', ['--no-log-init', '--create-home', '--home-dir', home, name])
  chmodSync(home, 0o700)
  return {
    name,
    home,
    data: join(home, '.config', 'Oplog Evaluation'),
    remove: async () => {
      await endAllOf(home)
      execFileSync('userdel', ['--remove', name], { stdio: 'ignore' })
    }
  }
}

/** Whatever the user left running: such as a keyring that outlives its bus for a moment. */
async function endAllOf(home: string): Promise<void> {
  const { uid } = statSync(home)
  const left = () => processIds().filter((pid) => ownerOf(pid) === uid)
  for (let tries = 0; left().length > 0 && tries < 100; tries++) {
    for (const pid of left()) killQuietly(pid)
    await new Promise((done) => setTimeout(done, 50))
  }
}

function ownerOf(pid: number): number | null {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid ?? null
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}

export type User = ReturnType<typeof createUser>

const unlock =
  'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'

/** Owned by the user, who cannot look into the folders of root. */
function folderOf(user: User, name: string): string {
  const folder = join(user.home, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  execFileSync('chown', [user.name, folder])
  return folder
}

/** Starts a program as the user, with the display of this run and a keychain of their own. */
export function startAs(user: User, command: string[]) {
  const runtime = folderOf(user, 'run')
  const display: Record<string, string> = { DISPLAY: process.env.DISPLAY ?? '' }
  if (process.env.XAUTHORITY) {
    const cookie = join(runtime, 'xauthority')
    copyFileSync(process.env.XAUTHORITY, cookie)
    execFileSync('chown', [user.name, cookie])
    display.XAUTHORITY = cookie
  }
  const env = {
    ...display,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: user.home,
    XDG_RUNTIME_DIR: runtime,
    LANGUAGE: 'en',
    LC_ALL: 'C.UTF-8'
  }
  const session = ['dbus-run-session', '--', 'sh', '-c', unlock, 'sh', ...command]
  const as = ['--reuid', user.name, '--regid', user.name, '--init-groups']
  const child = spawn('setpriv', [...as, ...session], {
    env,
    cwd: user.home,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return { child, ended }
}

/**
 * Opens the app and gives the page of its window. The fuses shut out Playwright's own way to start an
 * app, so it is driven over the port that only an evaluation package opens.
 */
export async function openInstalled(user: User, command = ['oplog']) {
  const [program = '', ...rest] = command
  const flags = ['--remote-debugging-port=0', '--lang=en-US', ...rest]
  const { child, ended } = startAs(user, [program, ...flags])
  let said = ''
  const address = await new Promise<string>((found, failed) => {
    child.stderr.on('data', (text) => {
      said += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url) found(url)
    })
    void ended.then((code) => failed(new Error(`the app ended with ${code}: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const page = await firstPage(() => browser.contexts().flatMap((context) => context.pages()))
  return {
    page,
    pid: child.pid ?? 0,
    windows: () => browser.contexts().flatMap((context) => context.pages()).length,
    close: async () => {
      // As the window's own button does.
      await page.evaluate(() => window.close()).catch(() => undefined)
      await ended
    }
  }
}

async function firstPage(pages: () => Page[]): Promise<Page> {
  for (let tries = 0; tries < 200; tries++) {
    const page = pages().find((one) => /^(app|file):/.test(one.url()))
    if (page) return page
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the app shows no page')
}

/**
 * How the page's process is confined: by a user namespace of its own and a filter on system calls.
 * @param pid of the process the app was started by
 */
export function confinementOf(pid: number): {
  namespace: boolean
  filter: boolean
  flags: string[]
} {
  const all = childrenOf(pid)
  const renderer = all.find((one) => commandLine(one).includes('--type=renderer')) ?? 0
  const status = readFileSync(`/proc/${renderer}/status`, 'utf8')
  return {
    namespace: readlinkSync(`/proc/${renderer}/ns/user`) !== readlinkSync('/proc/self/ns/user'),
    filter: /^Seccomp:\s+2$/m.test(status),
    flags: all.flatMap(commandLine)
  }
}

function commandLine(pid: number): string[] {
  const file = `/proc/${pid}/cmdline`
  // Chromium writes the one of a process it has forked anew, with spaces.
  return existsSync(file) ? readFileSync(file, 'utf8').split(/[\0 ]/) : []
}

/** Whether this kernel lets ordinary users make user namespaces. */
export function allowsNamespaces(user: User): boolean {
  try {
    execFileSync('setpriv', [
      ...['--reuid', user.name, '--regid', user.name, '--init-groups'],
      ...['unshare', '--user', 'true']
    ])
    return true
  } catch {
    return false
  }
}
