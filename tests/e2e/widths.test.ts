import { expect, test, type Locator, type Page } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'

/** Drags a handle by so many pixels to the right. */
async function drag(page: Page, handle: Locator, by: number): Promise<void> {
  const box = await handle.boundingBox()
  if (!box) throw new Error('the handle is not in sight')
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(200, box.height / 2)]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by / 2, y)
  await page.mouse.move(x + by, y)
  await page.mouse.up()
}

async function widthOf(element: Locator): Promise<number> {
  return Math.round((await element.boundingBox())?.width ?? 0)
}

test('side bar, detail pane and columns keep the width they are given, by mouse or by key', async () => {
  const folder = temporaryFolder()
  let running = await openApp(folder, ['--demo'])
  let { page } = running
  const parts = () => ({
    side: page.getByRole('navigation'),
    detail: page.locator('div:has(> [data-testid="detail-pane"])'),
    status: page.getByTestId('log-cell').and(page.locator('[data-column="status"]')).first()
  })
  const column = (name: string) =>
    page.locator(`[data-testid="column-width"][data-column="${name}"]`)
  const widths = async () => {
    const { side, detail, status } = parts()
    return [await widthOf(side), await widthOf(detail), await widthOf(status)]
  }
  await page.getByTestId('log-row').nth(3).click()
  await expect(page.getByTestId('detail-raw')).toBeVisible()
  expect(await widths()).toEqual([228, 352, 104])

  await drag(page, page.getByTestId('sidebar-width'), 60)
  await drag(page, page.getByTestId('detail-width'), -40)
  await drag(page, column('status'), 34)
  expect(await widths()).toEqual([288, 392, 138])

  // The arrows of a handle move no selection.
  const selected = page.locator('[data-testid="log-row"][aria-selected="true"]')
  const job = await selected.getAttribute('data-job-id')
  await column('status').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByTestId('sidebar-width').press('ArrowLeft')
  await page.getByTestId('detail-width').press('ArrowLeft')
  expect(await widths()).toEqual([280, 400, 170])
  await expect(selected).toHaveAttribute('data-job-id', job ?? '')
  await expect(column('status')).toHaveAttribute('aria-valuenow', '170')

  // Further than allowed ends at the bound, with both kinds of input.
  await drag(page, page.getByTestId('sidebar-width'), -400)
  await page.getByTestId('detail-width').press('Home')
  await column('create_time').press('Home')
  expect(await widths()).toEqual([180, 240, 170])
  await page.getByTestId('detail-width').press('ArrowLeft')

  // A column that comes or goes leaves the others as they are.
  await page.getByTestId('columns').click()
  await page.locator('input[data-column="job_id"]:visible').check()
  await page.getByTestId('columns').click()
  await expect(column('job_id')).toBeVisible()
  expect(await widths()).toEqual([180, 248, 170])
  await page.screenshot({ path: 'test-results/screenshots/widths.png', animations: 'disabled' })
  // What a profile remembers is written a moment after the last change.
  await page.waitForTimeout(600)
  await running.close()

  running = await openApp(folder)
  ;({ page } = running)
  await expect(page.getByTestId('detail-raw')).toBeVisible()
  expect(await widths()).toEqual([180, 248, 170])
  await column('status').dblclick()
  await page.getByTestId('sidebar-width').dblclick()
  expect(await widths()).toEqual([228, 248, 104])
  expect(running.complaints).toEqual([])
  await running.close()
})
