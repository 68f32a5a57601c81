import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from 'playwright/test'
import {
  expectTotal,
  input,
  openApp,
  openProfileForm,
  createProfile,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'HELPKEY', secretKey: 'HELPSECRETCANARY' }
let zone: Zone
let running: RunningApp
let page: Page

test.beforeAll(async () => {
  zone = await startZone({ size: 50, ...keys })
  running = await openApp(temporaryFolder())
  page = running.page
})
test.afterAll(async () => {
  expect(running.complaints).toEqual([])
  await running.close()
  await zone.stop()
})

const guide = () => page.getByTestId('help-dialog')
const text = () => page.getByTestId('help-text')
const chapter = (id: string) => guide().locator(`[data-testid="help-page"][data-page="${id}"]`)
const heading = (anchor: string) => text().locator(`[data-anchor="${anchor}"]`)

test('F1 opens the guide before there is a profile, with its pictures, and closes it', async () => {
  await expect(page.getByTestId('demo-open')).toBeVisible()
  await page.keyboard.press('F1')
  await expect(heading('first-steps')).toBeFocused()
  const picture = text().locator('img').first()
  await expect(picture).toBeVisible()
  const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)
  await expect.poll(width).toBeGreaterThan(300)
  await page.keyboard.press('F1')
  await expect(guide()).toBeHidden()
})

test('settings and about lead to it too, and Esc gives the window back', async () => {
  await page.getByTestId('settings').click()
  await page.getByTestId('help').click()
  await expect(heading('first-steps')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(guide()).toBeHidden()
})

test('it is read beside a form, which keeps what was typed', async () => {
  await openProfileForm(page)
  await input(page, 'profile-name').fill('Half typed')
  await page.keyboard.press('F1')
  await expect(guide()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(guide()).toBeHidden()
  await expect(input(page, 'profile-name')).toHaveValue('Half typed')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('profile-form')).toBeHidden()
})

test('without any server it searches, follows a link, goes back, and is in the other language', async () => {
  await createProfile(page, profileOf(zone, 'Away'))
  await expectTotal(page, 50)
  await zone.stop()
  await page.keyboard.press('F1')
  await page.getByTestId('help-search').fill('quota 2500')
  const hit = page.getByTestId('help-hit').filter({ hasText: 'quota is used up' }).first()
  await hit.click()
  await expect(heading('quota')).toBeFocused()
  await expect(heading('quota')).toBeInViewport()

  await page.getByTestId('help-search').fill('')
  await chapter('sync').click()
  await expect(chapter('sync')).toHaveAttribute('aria-current', 'page')
  await page.locator('[data-testid="help-heading"][data-anchor="verify"]').click()
  await expect(heading('verify')).toBeFocused()
  await text().getByRole('link', { name: 'goes on by itself' }).click()
  await expect(heading('quota')).toBeFocused()
  await page.getByTestId('help-back').click()
  await expect(heading('verify')).toBeFocused()
  await page.keyboard.press('F1')

  await page.getByTestId('language-zh').click()
  await page.keyboard.press('F1')
  await expect(heading('first-steps')).toHaveText('入门')
  await page.getByTestId('help-search').fill('时钟不准')
  await page.getByTestId('help-hit').first().click()
  await expect(heading('clock')).toHaveText('时钟不准（1300）')
  await page.keyboard.press('F1')
  await page.getByTestId('language-en').click()
})

test('shortcuts and codes come from the app’s own tables, and a search finds them', async () => {
  await page.keyboard.press('F1')
  await chapter('shortcuts').click()
  const line = text().locator('[data-testid="shortcut-line"][data-action="refresh"] kbd')
  await expect(line).toHaveText(['F5', 'Ctrl+R'])
  await chapter('errors').click()
  const code = (name: string) => text().locator(`[data-testid="help-code"][data-code="${name}"]`)
  await expect(code('2400')).toContainText('No balance')
  await expect(code('disk-full')).toContainText('The disk is full')
  await page.getByTestId('help-search').fill('5200')
  await expect(page.getByTestId('help-hit').first()).toContainText('Not enough resources')
  await page.getByTestId('help-search').press('Enter')
  await expect(heading('codes')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(guide()).toBeHidden()
})

test('an error card opens the page about its error', async () => {
  const refusing = createServer((_request, response) => {
    response.end(JSON.stringify({ ret_code: 1400, message: 'PermissionDenied' }))
  })
  await new Promise<void>((ready) => refusing.listen(0, '127.0.0.1', ready))
  const { port } = refusing.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}/api`
  await createProfile(page, { ...profileOf(zone, 'Refused'), endpoint })
  await expect(page.getByTestId('error-banner')).toHaveAttribute('data-code', 'denied')
  await page.getByTestId('error-help').click()
  await expect(chapter('profiles')).toHaveAttribute('aria-current', 'page')
  await expect(heading('keys')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(guide()).toBeHidden()
  refusing.close()
})
