import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import manifest from '../../package.json' with { type: 'json' }
import { apply, createProfile, expectTotal, profileOf } from '../support/app'
import {
  allowsNamespaces,
  confinementOf,
  createUser,
  openInstalled,
  startAs,
  type User
} from '../support/installed-app'
import {
  buildDeb,
  install,
  installedFiles,
  output,
  packageName,
  remove,
  whyNotInstallable
} from '../support/package'
import { say } from '../support/say'
import { profileIds } from '../support/seed-archive'
import { waylandDesktop, whyNoWayland } from '../support/wayland'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'INSTALLKEY', secretKey: 'INSTALLSECRET' }
const pictures = resolve(import.meta.dirname, '../../test-results/screenshots')
const older = '0.0.9'
const newer = manifest.version
const missing = whyNotInstallable()

test.describe.configure({ mode: 'serial', timeout: 240_000 })
if (missing) say(`INSTALL TESTS SKIPPED: ${missing}.`)
test.skip(missing !== null, `a package cannot be installed here: ${missing}`)

let user: User
let zone: Zone
let debs: { older: string; newer: string }

test.beforeAll(async () => {
  if (missing) return
  debs = { older: await buildDeb(older), newer: await buildDeb(newer) }
  user = createUser()
  zone = await startZone({ size: 300, ...keys })
})

test.afterAll(async () => {
  if (missing) return
  if (spawnSync('dpkg', ['-s', packageName]).status === 0) remove('-P')
  await user.remove()
  await zone.stop()
})

test('a package is installed, and says its version to anybody', () => {
  install(debs.older)
  const expected = `oplog ${older} (evaluation runtime)\n`
  expect(output('oplog', ['--version'])).toBe(expected)
  // Without a display, too.
  const bare = ['-i', 'PATH=/usr/bin:/bin', `HOME=${user.home}`, 'oplog', '-v']
  expect(output('setpriv', ['--reuid', user.name, '--clear-groups', 'env', ...bare])).toBe(expected)
})

test('the desktop knows its name in both languages, its icon and its links', () => {
  const file = '/usr/share/applications/oplog.desktop'
  output('desktop-file-validate', [file])
  const entry = readFileSync(file, 'utf8')
  expect(entry).toMatch(/^Name=Oplog/m)
  expect(entry).toMatch(/^Name\[zh_CN\]=操作日志/m)
  expect(entry).toMatch(/^MimeType=.*x-scheme-handler\/oplog;/m)
  // A link that is clicked anywhere finds it.
  const opens = output('xdg-mime', ['query', 'default', 'x-scheme-handler/oplog'])
  expect(opens).toBe('oplog.desktop\n')
  expect(entry).toMatch(/^Icon=oplog$/m)
  const icons = installedFiles().filter((path) => path.startsWith('/usr/share/icons/'))
  expect(icons.length).toBeGreaterThanOrEqual(9)
})

test('lintian finds no error', () => {
  // A package for tests is not compressed, to save the time; a real one is.
  const quick = 'uses-no-compression-for-control-tarball,uses-no-compression-for-data-tarball'
  const args = ['--allow-root', '--fail-on', 'error', '--suppress-tags', quick, debs.newer]
  const { status, stdout } = spawnSync('lintian', args, { encoding: 'utf8' })
  expect(stdout.split('\n').filter((line) => line.startsWith('E:'))).toEqual([])
  expect(status).toBe(0)
})

test('it runs for an ordinary user, in the sandbox, with the keychain', async () => {
  const { page, pid, close } = await openInstalled(user)
  await createProfile(page, profileOf(zone, 'Installed'))
  await expectTotal(page, 300)
  await expect(page.getByTestId('locked-banner')).toBeVisible()
  const { namespace, filter, flags } = confinementOf(pid)
  expect(flags).not.toContain('--no-sandbox')
  expect(filter).toBe(true)
  if (allowsNamespaces(user)) expect(namespace).toBe(true)
  else say('SANDBOX: this kernel gives ordinary users no namespaces; its helper is used instead')
  await close()
})

test('under Wayland it has its window, its icon in the bar and its notifications', async () => {
  const noDesktop = whyNoWayland()
  test.skip(noDesktop !== null, `no Wayland desktop can be started here: ${noDesktop}`)
  const desktop = waylandDesktop(user)
  const { page, close } = await openInstalled(user, [
    desktop.command,
    '--demo',
    `--user-data-dir=${user.home}/wayland`
  ])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await expect.poll(desktop.windows).toEqual(['oplog'])
  expect(desktop.trayIcons()).toEqual([])

  await page.getByTestId('settings').click()
  await page.getByTestId('setting-tray').check()
  await page.getByTestId('setting-closeToTray').check()
  await expect.poll(() => desktop.trayIcons().length).toBe(1)
  const [icon = { service: '', path: '' }] = desktop.trayIcons()
  expect(desktop.toolTip(icon)).toContain('Oplog – Idle')

  desktop.closeWindow()
  await expect.poll(desktop.windows).toEqual([])
  await expect.poll(desktop.notificationsShown).toBe(1)
  mkdirSync(pictures, { recursive: true })
  desktop.picture(join(pictures, 'wayland-tray.png'))
  expect(desktop.notificationTexts()).toContain('Oplog goes on in the tray')
  desktop.click(icon)
  await expect.poll(desktop.windows).toEqual(['oplog'])
  desktop.picture(join(pictures, 'wayland.png'))

  await page.getByTestId('setting-tray').uncheck()
  await expect.poll(desktop.trayIcons).toEqual([])
  await close()
})

test('an upgrade keeps the data, and a second start brings up the first window', async () => {
  install(debs.newer)
  expect(output('oplog', ['--version'])).toContain(newer)
  await zone.stop()
  const { page, windows, close } = await openInstalled(user)
  await expectTotal(page, 300)
  await page.getByTestId('view-archive').click()
  // The one page of rows that was shown before the upgrade.
  await expectTotal(page, 100)
  expect(await versionOf(page)).toBe(newer)
  expect(await startAs(user, ['oplog']).ended).toBe(0)
  expect(windows()).toBe(1)
  await close()

  // Its secret was kept as well: the service is there again and takes it.
  zone = await startZone({ size: 300, ...keys, port: zone.port })
  const again = await openInstalled(user)
  await again.page.getByTestId('view-live').click()
  await apply(again.page)
  await expect(again.page.getByTestId('log-row').first()).toBeVisible()
  await expect(again.page.getByTestId('offline-banner')).toBeHidden()
  await again.close()
})

test('removing it leaves the data of the user and nothing else', () => {
  const files = installedFiles()
  expect(files.length).toBeGreaterThan(40)
  remove()
  expect(files.filter((file) => existsSync(file))).toEqual([])
  expect(existsSync('/etc/apparmor.d/oplog')).toBe(false)
  const [id = ''] = profileIds(user.data)
  expect(statSync(join(user.data, 'archive', `${id}.sqlite`)).size).toBeGreaterThan(0)
})

/** What the page is told of the app it runs in. */
function versionOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = await window.oplog.call('app.info', undefined, 'install')
    return (JSON.parse(answer) as { value: { version: string } }).value.version
  })
}
