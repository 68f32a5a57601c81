import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test, type ElectronApplication } from 'playwright/test'
import { openApp, startAgain, temporaryFolder } from '../support/app'

const pictures = resolve(import.meta.dirname, '../../test-results/screenshots')

/** Whether the window can be seen; the desktop itself cannot be asked. */
function isVisible(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)
}

test('start at login writes one entry for this very app, and takes it away', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere the system keeps the list')
  const [folder, config] = [temporaryFolder(), temporaryFolder()]
  const env = { XDG_CONFIG_HOME: config }
  const { page, complaints, close } = await openApp(folder, ['--demo'], { env })
  const entry = join(config, 'autostart', 'oplog.desktop')
  await page.getByTestId('settings').click()
  const box = page.getByTestId('setting-startAtLogin')
  await expect(box).not.toBeChecked()
  await box.check()
  await expect.poll(() => existsSync(entry)).toBe(true)
  expect(readFileSync(entry, 'utf8')).toContain(`"--user-data-dir=${folder}" "--hidden"`)
  await box.uncheck()
  await expect.poll(() => existsSync(entry)).toBe(false)
  await box.check()
  await expect.poll(() => existsSync(entry)).toBe(true)
  expect(complaints).toEqual([])
  await close()

  // As an update leaves it that has another name.
  const text = readFileSync(entry, 'utf8')
  writeFileSync(entry, text.replace(/^Exec="[^"]*"/m, 'Exec="/gone/oplog-0.0.1.AppImage"'))
  expect(readFileSync(entry, 'utf8')).not.toBe(text)
  const later = await openApp(folder, [], { env })
  await expect.poll(() => readFileSync(entry, 'utf8')).toBe(text)
  await later.close()
})

test('with the icon in the tray, closing leaves the app there, and a second start opens it', async () => {
  mkdirSync(pictures, { recursive: true })
  const folder = temporaryFolder()
  const { app, page, complaints, close } = await openApp(folder, ['--demo'])
  await page.getByTestId('settings').click()
  await expect(page.getByTestId('setting-closeToTray')).toBeHidden()
  // A build without a feed looks for no updates, and says so where one would choose it.
  await expect(page.getByTestId('setting-checkUpdates')).toBeDisabled()
  await expect(page.getByTitle('This build does not look for updates.')).toBeVisible()
  await page.getByTestId('setting-tray').check()
  await page.getByTestId('setting-closeToTray').check()
  await expect(page.getByTestId('settings-panel')).toContainText('start Oplog once more')
  await page.getByTestId('setting-checkUpdates').scrollIntoViewIfNeeded()
  await page.screenshot({ path: join(pictures, 'desktop-settings.png') })
  await page.getByTestId('language-zh').click()
  await page.getByTestId('settings').click()
  await page.getByTestId('setting-checkUpdates').scrollIntoViewIfNeeded()
  await page.screenshot({ path: join(pictures, 'desktop-settings-zh.png') })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => isVisible(app)).toBe(false)
  await startAgain(folder)
  await expect.poll(() => isVisible(app)).toBe(true)
  expect(complaints).toEqual([])
  // Quitting is not held up.
  await close()
  const hidden = await openApp(folder, ['--hidden'])
  await expect(hidden.page.getByTestId('log-row').first()).toBeAttached()
  expect(await isVisible(hidden.app)).toBe(false)
  await startAgain(folder)
  await expect.poll(() => isVisible(hidden.app)).toBe(true)
  await hidden.close()
})

test('windows that an update closes are not kept in the tray', async () => {
  const { app, page } = await openApp(temporaryFolder(), ['--demo'])
  await page.getByTestId('settings').click()
  await page.getByTestId('setting-tray').check()
  await page.getByTestId('setting-closeToTray').check()
  const ended = app.waitForEvent('close')
  // As a Mac does it: the windows are closed before the app is asked to quit.
  await app.evaluate(({ autoUpdater, BrowserWindow }) => {
    autoUpdater.emit('before-quit-for-update')
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await ended
})

test('without the icon, closing the window ends the app', async () => {
  const { app } = await openApp(temporaryFolder(), ['--demo'])
  const ended = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
})

test('a maximized window opens maximized again, and goes back to where it was before', async () => {
  const managed = existsSync('/usr/bin/xfwm4')
  test.skip(!managed, 'nobody maximizes windows here: there is no window manager')
  const manager = spawn('xfwm4', ['--compositor=off'], { stdio: 'ignore' })
  try {
    const folder = temporaryFolder()
    const first = await openApp(folder, ['--demo'])
    await expect(first.page.getByTestId('log-row').first()).toBeVisible()
    const before = await placeOf(first.app, 'move')
    expect(before).toMatchObject({ width: 1000, height: 700, maximized: false })
    // The window manager moves it in its own time, which on a busy machine is later, and tells nobody.
    await first.page.waitForTimeout(1000)
    await placeOf(first.app, 'maximize')
    await expect.poll(async () => (await placeOf(first.app)).maximized).toBe(true)
    await first.close()

    const second = await openApp(folder, ['--demo'])
    await expect.poll(async () => (await placeOf(second.app)).maximized).toBe(true)
    await expect(second.page.getByTestId('log-row').first()).toBeVisible()
    await placeOf(second.app, 'unmaximize')
    await expect.poll(() => placeOf(second.app)).toEqual(before)
    expect(second.complaints).toEqual([])
    await second.close()
  } finally {
    manager.kill()
  }
})

/** Where the window is, after it was told to go somewhere. */
function placeOf(app: ElectronApplication, step?: 'move' | 'maximize' | 'unmaximize') {
  return app.evaluate(({ BrowserWindow }, wanted) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('there is no window')
    if (wanted === 'move') window.setBounds({ x: 120, y: 90, width: 1000, height: 700 })
    else if (wanted) window[wanted]()
    return { ...window.getBounds(), maximized: window.isMaximized() }
  }, step)
}
