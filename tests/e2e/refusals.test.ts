import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { AppInfo } from '#shared/api'
import {
  apply,
  createProfile,
  expectTotal,
  fillProfile,
  openApp,
  openProfileForm,
  profileOf,
  temporaryFolder
} from '../support/app'
import { selfSignedCertificate } from '../support/certificate'
import { startZone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'BADKEY', secretKey: 'BADSECRETCANARY' }

test('each refusal of the service gets its own sentence', async () => {
  const zone = await startZone({ size: 30, ...keys })
  const running = await openApp(temporaryFolder())
  const { page } = running
  const error = page.getByTestId('error-banner')
  await createProfile(page, profileOf(zone, 'Zone'))
  await expectTotal(page, 30)

  await zone.say({ faults: { retCode: 1400 } })
  await apply(page)
  await expect(error).toHaveAttribute('data-code', 'denied')
  await expect(error).toHaveAttribute('data-ret-code', '1400')
  await zone.say({ faults: { retCode: 2500 } })
  await apply(page)
  await expect(error).toHaveAttribute('data-code', 'quota-exceeded')
  await expect(error).toContainText(/goes on at \d{4}-\d\d-\d\d \d\d:\d\d/)
  await zone.say({ faults: { body: 'html' } })
  await apply(page)
  await expect(error).toHaveAttribute('data-code', 'bad-response')
  // The rows stay in sight whatever the service answers.
  await expect(page.getByTestId('log-row').first()).toBeVisible()

  await zone.say({ faults: { clockSkewMs: 600_000 } })
  await apply(page)
  await expect(error).toBeHidden()
  await expectTotal(page, 30)
  await running.close()
  await zone.stop()
})

test('an unknown zone, an unreachable host, a bad certificate and a page of HTML are told apart', async () => {
  const zone = await startZone({ size: 30, ...keys })
  const html = createServer((_request, response) => response.end('<html>portal</html>'))
  await new Promise<void>((done) => html.listen(0, '127.0.0.1', done))
  const portal = `http://127.0.0.1:${(html.address() as AddressInfo).port}/api`
  let reached = 0
  const self = createTlsServer(selfSignedCertificate(), (_request, response) => {
    reached++
    response.end('{}')
  })
  await new Promise<void>((done) => self.listen(0, '127.0.0.1', done))
  const untrusted = `https://127.0.0.1:${(self.address() as AddressInfo).port}/api`
  const running = await openApp(temporaryFolder())
  const { page } = running
  const error = page.getByTestId('error-banner')

  await createProfile(page, { ...profileOf(zone, 'Certificate'), endpoint: untrusted })
  await expect(error).toHaveAttribute('data-code', 'certificate-refused')
  await expect(error).toContainText('is not trusted')
  await page.getByTestId('language-zh').click()
  await expect(error).toContainText('证书')
  await page.getByTestId('language-en').click()
  // No signature, no key id: nothing was sent before the certificate was found wanting.
  expect(reached).toBe(0)
  await createProfile(page, { ...profileOf(zone, 'Unknown zone'), zone: 'nowhere1' })
  await expect(error).toHaveAttribute('data-code', 'zone-unknown')
  await createProfile(page, { ...profileOf(zone, 'Unknown key'), accessKeyId: 'OTHERKEY' })
  await expect(error).toHaveAttribute('data-code', 'key-refused')
  await createProfile(page, { ...profileOf(zone, 'Portal'), endpoint: portal })
  await expect(error).toHaveAttribute('data-code', 'bad-response')
  await createProfile(page, { ...profileOf(zone, 'Nobody'), endpoint: 'http://127.0.0.1:9/api' })
  await expect(page.getByTestId('offline-banner')).toBeVisible({ timeout: 30_000 })
  await running.close()
  html.close()
  self.close()
  await zone.stop()
})

test('plain http and, on the evaluation runtime, any real endpoint are refused', async () => {
  const running = await openApp(temporaryFolder())
  const { page } = running
  await openProfileForm(page)
  const values = { name: 'Real', zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'REALSECRETCANARY' }
  await fillProfile(page, { ...values, endpoint: 'http://hpc-api.qingcloud.com/api' })
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toContainText(/https/)
  const info = await page.evaluate(() => window.oplog.call('app.info', undefined, 'info'))
  const { electron, locked } = (JSON.parse(info) as { value: AppInfo }).value
  // By the version, not by what the app says of itself: it must not be able to unlock itself.
  expect(locked).toBe(electron.startsWith('33.'))
  if (locked) {
    await fillProfile(page, { ...values, endpoint: 'https://hpc-api.qingcloud.com/api' })
    await page.getByTestId('profile-save').click()
    await expect(page.locator('[data-code="runtime-locked"]')).toBeVisible()
  }
  await running.close()
})

test('a broken config.json and a broken archive are kept aside, and the app goes on', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'config.json'), '{ "profiles": [')
  let running = await openApp(folder, ['--demo'])
  // Each is said, with the place where it lies now.
  const expectAside = async (code: string) => {
    await expect(running.page.getByTestId('log-row').first()).toBeVisible({ timeout: 30_000 })
    const notice = running.page.locator(`[data-testid="notice"][data-code="${code}"]`)
    await expect(notice).toContainText(folder)
    await expect(notice).toContainText('.broken-')
    await running.close()
  }
  await expectAside('config-broken')
  expect(readdirSync(folder).some((name) => /^config\.broken-.*\.json$/.test(name))).toBe(true)

  const archive = join(folder, 'archive')
  for (const name of readdirSync(archive)) rmSync(join(archive, name))
  writeFileSync(join(archive, 'demo.sqlite'), 'this is no database'.repeat(500))
  running = await openApp(folder)
  await expectAside('archive-broken')
  expect(readdirSync(archive).some((name) => /^demo\.broken-/.test(name))).toBe(true)
})
