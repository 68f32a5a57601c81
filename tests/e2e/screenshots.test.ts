import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'

const root = resolve(import.meta.dirname, '../..')
// The pictures of the README are renewed on purpose only, or every test run would change them.
const folder = resolve(
  root,
  process.env.OPLOG_SCREENSHOTS ? 'resources/screenshots' : 'test-results/screenshots'
)

test('the main window in both themes and languages, from the first-run page on', async () => {
  mkdirSync(folder, { recursive: true })
  const { page, complaints, close } = await openApp(temporaryFolder())
  const picture = (name: string) =>
    page.screenshot({ path: resolve(folder, `${name}.png`), animations: 'disabled' })
  await expect(page.getByTestId('demo-open')).toBeVisible()
  await picture('first-run')
  await page.getByTestId('demo-open').click()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await page.getByTestId('theme').click()
  await picture('main-light')
  await page.getByTestId('view-archive').click()
  await page.getByTestId('sync-start').click()
  await expect(page.getByTestId('coverage')).toHaveAttribute('data-complete', 'true', {
    timeout: 60_000
  })
  await expect(page.getByTestId('histogram')).toBeVisible()
  await page.getByTestId('archive-text').fill('节点')
  await page.getByTestId('log-row').nth(7).click()
  await expect(page.getByTestId('detail-raw')).toBeVisible()
  await picture('archive-light')
  await page.keyboard.press('Escape')
  await page.getByTestId('archive-text').fill('')
  await page.getByTestId('view-live').click()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await page.getByTestId('theme').click()
  await page.getByTestId('language-zh').click()
  await expect(page.getByTestId('export-open')).toHaveText('导出')
  await page.getByTestId('log-row').nth(5).click()
  await expect(page.getByTestId('detail-raw')).toBeVisible()
  await picture('detail-dark')
  await page.getByTestId('export-open').click()
  await expect(page.getByTestId('export-start')).toBeVisible()
  await picture('export-dark')
  expect(complaints).toEqual([])
  await close()
})
