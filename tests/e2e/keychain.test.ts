import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import {
  createProfile,
  expectTotal,
  fillProfile,
  input,
  openApp,
  openProfileForm,
  profileOf,
  temporaryFolder
} from '../support/app'
import { filesHolding, readConfig } from '../support/files'
import { startBus } from '../support/keyring'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'KEYCHAINKEY', secretKey: 'KEYCHAINSECRETCANARY' }
let zone: Zone

test.beforeAll(async () => {
  zone = await startZone({ size: 40, ...keys })
})
test.afterAll(() => zone.stop())

/** Saving is refused with the code; the secret kept for this run only shows the log. */
async function saveForThisRun(page: Page, code: string): Promise<void> {
  await openProfileForm(page)
  await fillProfile(page, profileOf(zone, 'Session'))
  await expect(page.getByTestId('profile-session-only')).toBeHidden()
  await page.getByTestId('profile-save').click()
  const error = page.getByTestId('profile-form').getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', code)
  await expect(error).toContainText('keep the secret only until Oplog quits')
  await page.getByTestId('profile-session-only').check()
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
  await expectTotal(page, 40)
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'live')
}

test('without a session bus the secret can be kept for this run, and is asked for again in the next', async () => {
  const folder = temporaryFolder()
  const env = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  let running = await openApp(folder, [], { env })
  await saveForThisRun(running.page, 'keychain-unavailable')
  expect(filesHolding(folder, [keys.secretKey])).toEqual([])
  await running.close()
  expect(filesHolding(folder, [keys.secretKey])).toEqual([])

  running = await openApp(folder, [], { env })
  const { page } = running
  const error = page.getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', 'keychain-unavailable')
  // What is held needs no secret.
  await page.getByTestId('view-archive').click()
  await expectTotal(page, 40)
  await page.getByTestId('view-live').click()
  await error.getByTestId('secret-ask').click()
  await input(page, 'profile-secret-key').fill(keys.secretKey)
  await page.getByTestId('profile-session-only').check()
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'live')
  await expect(error).toBeHidden()
  await running.close()

  // A keychain that works knows nothing of it, and says so.
  running = await openApp(folder)
  const missing = running.page.getByTestId('error-banner')
  await expect(missing).toHaveAttribute('data-code', 'secret-missing')
  await expect(missing).toContainText('enter the secret key again')
  await running.page.getByTestId('language-zh').click()
  await expect(missing).toContainText('私钥')
  await running.close()
  expect(filesHolding(folder, [keys.secretKey])).toEqual([])
})

test('without a keychain a profile is deleted all the same, and the entry that may be left is named', async () => {
  const folder = temporaryFolder()
  const env = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  let running = await openApp(folder, [], { env })
  await saveForThisRun(running.page, 'keychain-unavailable')
  await running.close()

  // Nothing is known of the secret any more.
  running = await openApp(folder, [], { env })
  const { page } = running
  const id = readConfig(folder).profiles[0]?.id ?? ''
  await page.getByTestId('profile-switcher').click()
  await page.getByTestId('profile-edit').click()
  await page.getByTestId('profile-delete').click()
  await page.getByTestId('profile-delete-confirm').click()
  await expect(page.getByTestId('demo-open')).toBeVisible()
  const notice = page.locator('[data-testid="notice"][data-code="secret-left"]')
  await expect(notice).toContainText(`service “Oplog”, account “${id}”`)
  expect(readConfig(folder).profiles).toEqual([])
  await running.close()
})

for (const [name, offer] of [
  ['a bus without a Secret Service', {}],
  ['a Secret Service that refuses', { refusing: true }]
] as const) {
  test(`${name} is an unavailable keychain`, async () => {
    const bus = await startBus(offer)
    const folder = temporaryFolder()
    const running = await openApp(folder, [], bus)
    await saveForThisRun(running.page, 'keychain-unavailable')
    await running.close()
    await bus.stop()
    expect(filesHolding(folder, [keys.secretKey])).toEqual([])
  })
}

test('a locked keyring is said to be locked; unlocked again, everything is as it was', async () => {
  const bus = await startBus()
  await bus.startKeyring()
  const folder = temporaryFolder()
  let running = await openApp(folder, [], bus)
  await createProfile(running.page, profileOf(zone, 'Kept'))
  await expectTotal(running.page, 40)
  await running.close()

  bus.lock()
  running = await openApp(folder, [], bus)
  const { page } = running
  const error = page.getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', 'keychain-locked')
  await page.getByTestId('view-archive').click()
  await expectTotal(page, 40)
  await saveForThisRun(page, 'keychain-locked')
  await page.keyboard.press('Control+1')
  await running.close()

  await bus.startKeyring()
  running = await openApp(folder, [], bus)
  await running.page.getByTestId('view-live').click()
  const badge = running.page.getByTestId('source-badge')
  await expect(badge).toHaveAttribute('data-source', 'live')
  await running.close()
  await bus.stop()
  expect(filesHolding(folder, [keys.secretKey])).toEqual([])
})

test('while the keyring asks for its password the app stays usable, and does not wait for ever', async () => {
  const bus = await startBus({ activation: true })
  await bus.startKeyring()
  const folder = temporaryFolder()
  let running = await openApp(folder, [], bus)
  await createProfile(running.page, profileOf(zone, 'Kept'))
  await expectTotal(running.page, 40)
  await running.close()

  bus.lock()
  const config = readConfig(folder)
  config.settings.keychainTimeoutMs = 1000
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  running = await openApp(folder, [], bus)
  const { page } = running
  // The prompt is open now: what needs no secret works.
  await page.getByTestId('view-archive').click()
  await expectTotal(page, 40)
  await page.getByTestId('view-live').click()
  const error = page.getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', 'keychain-timed-out')
  await expect(error).toContainText('password window')
  // A second one does not take another of the few threads; files and addresses are still looked up.
  await page.getByTestId('refresh').click()
  await expect(error).toHaveAttribute('data-code', 'keychain-timed-out')
  await saveForThisRun(page, 'keychain-timed-out')
  // Although the prompt is still open: an app that cannot be quit would be worse than none.
  await running.close()
  await bus.stop()
  expect(filesHolding(folder, [keys.secretKey])).toEqual([])
})
