import { expect, test, type Locator, type Page } from 'playwright/test'
import type { DemoRow } from '../../electron/demo/generator'
import { expectTotal, openApp, temporaryFolder, type RunningApp } from '../support/app'
import { demoRows } from '../support/seed-archive'
import { type Zone } from '../support/zone-process'
import { east, seedZones, stopZones } from '../support/zones'

const seeded = 20_000
/** Rows of the zone itself that were seen beside the seeded ones. */
const seen = 60
let zones: Zone[]
let folder: string
let running: RunningApp
let page: Page
let rows: DemoRow[]

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(120_000)
  folder = temporaryFolder()
  rows = demoRows(seeded, 11)
  zones = await seedZones(folder, [{ name: 'East', size: seen, seed: 1, ...east, held: rows }])
  await open()
  await page.getByTestId('view-archive').click()
  await expectTotal(page, seeded + seen)
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

async function open(): Promise<void> {
  running = await openApp(folder)
  page = running.page
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByTestId('log-row').first()).toBeVisible()
}

function head(field: string): Locator {
  return page.locator(`[data-head="${field}"]`)
}

async function heads(): Promise<(string | null)[]> {
  return page
    .locator('[data-head]')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-head')))
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('not on screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

function line(index: number): Locator {
  return page.locator(`[data-testid="log-row"][data-index="${index}"]`)
}

function clipboard(): Promise<string> {
  return running.app.evaluate(({ clipboard }) => clipboard.readText())
}

function picture(name: string) {
  return page.screenshot({
    path: `test-results/screenshots/table-${name}.png`,
    animations: 'disabled'
  })
}

async function headMenu(field: string, item: string): Promise<void> {
  await head(field).getByRole('button').click({ button: 'right' })
  await page.getByTestId(`head-${item}`).click()
  await expect(page.getByTestId('head-menu')).toBeHidden()
}

test('the last row stands whole above the tools, also once its pane makes the table smaller', async () => {
  const bottomOf = async (locator: Locator) => {
    const box = await locator.boundingBox()
    return box ? box.y + box.height : Number.NaN
  }
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('End')
  await expect(page.getByTestId('detail-raw')).toBeVisible()
  const tools = await page.getByTestId('columns').boundingBox()
  const last = line(seeded + seen - 1)
  await expect.poll(() => bottomOf(last)).toBeLessThanOrEqual(tools?.y ?? 0)
  await picture('end')
  await page.getByTestId('detail-close').click()
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('Home')
  await page.getByTestId('detail-close').click()
  await expect(line(0)).toBeVisible()
})

test('a head is dragged to another place, by key too, and Esc leaves it where it was', async () => {
  expect((await heads()).slice(0, 3)).toEqual(['create_time', 'status', 'action_describe'])
  const from = await centre(head('owner').getByRole('button'))
  const to = await centre(head('status'))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y, { steps: 5 })
  await page.mouse.move(to.x - 20, to.y, { steps: 5 })
  await expect(page.locator('[data-head].before')).toHaveAttribute('data-head', 'status')
  await picture('drag')
  await page.mouse.up()
  expect((await heads()).slice(0, 3)).toEqual(['create_time', 'owner', 'status'])
  // It was a drag and not a click: the order is as it was.
  await expect(head('create_time')).toHaveAttribute('aria-sort', 'descending')

  await page.mouse.move(to.x + 100, to.y)
  await page.mouse.down()
  await page.mouse.move(to.x - 90, to.y, { steps: 5 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect((await heads()).slice(0, 3)).toEqual(['create_time', 'owner', 'status'])

  await head('owner').getByRole('button').focus()
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect(page.getByText('Owner is column 3 of 7 now')).toBeAttached()
  await page.keyboard.press('Alt+Shift+ArrowRight')
  expect((await heads()).slice(0, 4)).toEqual(['create_time', 'status', 'action_describe', 'owner'])
  await expect(head('owner').getByRole('button')).toBeFocused()
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  expect((await heads()).slice(0, 3)).toEqual(['create_time', 'owner', 'status'])
  await expect(head('owner').getByRole('button')).toBeFocused()
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await page.keyboard.press('Alt+Shift+ArrowRight')
  expect((await heads()).slice(0, 4)).toEqual(['create_time', 'status', 'action_describe', 'owner'])
})

test('the chooser shows, hides, pins and moves columns', async () => {
  await page.getByTestId('columns').click()
  const list = page.getByTestId('columns-list')
  await list.locator('input[data-column="job_id"]').check()
  await list.locator('input[data-column="job_action"]').check()
  await list.locator('[data-field="job_id"]').getByTestId('column-pin').click()
  await expect(head('job_id')).toHaveAttribute('data-pinned', 'true')
  const down = list.locator('[data-field="error_codes"] [data-by="1"]')
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(down).toBeFocused()
  await picture('chooser')
  await page.getByTestId('columns').click()
  expect((await heads())[0]).toBe('job_id')
})

test('pinned columns stay while the others scroll sideways', async () => {
  await headMenu('status', 'pin')
  await expect(head('status')).toHaveAttribute('data-pinned', 'true')
  await page.setViewportSize({ width: 1100, height: 700 })
  const cell = (field: string) => line(3).locator(`[data-column="${field}"]`)
  const [job, status, time] = await Promise.all(
    ['job_id', 'status', 'create_time'].map(async (field) => centre(cell(field)))
  )
  await page.getByTestId('log-table').evaluate((table) => (table.scrollLeft = 220))
  expect(await centre(cell('job_id'))).toEqual(job)
  expect(await centre(cell('status'))).toEqual(status)
  expect(await centre(head('status'))).toMatchObject({ x: status?.x })
  expect((await centre(cell('create_time'))).x).toBeCloseTo((time?.x ?? 0) - 220, 0)
  await line(3).hover()
  await picture('pinned')
  await page.getByTestId('log-table').evaluate((table) => (table.scrollLeft = 0))
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('the menu of a head sorts, hides, and shows the difference to the row above', async () => {
  await head('create_time').getByRole('button').click({ button: 'right' })
  await picture('head-menu')
  await page.getByTestId('head-ascending').click()
  await expect(head('create_time')).toHaveAttribute('aria-sort', 'ascending')
  await headMenu('create_time', 'difference')
  const difference = line(4).getByTestId('log-difference')
  await expect(difference).toHaveText(/^\+\d\d:\d\d:\d\d\.\d$/)
  const times = await Promise.all(
    [3, 4].map((index) =>
      line(index).locator('[data-column="create_time"]').getAttribute('data-value')
    )
  )
  const ms = Number(times[1]) - Number(times[0])
  const [h = 0, m = 0, s = 0] = ((await difference.textContent()) ?? '')
    .slice(1)
    .split(':')
    .map(Number)
  expect((h * 3600 + m * 60 + s) * 1000).toBeCloseTo(ms, -2)
  await headMenu('create_time', 'descending')
  await expect(difference).toHaveText(/^−\d\d:\d\d:\d\d\.\d$/)
  await picture('difference')
  await headMenu('duration', 'hide')
  await expect(head('duration')).toHaveCount(0)
})

test('rows are selected by Shift and Ctrl, stay so out of sight, and are copied as they are shown', async () => {
  await line(2).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  const count = page.getByTestId('selection-count')
  await expect(count).toHaveAttribute('data-count', '3')
  await line(9).click({ modifiers: ['Control'] })
  await line(3).click({ modifiers: ['Control'] })
  await expect(count).toHaveAttribute('data-count', '3')
  await expect(page.locator('[data-testid="log-row"][aria-selected="true"]')).toHaveCount(3)
  const jobs = await Promise.all([2, 4, 9].map((index) => line(index).getAttribute('data-job-id')))
  await picture('selection')
  await page.getByTestId('log-table').evaluate((table) => (table.scrollTop = 90_000))
  await expect(line(2)).toHaveCount(0)
  await page.keyboard.press('Control+c')
  await expect(page.getByText('3 rows copied')).toBeVisible()
  const [names = '', ...copied] = (await clipboard()).split('\n')
  const columns = names.split('\t')
  expect(columns.slice(0, 3)).toEqual(['Job id', 'Status', 'Time'])
  expect(columns.length).toBe((await heads()).length)
  expect(copied.map((text) => text.split('\t')[0])).toEqual(jobs)

  await page.getByTestId('selection-copy').click()
  await picture('copy-menu')
  await page.getByTestId('copy-json').click()
  await expect.poll(async () => (await clipboard()).startsWith('[')).toBe(true)
  const records = JSON.parse(await clipboard()) as { job_id: string }[]
  expect(records.map(({ job_id }) => job_id)).toEqual(jobs)
  await page.getByTestId('selection-clear').click()
  await expect(count).toHaveCount(0)
})

test('a range over rows that were never in sight is fetched, and no more than there may be', async () => {
  test.setTimeout(90_000)
  await page.getByTestId('log-table').evaluate((table) => (table.scrollTop = 0))
  await line(0).click()
  const count = page.getByTestId('selection-count')
  await page.getByTestId('log-table').evaluate((table) => (table.scrollTop = 5000 * 31))
  await line(5004).click({ modifiers: ['Shift'] })
  await expect(count).toHaveAttribute('data-count', '5005')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('5,005 rows copied')).toBeVisible()
  const ids = (await clipboard())
    .split('\n')
    .slice(1)
    .map((text) => text.split('\t')[0])
  expect(new Set(ids).size).toBe(5005)
  await page.keyboard.press('Control+a')
  await expect(count).toHaveAttribute('data-count', '10000')
  await expect(page.getByText(/Only 10,000 of 20,060 rows are selected/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(count).toHaveCount(0)
})

test('one cell is copied by its menu and by key', async () => {
  await page.getByTestId('log-table').evaluate((table) => (table.scrollTop = 0))
  await line(1).locator('[data-column="owner"]').click({ button: 'right' })
  await page.getByTestId('cell-copy').click()
  const owner = await line(1).locator('[data-column="owner"]').getAttribute('data-value')
  await expect.poll(clipboard).toBe(owner)
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+Shift+c')
  const job = await line(0).getAttribute('data-job-id')
  await expect.poll(clipboard).toBe(job)
})

test('order, pins, widths and the difference come back after a restart, in the other language and theme too', async () => {
  const before = await heads()
  // What a profile remembers is written a moment after the last change.
  await page.waitForTimeout(600)
  expect(running.complaints).toEqual([])
  await running.close()
  await open()
  expect(await heads()).toEqual(before)
  await expect(head('job_id')).toHaveAttribute('data-pinned', 'true')
  await expect(line(4).getByTestId('log-difference')).toBeVisible()
  await page.getByTestId('language-zh').click()
  await page.getByTestId('theme').click()
  await page.getByTestId('theme').click()
  await line(2).click()
  await line(5).click({ modifiers: ['Shift'] })
  await expect(page.getByText('已选 4 行').first()).toBeVisible()
  await head('create_time').getByRole('button').click({ button: 'right' })
  await picture('zh')
  await page.getByTestId('head-reset').click()
  expect((await heads()).length).toBe(7)
  await expect(page.getByTestId('log-difference')).toHaveCount(0)
  expect(running.complaints).toEqual([])
})
