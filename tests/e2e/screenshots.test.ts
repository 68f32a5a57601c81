import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import {
  createProfile,
  expectTotal,
  fillProfile,
  openApp,
  openProfileForm,
  profileOf,
  temporaryFolder
} from '../support/app'
import { startZone } from '../support/zone-process'

const root = resolve(import.meta.dirname, '../..')
// The pictures of the README are renewed on purpose only, or every test run would change them.
const folder = resolve(
  root,
  process.env.OPLOG_SCREENSHOTS ? 'resources/screenshots' : 'test-results/screenshots'
)
/** A picture may have so many bytes, or every clone pays for it. */
const mostBytes = 150_000
const total = 4000

/** Takes pictures as WebP, which the browser itself writes; Playwright knows only PNG and JPEG. */
async function cameraOf(page: Page): Promise<(name: string) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  return async (name) => {
    // What has just been opened is drawn.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    )
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    const path = resolve(folder, `${name}.webp`)
    writeFileSync(path, Buffer.from(data, 'base64'))
    expect(statSync(path).size, name).toBeLessThan(mostBytes)
  }
}

test('every main view is shown, both themes and both languages', async () => {
  test.setTimeout(300_000)
  mkdirSync(folder, { recursive: true })
  const keys = { accessKeyId: 'QYACCESSKEYIDEXAMPLE', secretKey: 'PICTURESECRETCANARY' }
  const zone = await startZone({ size: total, zone: 'jn1a', ...keys })
  const { page, complaints, close } = await openApp(temporaryFolder())
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const picture = await cameraOf(page)
  const click = (id: string) => page.getByTestId(id).first().click()
  const shown = (id: string) => expect(page.getByTestId(id).first()).toBeVisible()
  const failed = page.locator('[data-column="status"][data-value="failed"]')
  async function theme(name: 'light' | 'dark'): Promise<void> {
    const button = page.getByTestId('theme')
    while ((await button.getAttribute('data-theme')) !== name) await button.click()
  }

  await shown('demo-open')
  await picture('first-run')
  await openProfileForm(page)
  await fillProfile(page, profileOf(zone, 'Jinan'))
  await click('profile-test')
  await shown('profile-test-result')
  await picture('profile-form')
  await page.keyboard.press('Escape')
  await createProfile(page, profileOf(zone, 'Jinan'))
  await expectTotal(page, total)

  await theme('light')
  await failed.first().click()
  await shown('detail-error')
  await picture('live')
  await page.getByTestId('detail-close').click()
  await click('sync-start')
  await expect(page.getByTestId('coverage')).toHaveAttribute('data-complete', 'true', {
    timeout: 120_000
  })
  await click('view-archive')
  await expectTotal(page, total)
  await page.getByTestId('log-row').nth(1).click()
  await page
    .getByTestId('log-row')
    .nth(4)
    .click({ modifiers: ['Shift'] })
  await click('selection-compare')
  await shown('compare-row')
  await picture('compare')
  await page.keyboard.press('Escape')
  await click('selection-clear')

  await theme('dark')
  await click('statistics-open')
  await shown('statistics-row')
  await picture('statistics')
  await click('statistics-close')
  await click('palette')
  await page.keyboard.type('arch')
  await shown('palette-option')
  await picture('palette')
  await page.keyboard.press('Escape')

  await click('language-zh')
  await expect(page.getByTestId('export-open')).toHaveText('导出')
  await failed.first().click()
  await shown('detail-error')
  await shown('story-lane')
  await picture('archive')
  await click('story-open')
  await shown('story-item')
  await picture('story')
  await page.keyboard.press('Escape')

  await theme('light')
  await zone.stop()
  await click('view-live')
  await click('refresh')
  await shown('offline-banner')
  await picture('offline')
  expect(complaints).toEqual([])
  await close()
})
