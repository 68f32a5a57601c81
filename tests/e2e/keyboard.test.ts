import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { answerSaveDialog, expectTotal, openApp, temporaryFolder } from '../support/app'
import { expectFocusSeen, tabTo } from '../support/focus'
import { askZone } from '../support/oracle'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'KEYBOARDKEY', secretKey: 'KEYBOARDSECRETCANARY' }
let zone: Zone

test.beforeAll(async () => {
  zone = await startZone({ size: 260, ...keys })
})
test.afterAll(() => zone.stop())

/** Goes on to a field and types into it. */
async function enter(page: Page, id: string, text: string): Promise<void> {
  await tabTo(page, id)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

async function pressOn(page: Page, id: string, key = 'Enter'): Promise<void> {
  await tabTo(page, id)
  await page.keyboard.press(key)
}

test('from nothing to an export, without a mouse', async () => {
  test.setTimeout(240_000)
  const folder = temporaryFolder()
  const { app, page, complaints, close } = await openApp(folder)
  await page.emulateMedia({ reducedMotion: 'reduce' })

  // First run: a form, and Esc goes back to where it was opened.
  await expect(page.getByTestId('demo-open')).toBeVisible()
  await pressOn(page, 'profile-new')
  await expect(page.getByTestId('profile-form')).toBeVisible()
  await expectFocusSeen(page)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('profile-form')).toBeHidden()
  expect((await expectFocusSeen(page)).id).toBe('profile-new')

  // A profile, tested and saved.
  await page.keyboard.press('Enter')
  await enter(page, 'profile-name', 'Keyboard')
  await enter(page, 'profile-zone', zone.zone)
  await enter(page, 'profile-endpoint', zone.endpoint)
  await enter(page, 'profile-access-key-id', zone.accessKeyId)
  await enter(page, 'profile-secret-key', zone.secretKey)
  await pressOn(page, 'profile-test')
  await expect(page.getByTestId('profile-test-result')).toHaveAttribute('data-ok', 'true')
  await pressOn(page, 'profile-save')
  await expect(page.getByTestId('profile-form')).toBeHidden()
  await expectTotal(page, 260)
  // The button that opened the form is gone with the first-run page; the focus is not.
  await expectFocusSeen(page)

  // Live, filtered.
  await tabTo(page, 'param-status')
  await page.keyboard.type('Failed')
  await pressOn(page, 'params-apply')
  const failed = await askZone(zone, { status: 'failed', reverse: 1, limit: 100 })
  await expectTotal(page, failed.total)
  // A screen reader is told, too.
  await expect(page.getByTestId('found')).toHaveText(`${failed.total} rows found`)

  // A row, its detail and what can be done with a cell.
  await tabTo(page, 'log-table')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('detail-raw')).toContainText('"status": "failed"')
  expect((await expectFocusSeen(page)).id).toBe('log-table')
  await page.keyboard.press('ContextMenu')
  await expect(page.getByTestId('cell-menu')).toBeVisible()
  await expectFocusSeen(page)
  await page.keyboard.press('Escape')
  expect((await expectFocusSeen(page)).id).toBe('log-table')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('detail-pane')).toBeHidden()
  await expectFocusSeen(page)

  // The Archive: text, a condition, and its chip.
  await tabTo(page, 'view-archive', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'archive')
  await page.keyboard.press('/')
  expect((await expectFocusSeen(page)).id).toBe('archive-text')
  await page.keyboard.type('节点')
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await pressOn(page, 'filter-add')
  await expect(page.getByTestId('filter-field').first()).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('value-picker')).toHaveAttribute('data-field', 'job_action')
  expect((await expectFocusSeen(page)).id).toBe('picker-search')
  await expect(page.getByTestId('picker-value').first()).toBeVisible()
  await tabTo(page, 'picker-value')
  await page.keyboard.press('Space')
  await expect(page.getByTestId('filter-chip')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('value-picker')).toBeHidden()
  expect((await expectFocusSeen(page)).id).toBe('filter-add')

  // All of it in a file.
  const path = join(folder, 'keyboard.csv')
  await answerSaveDialog(app, path)
  await page.keyboard.press('Control+e')
  await expect(page.getByTestId('export-start')).toBeVisible()
  await pressOn(page, 'export-start')
  await expect(page.getByTestId('export-result')).toHaveAttribute('data-path', path)
  const total = await page.getByTestId('log-total').getAttribute('data-total')
  expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(Number(total) + 1)
  await expectFocusSeen(page)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('export-start')).toBeHidden()
  await expectFocusSeen(page)

  // A condition given up takes its button with it.
  await tabTo(page, 'filter-drop', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('filter-chip')).toBeHidden()
  await expectFocusSeen(page)

  // Another profile, from the list; then back by its number.
  await tabTo(page, 'profile-switcher', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await pressOn(page, 'profile-duplicate')
  await expect(page.getByTestId('profile-item')).toHaveCount(2)
  await expectFocusSeen(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+1')
  await expect(page.getByTestId('profile-item').first()).toHaveAttribute('aria-current', 'true')
  await expectFocusSeen(page)

  // The looks and the language.
  await tabTo(page, 'language-zh', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByTestId('export-open')).toHaveText('导出')
  await pressOn(page, 'theme')
  await expect(page.getByTestId('theme')).toHaveAttribute('data-theme', 'light')
  await pressOn(page, 'settings')
  await expect(page.getByTestId('density')).toBeVisible()
  await pressOn(page, 'about')
  await expect(page.getByTestId('about-panel')).toBeVisible()
  // It opened before what it says was there.
  await expect(page.locator('[role="dialog"] :focus')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('about-panel')).toBeHidden()
  expect((await expectFocusSeen(page)).id).toBe('settings')

  expect(complaints).toEqual([])
  await close()
})

async function skip(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="skip"]')?.focus())
  await page.keyboard.press('Enter')
}

test('the first run goes to the rows of the demo zone with one key', async () => {
  const { page, close } = await openApp(temporaryFolder())
  await expect(page.getByTestId('demo-open')).toBeVisible()
  await pressOn(page, 'demo-open')
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await expectFocusSeen(page)
  // The first stop leads past all controls.
  await page.keyboard.press('Control+1')
  await skip(page)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('detail-pane')).toBeVisible()
  // There are no rows under statistics: their first control is the next stop.
  await pressOn(page, 'view-archive')
  await pressOn(page, 'statistics-open')
  await expect(page.getByTestId('statistics')).toBeVisible()
  await skip(page)
  await page.keyboard.press('Tab')
  const inside = '[data-testid="statistics"] :focus'
  await expect(page.locator(inside)).toBeVisible()
  await close()
})
