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
// The pictures of README and guide are renewed on purpose only, or every test run would change them.
const folder = resolve(
  root,
  process.env.OPLOG_SCREENSHOTS ? 'resources/screenshots' : 'test-results/screenshots'
)
/** A picture may have so many bytes, or every clone pays for it. */
const mostBytes = 150_000
const total = 4000

/** Both languages show every view, and what is bright in one is dark in the other. */
const tours = [
  { language: 'en', first: 'light', then: 'dark', exportText: 'Export' },
  { language: 'zh-CN', first: 'dark', then: 'light', exportText: '导出' }
] as const

/** Takes pictures as WebP, which the browser itself writes; Playwright knows only PNG and JPEG. */
async function cameraOf(page: Page, language: string): Promise<(name: string) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  mkdirSync(resolve(folder, language), { recursive: true })
  return async (name) => {
    // What has just been opened is drawn.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    )
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    const path = resolve(folder, language, `${name}.webp`)
    writeFileSync(path, Buffer.from(data, 'base64'))
    expect(statSync(path).size, name).toBeLessThan(mostBytes)
  }
}

for (const { language, first, then, exportText } of tours) {
  test(`every view is shown in ${language}`, async () => {
    test.setTimeout(300_000)
    const keys = { accessKeyId: 'QYACCESSKEYIDEXAMPLE', secretKey: 'PICTURESECRETCANARY' }
    const zone = await startZone({ size: total, zone: 'jn1a', ...keys })
    const { page, complaints, close } = await openApp(temporaryFolder())
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const picture = await cameraOf(page, language)
    const click = (id: string) => page.getByTestId(id).first().click()
    const shown = (id: string) => expect(page.getByTestId(id).first()).toBeVisible()
    const failed = page.locator('[data-column="status"][data-value="failed"]')
    async function theme(name: 'light' | 'dark'): Promise<void> {
      const button = page.getByTestId('theme')
      while ((await button.getAttribute('data-theme')) !== name) await button.click()
    }
    /** A dialog or menu over the log. */
    async function over(name: string, open: () => Promise<unknown>, sign: string): Promise<void> {
      await open()
      await shown(sign)
      await picture(name)
      await page.keyboard.press('Escape')
      await expect(page.getByTestId(sign).first()).toBeHidden()
    }

    await shown('demo-open')
    await theme(first)
    if (language === 'zh-CN') await click('language-zh')
    await picture('first-run')
    await openProfileForm(page)
    await fillProfile(page, profileOf(zone, 'Jinan'))
    await click('profile-test')
    await shown('profile-test-result')
    await picture('profile-form')
    await page.keyboard.press('Escape')
    await createProfile(page, profileOf(zone, 'Jinan'))
    await expectTotal(page, total)
    await expect(page.getByTestId('export-open')).toHaveText(exportText)

    await failed.first().click()
    await shown('detail-error')
    // What is held is known once the archive's process has started.
    await shown('sync-start')
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
    await over('compare', () => click('selection-compare'), 'compare-row')
    await click('selection-clear')
    await over('settings', () => click('settings'), 'density')
    await over('export', () => click('export-open'), 'export-format')

    await theme(then)
    await click('statistics-open')
    // What the API calls an action is learned from its rows.
    if (language === 'zh-CN') {
      await expect(page.getByTestId('statistics-row').first()).toContainText('向队列添加节点')
    }
    await shown('statistics-row')
    await picture('statistics')
    await click('statistics-close')
    await over(
      'palette',
      async () => {
        await click('palette')
        await page.keyboard.type('arch')
      },
      'palette-option'
    )
    await over('guide', () => page.keyboard.press('F1'), 'help-dialog')
    await failed.first().click()
    await shown('detail-error')
    await shown('story-lane')
    await picture('archive')
    await over('story', () => click('story-open'), 'story-item')

    await theme(first)
    await zone.stop()
    await click('view-live')
    await click('refresh')
    await shown('offline-banner')
    await picture('offline')
    expect(complaints).toEqual([])
    await close()
  })
}
