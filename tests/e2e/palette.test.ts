import { expect, test, type Page } from 'playwright/test'
import {
  apply,
  expectTotal,
  openApp,
  setParameter,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { demoRows } from '../support/seed-archive'
import { type Zone } from '../support/zone-process'
import { east, seedZones, stopZones, west } from '../support/zones'

const seeded = 3000
const seen = 260
let zones: Zone[]
let running: RunningApp

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  const folder = temporaryFolder()
  zones = await seedZones(folder, [
    { name: 'East', size: seen, seed: 1, ...east, held: demoRows(seeded, 11) },
    { name: 'West', size: 45, seed: 2, ...west }
  ])
  running = await openApp(folder)
  await running.page.setViewportSize({ width: 1440, height: 900 })
  await expectTotal(running.page, 45)
})

test.afterAll(async () => {
  expect(running.complaints).toEqual([])
  await running.close()
  await stopZones(zones)
})

async function ask(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('palette-input')).toBeFocused()
  await page.keyboard.type(text)
}

async function command(page: Page, text: string): Promise<void> {
  await ask(page, text)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('palette-dialog')).toBeHidden()
}

function option(page: Page, id: string) {
  return page.locator(`[data-testid="palette-option"][data-action="${id}"]`)
}

test('the palette finds by letters, in both languages, runs with Enter and gives the focus back', async () => {
  const { page } = running
  await page.getByTestId('palette').click()
  await expect(page.getByTestId('palette-input')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('palette-dialog')).toBeHidden()
  await expect(page.getByTestId('palette')).toBeFocused()

  await ask(page, 'swi eas')
  const first = page.getByTestId('palette-option').first()
  await expect(first).toContainText('Switch to East')
  await expect(first.locator('kbd')).toHaveText('Ctrl+1')
  await expect(page.getByTestId('palette-input')).toHaveAttribute(
    'aria-activedescendant',
    (await first.getAttribute('id')) ?? ''
  )
  await page.keyboard.press('Enter')
  await expectTotal(page, seen)
  await command(page, '切换到归档')
  await expect(page.getByTestId('view-archive')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByTestId('log-total')).not.toHaveAttribute('data-total', String(seen))
})

test('what cannot be done is shown with the reason and does not run', async () => {
  const { page } = running
  await ask(page, 'enter the filter verbose')
  const verbose = option(page, 'parameter.verbose')
  await expect(verbose).toHaveAttribute('aria-disabled', 'true')
  await expect(verbose).toContainText('Applies at the service only')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('palette-dialog')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('what was run last comes first', async () => {
  const { page } = running
  await command(page, 'row height compact')
  await ask(page, '')
  await expect(page.getByTestId('palette-option').first()).toHaveAttribute(
    'data-action',
    'density.compact'
  )
  await page.keyboard.press('Enter')
  await command(page, 'row height normal')
  await expect(page.getByTestId('palette-dialog')).toBeHidden()
})

test('a command opens an editor, a panel or a dialog and puts the focus into it', async () => {
  const { page } = running
  await command(page, 'add the condition owner')
  await expect(page.getByTestId('picker-search')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByTestId('log-total').click()
  await command(page, 'choose columns')
  await expect(page.getByTestId('columns-list').locator('input').first()).toBeFocused()
  await page.getByTestId('log-total').click()
  await command(page, 'enter the filter job ids')
  await expect(page.getByTestId('param-job_ids')).toBeFocused()
  await command(page, 'test the connection')
  await expect(page.getByTestId('profile-test-result')).toBeVisible({ timeout: 20_000 })
  // A dialog keeps all keys.
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('palette-dialog')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('profile-form')).toBeHidden()
})

test('keys work from a field, but what a field does itself stays with it', async () => {
  const { page } = running
  const text = page.getByTestId('archive-text')
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('/')
  await expect(text).toBeFocused()
  await page.keyboard.type('a/b')
  await expect(text).toHaveValue('a/b')
  await page.keyboard.press('Control+z')
  await expect(text).not.toHaveValue('a/b')
  await text.fill('')
  await page.keyboard.press('Control+Shift+l')
  await expect(page.getByTestId('view-live')).toHaveAttribute('aria-pressed', 'true')
  await expectTotal(page, seen)
  await page.keyboard.press('Control+PageDown')
  await expectTotal(page, 45)
  await page.keyboard.press('Control+PageUp')
  await expectTotal(page, seen)
})

test('a list of choices keeps the keys that open it, from the menu bar too', async () => {
  const { app, page } = running
  const selected = page.locator('[data-testid="log-row"][aria-selected="true"]')
  await page.getByTestId('log-row').nth(2).click()
  const job = await selected.getAttribute('data-job-id')
  for (const keyCode of ['Down', 'Up']) {
    await page.getByTestId('param-status').focus()
    // As from the keyboard: what the page leaves goes on to the menu bar.
    await app.evaluate(({ BrowserWindow }, key) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents
      page?.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: ['alt'] })
      page?.sendInputEvent({ type: 'keyUp', keyCode: key, modifiers: ['alt'] })
    }, keyCode)
    await page.waitForTimeout(300)
    await page.getByTestId('log-table').focus()
    await expect(selected).toHaveAttribute('data-job-id', String(job))
  }
  await page.keyboard.press('Alt+ArrowDown')
  await expect(selected).not.toHaveAttribute('data-job-id', String(job))
  await page.keyboard.press('Escape')
  await expect(selected).toHaveCount(0)
  await page.getByTestId('param-status').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByTestId('log-table').focus()
  await expect(page.getByText('No operation is selected')).toBeHidden()
})

test('the help sheet says every shortcut, by groups', async () => {
  const { page } = running
  await page.keyboard.press('Shift+F1')
  const sheet = page.getByTestId('shortcuts-sheet')
  await expect(sheet).toBeVisible()
  const refresh = sheet.locator('[data-action="refresh"] kbd')
  await expect(refresh).toHaveText(['F5', 'Ctrl+R'])
  await expect(sheet.locator('h3')).toContainText(['Search and view', 'Time range', 'In the table'])
  await page.keyboard.press('Shift+F1')
  await expect(sheet).toBeHidden()
  await expect(page.getByTestId('refresh')).toHaveAttribute('title', 'Refresh (F5)')
  await expect(page.getByTestId('refresh')).toHaveAttribute('aria-keyshortcuts', 'F5 Control+R')
})

test('reset can be undone by the button and by key, and redone', async () => {
  const { page } = running
  await setParameter(page, 'status', 'failed')
  await apply(page)
  await expect(page.getByTestId('log-total')).not.toHaveAttribute('data-total', String(seen))
  const failed = (await page.getByTestId('log-total').getAttribute('data-total')) ?? ''
  await page.getByTestId('params-reset').click()
  await expectTotal(page, seen)
  await page.getByTestId('undo').click()
  await expectTotal(page, Number(failed))
  await expect(page.getByTestId('param-status')).toHaveValue('failed')
  await expect(page.getByTestId('undo')).toBeHidden()
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('Control+y')
  await expectTotal(page, seen)
  await page.keyboard.press('Control+z')
  await expectTotal(page, Number(failed))
  await page.keyboard.press('Control+y')
  await expectTotal(page, seen)
})

async function firstRow(page: Page): Promise<string> {
  const rows = page.getByTestId('log-row')
  const top = (await page.getByTestId('log-table').boundingBox())?.y ?? 0
  for (const row of await rows.all()) {
    const box = await row.boundingBox()
    if (box && box.y + box.height > top + 31 + 2)
      return (await row.getAttribute('data-index')) ?? ''
  }
  return ''
}

test('back and forward bring back view, filters, order and the place in the table', async () => {
  const { page } = running
  await page.getByTestId('view-archive').click()
  await expect(page.getByTestId('histogram')).toBeVisible()
  const all = Number(await page.getByTestId('log-total').getAttribute('data-total'))
  expect(all).toBeGreaterThan(seeded)
  await page.getByTestId('log-table').evaluate((element) => (element.scrollTop = 31 * 700))
  await expect(page.locator('[data-testid="log-row"][data-index="705"]')).toBeVisible()
  const place = await firstRow(page)

  await page.locator('[data-head="owner"] button').click()
  await page.getByTestId('range').selectOption('24h')
  await setParameter(page, 'status', 'failed')
  await apply(page)
  await expect(page.getByTestId('history-forward')).toBeDisabled()
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByTestId('param-status')).toHaveValue('')
  await expect(page.getByTestId('range')).toHaveValue('24h')
  await page.evaluate(() => {
    window.dispatchEvent(new MouseEvent('mouseup', { button: 3, cancelable: true }))
  })
  await expect(page.getByTestId('range')).toHaveValue('all')
  await expect(page.locator('[data-head="owner"]')).toHaveAttribute('aria-sort', 'ascending')
  await page.getByTestId('history-back').click()
  await expect(page.locator('[data-head="create_time"]')).toHaveAttribute('aria-sort', 'descending')
  await expect(page.locator('[data-testid="log-row"][data-index="705"]')).toBeVisible()
  await expect.poll(() => firstRow(page)).toBe(place)
  // Back once more is the other view, with its own rows.
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByTestId('view-live')).toHaveAttribute('aria-pressed', 'true')
  await expectTotal(page, seen)
  for (let step = 0; step < 4; step++) await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByTestId('param-status')).toHaveValue('failed')
  await expect(page.getByTestId('history-forward')).toBeDisabled()
})

test('each profile has its own history', async () => {
  const { page } = running
  await page.keyboard.press('Control+2')
  await expectTotal(page, 45)
  await expect(page.getByTestId('history-back')).toBeDisabled()
  await page.keyboard.press('Control+1')
  await expect(page.getByTestId('param-status')).toHaveValue('failed')
  await expect(page.getByTestId('history-back')).toBeEnabled()
})

test('Live goes back to a place several pages down', async () => {
  const { page } = running
  await command(page, 'reset all filters')
  await command(page, 'show live')
  await expectTotal(page, seen)
  const table = page.getByTestId('log-table')
  await expect(page.getByTestId('log-loaded')).toHaveAttribute('data-loaded', '100')
  await table.evaluate((element) => (element.scrollTop = element.scrollHeight))
  await expect(page.getByTestId('log-loaded')).toHaveAttribute('data-loaded', '200')
  await table.evaluate((element) => (element.scrollTop = 31 * 150))
  await expect(page.locator('[data-testid="log-row"][data-index="155"]')).toBeVisible()
  const place = await firstRow(page)
  await setParameter(page, 'status', 'failed')
  await apply(page)
  await expect(page.getByTestId('log-total')).not.toHaveAttribute('data-total', String(seen))
  await page.getByTestId('history-back').click()
  await expectTotal(page, seen)
  await expect.poll(() => firstRow(page)).toBe(place)
})

test('the menu bar lists the actions in the language of the page and runs them', async () => {
  const { app, page } = running
  const menu = () =>
    app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => ({
        label,
        items: (submenu?.items ?? []).map((item) => [item.label, item.accelerator ?? ''])
      }))
    )
  await expect
    .poll(async () => (await menu()).find(({ label }) => label === 'Search and view')?.items)
    .toContainEqual(['Refresh', 'F5'])
  await page.getByTestId('language-zh').click()
  await expect
    .poll(async () => (await menu()).find(({ label }) => label === '查询与视图')?.items)
    .toContainEqual(['刷新', 'F5'])
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('archive')?.click())
  await expect(page.getByTestId('view-archive')).toHaveAttribute('aria-pressed', 'true')
  await page.getByTestId('language-en').click()
})
