import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { expectAccessible } from '../support/accessibility'
import { newKeys } from '../../electron/runtime/package/sign-feed.mjs'
import { openApp, startAgain, temporaryFolder, type RunningApp } from '../support/app'
import { startFeed } from '../support/update-feed'

// The real electron-updater, of the kind an AppImage uses, in the real app. The file it replaces is one
// of ours: the evaluation runtime is no AppImage.
test.skip(process.platform !== 'linux', 'an AppImage is of Linux')

const pictures = resolve(import.meta.dirname, '../../test-results/screenshots')
/** The app runs from here, as from the mounted files of an AppImage. */
const runtime = dirname(process.env.OPLOG_ELECTRON ?? '')
let feed: Awaited<ReturnType<typeof startFeed>>
let folder: string
let running: RunningApp
let page: Page

test.beforeEach(async () => {
  feed = await startFeed()
  folder = temporaryFolder()
})
test.afterEach(async () => {
  await running.close().catch(() => undefined)
  await feed.stop().catch(() => undefined)
})

/** Notes that it was started, and whether the old one still held its place then. */
const script = `#!/bin/sh
cd "$(dirname "$0")"
if [ -L SingletonLock ]; then printf held > started; else printf started > started; fi
`
const newer = Buffer.from(script.padEnd(300_000))

interface Opened {
  flags?: string[]
  url?: string
  /** Where the AppImage is mounted; null: there is none. */
  mounted?: string | null
}

async function open({ flags = [], url = feed.url, mounted = runtime }: Opened = {}) {
  const env = { OPLOG_UPDATE_FEED: url, OPLOG_UPDATE_KEY: feed.key }
  const old = join(folder, 'Oplog.AppImage')
  writeFileSync(old, 'the old one')
  running = await openApp(folder, ['--demo', ...flags], {
    env: mounted ? { ...env, APPIMAGE: old, APPDIR: mounted } : env
  })
  page = running.page
  await expect(page.getByTestId('palette')).toBeVisible()
}

const banner = () => page.getByTestId('update-banner')
const status = () => page.getByTestId('update-status')

async function look(): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('palette-input')).toBeFocused()
  await page.keyboard.type('Look for updates')
  await page.keyboard.press('Enter')
  await expect(status()).toBeVisible()
  await expect(status()).not.toHaveAttribute('data-phase', 'checking')
}

async function closeAbout(): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(status()).toBeHidden()
}

async function expectStarted(): Promise<void> {
  const note = join(folder, 'started')
  await expect.poll(() => (existsSync(note) ? readFileSync(note, 'utf8') : '')).toBe('started')
}

/** Files of releases that are kept. */
function kept(): string[] {
  const pending = join(folder, 'updates', 'updates', 'pending')
  return existsSync(pending) ? readdirSync(pending).filter((name) => /AppImage/.test(name)) : []
}

test('a good release is offered, fetched when asked, and put in the old one’s place', async () => {
  mkdirSync(pictures, { recursive: true })
  feed.serve({ version: '9.9.9', file: newer })
  await open()
  expect(feed.asked).toEqual([])
  await look()
  await expect(status()).toContainText('Oplog 9.9.9 is available')
  await closeAbout()
  await expect(banner()).toHaveAttribute('data-version', '9.9.9')
  await expect(banner()).toContainText('0.3 MB')
  await page.getByTestId('update-notes').click()
  await expect(banner()).toContainText('What 9.9.9 brings')
  await expectAccessible(page, 'update banner')
  await page.screenshot({ path: join(pictures, 'update.png') })
  expect(feed.asked.some((url) => url.includes('AppImage'))).toBe(false)
  await page.getByTestId('update-download').click()
  await expect(banner()).toHaveAttribute('data-phase', 'ready')
  expect(kept()).toEqual(['oplog-9.9.9-linux-x86_64.AppImage'])
  expect(readFileSync(join(folder, 'Oplog.AppImage'), 'utf8')).toBe('the old one')
  expect(running.complaints).toEqual([])
  const ended = running.app.waitForEvent('close')
  await page.getByTestId('update-install').click()
  await ended
  await expectStarted()
  expect(readFileSync(join(folder, 'Oplog.AppImage'))).toEqual(newer)
})

test('a file that is not the one in the list is refused and deleted', async () => {
  const tampered = Buffer.from(newer)
  tampered[1000] = 0x78
  feed.serve({ version: '9.9.9', file: tampered, claimed: newer })
  await open()
  await look()
  await closeAbout()
  await page.getByTestId('update-download').click()
  await expect(page.getByTestId('update-problem')).toContainText('It was deleted')
  await expect(banner()).toHaveAttribute('data-problem', 'checksum')
  await expect(banner()).toHaveAttribute('data-phase', 'available')
  expect(kept()).toEqual([])
  expect(readFileSync(join(folder, 'Oplog.AppImage'), 'utf8')).toBe('the old one')
  // Mended, it can be fetched again.
  feed.serve({ version: '9.9.9', file: newer })
  await page.getByTestId('update-download').click()
  await expect(banner()).toHaveAttribute('data-phase', 'ready')
})

test('an install that fails says why and costs nothing; once it can be done it is', async () => {
  feed.serve({ version: '9.9.9', file: newer })
  await open()
  await look()
  await closeAbout()
  await page.getByTestId('update-download').click()
  await expect(banner()).toHaveAttribute('data-phase', 'ready')
  const old = join(folder, 'Oplog.AppImage')
  renameSync(old, `${old}.moved`)
  await page.getByTestId('update-install').click()
  await expect(page.getByTestId('update-problem')).toContainText('moved or renamed')
  // What electron-updater itself fails at: a folder is not replaced.
  mkdirSync(old)
  await page.getByTestId('update-install').click()
  await expect(page.getByTestId('update-problem')).toContainText('The update failed')
  await expect(banner()).toHaveAttribute('data-phase', 'ready')
  // The archive answers, and this is still the one copy of the app.
  await page.getByTestId('view-archive').click()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await startAgain(folder)
  rmSync(old, { recursive: true })
  renameSync(`${old}.moved`, old)
  const ended = running.app.waitForEvent('close')
  await page.getByTestId('update-install').click()
  await ended
  await expectStarted()
})

test('a list that somebody else signed, or nobody, offers nothing', async () => {
  await open()
  for (const signer of [newKeys().privateKey, null]) {
    feed.serve({ version: '9.9.9', file: newer, signer })
    await look()
    await expect(status()).toContainText('is not signed by the project')
    await closeAbout()
    await expect(banner()).toBeHidden()
  }
  expect(feed.asked.some((url) => url.includes('AppImage'))).toBe(false)
})

test('an older release is not offered, and a feed that is down is said where one asks only', async () => {
  feed.serve({ version: '0.0.1', file: newer })
  await open()
  await page.getByTestId('settings').click()
  await expect(page.getByTestId('setting-checkUpdates')).toBeEnabled()
  await page.keyboard.press('Escape')
  await look()
  await expect(status()).toContainText('This is the newest release')
  await closeAbout()
  await feed.stop()
  await look()
  await expect(status()).toContainText('cannot be reached')
  await closeAbout()
  await expect(banner()).toBeHidden()
  await expect(page.getByTestId('error-banner')).toBeHidden()
})

test('fetching is cancelled, leaves nothing, and can be postponed', async () => {
  feed.serve({ version: '9.9.9', file: newer })
  feed.beSlow(true)
  await open()
  await look()
  await closeAbout()
  await page.getByTestId('update-download').click()
  await expect(page.getByTestId('update-progress')).toBeVisible()
  await page.getByTestId('update-cancel').click()
  await expect(banner()).toHaveAttribute('data-phase', 'available')
  await expect(page.getByTestId('update-problem')).toBeHidden()
  expect(kept()).toEqual([])
  await page.getByTestId('update-later').click()
  await expect(banner()).toBeHidden()
})

test('a copy that a package installed is told, and pointed to the packages', async () => {
  feed.serve({ version: '9.9.9', file: newer })
  await open({ mounted: null })
  await expectByHand()
})

test('another program’s AppImage that it was started from is not taken for its own', async () => {
  feed.serve({ version: '9.9.9', file: newer })
  await open({ mounted: temporaryFolder() })
  await expectByHand()
  // Nor when the page asks for what it does not offer.
  await page.evaluate(() => window.oplog.call('updates.download', undefined, 'download'))
  await page.evaluate(() => window.oplog.call('updates.install', undefined, 'install'))
  expect(feed.asked.some((url) => url.includes('AppImage'))).toBe(false)
  expect(readFileSync(join(folder, 'Oplog.AppImage'), 'utf8')).toBe('the old one')
})

async function expectByHand(): Promise<void> {
  await look()
  await closeAbout()
  await expect(banner()).toContainText('updated by hand')
  await expect(page.getByTestId('update-page')).toBeVisible()
  await expect(page.getByTestId('update-download')).toBeHidden()
}

test('the feed is asked through the proxy the system names', async () => {
  feed.serve({ version: '9.9.9', file: newer })
  // Nobody listens there; the proxy answers for it.
  const flags = [`--proxy-server=127.0.0.1:${feed.port}`, '--proxy-bypass-list=<-loopback>']
  await open({ flags, url: 'http://127.0.0.1:18999/' })
  await look()
  await expect(status()).toContainText('Oplog 9.9.9 is available')
  expect(feed.asked.some((url) => url.startsWith('http://127.0.0.1:18999/latest-linux.yml'))).toBe(
    true
  )
})
