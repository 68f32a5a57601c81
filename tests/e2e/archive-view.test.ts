import { expect, test, type Locator, type Page } from 'playwright/test'
import type { DemoRow } from '../../electron/demo/generator'
import {
  expectTotal,
  openApp,
  setParameter,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { demoRows } from '../support/seed-archive'
import { type Zone } from '../support/zone-process'
import { east, seedZones, stopZones, west } from '../support/zones'

const many = 300_000
const few = 500
let zones: Zone[]
let running: RunningApp
let rows: DemoRow[]
let others: DemoRow[]

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  const folder = temporaryFolder()
  rows = demoRows(many, 11)
  others = demoRows(few, 12)
  zones = await seedZones(folder, [
    { name: 'East', size: 60, seed: 1, ...east, held: rows },
    { name: 'West', size: 45, seed: 2, ...west, held: others }
  ])
  running = await openApp(folder)
  await running.page.setViewportSize({ width: 1440, height: 900 })
  await expectTotal(running.page, 45)
  await running.page.keyboard.press('Control+1')
  await expectTotal(running.page, 60)
  await running.page.getByTestId('view-archive').click()
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

/** Rows of the zone itself that were seen beside the seeded ones. */
const seen = 60

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('not on screen')
  return box
}

function firstJob(page: Page) {
  return page.getByTestId('log-row').first()
}

function job(page: Page, row: DemoRow | undefined) {
  return page.locator(`[data-testid="log-row"][data-job-id="${row?.job_id}"]`)
}

function chip(page: Page, field: string) {
  return page.locator(`[data-testid="filter-chip"][data-field="${field}"]`)
}

async function addCondition(page: Page, field: string): Promise<void> {
  await page.getByTestId('filter-add').click()
  await page.locator(`[data-testid="filter-field"][data-field="${field}"]`).click()
}

async function dropAll(page: Page): Promise<void> {
  await page.getByTestId('params-reset').click()
  await expectTotal(page, many + seen)
}

test('300,000 rows: the dragged bar reaches the end and the middle, the wheel goes row by row', async () => {
  const { page } = running
  await expectTotal(page, many + seen)
  await expect(page.getByTestId('log-loaded')).toHaveAttribute('data-loaded', String(many + seen))
  const box = await boxOf(page.getByTestId('log-table'))
  const x = box.x + box.width - 7
  await page.mouse.move(x, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(x, box.y + box.height / 2, { steps: 20 })
  await expect(page.getByTestId('log-skeleton')).toHaveCount(0)
  await page.mouse.move(x, box.y + box.height + 60, { steps: 20 })
  await page.mouse.up()
  await expect(job(page, oldest())).toBeVisible()
  await page.mouse.move(box.x + 300, box.y + 300)
  await page.mouse.wheel(0, -31 * 10)
  await expect(job(page, oldest())).toBeHidden()
  await expect(page.getByTestId('log-skeleton')).toHaveCount(0)
  await page.mouse.wheel(0, 31 * 12)
  await expect(job(page, oldest())).toBeVisible()
})

/** How long an operation took, ms. */
function lengthOf(row: DemoRow): number {
  return Date.parse(row.status_time) - Date.parse(row.create_time)
}

function oldest(): DemoRow | undefined {
  return rows.reduce((least, row) => (row.create_time < least.create_time ? row : least))
}

test('the keys reach both ends and every row between, and the row they stand on is opened', async () => {
  const { page } = running
  await page.getByTestId('log-row').nth(3).click()
  await page.keyboard.press('Home')
  await expect(page.locator('[data-index="0"][aria-selected="true"]')).toBeVisible()
  await page.keyboard.press('End')
  await expect(job(page, oldest())).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByTestId('detail-pane')).toContainText(String(oldest()?.job_id))
  await page.keyboard.press('PageUp')
  await page.keyboard.press('ArrowUp')
  const selected = page.locator('[data-testid="log-row"][aria-selected="true"]')
  await expect(selected).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(page.locator('[data-index="0"][aria-selected="true"]')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('a click on a head sorts all rows, and says so', async () => {
  const { page } = running
  const head = page.locator('[data-head="duration"]')
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  const longest = rows.reduce((most, row) => Math.max(most, lengthOf(row)), 0)
  const cell = firstJob(page).locator('[data-column="duration"]')
  await expect(cell).toHaveAttribute('data-value', String(longest))
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await page.locator('[data-head="create_time"]').getByRole('button').click()
})

test('a picker counts, searches, takes several values and excludes', async () => {
  const { page } = running
  const [first = '', second = ''] = byFrequency('owner')
  await addCondition(page, 'owner')
  const value = (name: string) => page.locator(`[data-testid="picker-value"][data-value="${name}"]`)
  await expect(value(first)).toBeVisible()
  await page.getByTestId('picker-search').fill(second.slice(4).toLowerCase())
  await expect(page.getByTestId('picker-value')).toHaveCount(1)
  await page.getByTestId('picker-search').fill('')
  await value(first).locator('input').check()
  await value(second).locator('input').check()
  const both = rows.filter(({ owner }) => owner === first || owner === second).length
  await expectTotal(page, both)
  await page.getByTestId('picker-isNot').click()
  await expectTotal(page, many + seen - both)
  await page.getByTestId('picker-done').click()
  await expect(chip(page, 'owner')).toContainText(first)
  await chip(page, 'owner').getByTestId('filter-drop').click()
  await expectTotal(page, many + seen)
})

function byFrequency(field: 'owner' | 'status'): string[] {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row[field], (counts.get(row[field]) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

test('duration, error and text narrow together; in Live they are struck out with the reason', async () => {
  const { page } = running
  await addCondition(page, 'duration')
  await page.getByTestId('condition-from').fill('2')
  await page.getByTestId('condition-apply').click()
  await addCondition(page, 'hasError')
  await page.getByTestId('condition-apply').click()
  const slow = rows.filter((row) => {
    return lengthOf(row) >= 120_000 && row.error_codes !== ''
  })
  await expect
    .poll(async () => Number(await page.getByTestId('log-total').getAttribute('data-total')))
    .toBe(slow.length)
  await page.getByTestId('archive-text').fill('节点')
  await expectTotal(page, slow.filter((row) => row.action_describe.includes('节点')).length)
  await expect(page.getByTestId('log-failed')).toHaveAttribute('data-failed', /[1-9]/)
  await page.getByTestId('view-live').click()
  await expectTotal(page, 60)
  const add = page.getByTestId('filter-add')
  await expect(add).toBeDisabled()
  await expect(add).toHaveAttribute('title', /Archive/)
  await page.getByTestId('view-archive').click()
  await dropAll(page)
})

test('a cell offers to include, exclude, bound the time and copy, by mouse and by key', async () => {
  const { page } = running
  const cell = firstJob(page).locator('[data-column="status"]')
  await cell.click({ button: 'right' })
  await page.getByTestId('cell-exclude').click()
  await expect(chip(page, 'status')).toBeVisible()
  const excluded = await chip(page, 'status').locator('b').textContent()
  await expect(firstJob(page).locator('[data-column="status"]')).not.toContainText(excluded ?? '')
  await dropAll(page)
  await page.getByTestId('log-row').nth(2).click()
  const time = page.getByTestId('log-row').nth(2).locator('[data-column="create_time"]')
  const wanted = await time.textContent()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByTestId('cell-menu')).toBeVisible()
  await page.getByTestId('cell-before').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('param-end_time')).toHaveValue(wanted?.trim() ?? '')
  await expect(firstJob(page).locator('[data-column="create_time"]')).toHaveText(wanted ?? '')
  await dropAll(page)
})

test('the histogram zooms by brush and by key, and goes back', async () => {
  const { page } = running
  const histogram = page.getByTestId('histogram')
  await expect(histogram).toHaveAttribute('data-total', String(many + seen))
  const box = await boxOf(histogram)
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 5 })
  const tip = await page.getByTestId('histogram-tip').textContent()
  await page.mouse.up()
  const total = page.getByTestId('log-total')
  await expect(total).not.toHaveAttribute('data-total', String(many + seen))
  const zoomed = Number(await total.getAttribute('data-total'))
  expect(tip?.replaceAll(',', '')).toContain(`${zoomed} rows`)
  const [start, end] = [
    await page.getByTestId('param-start_time').inputValue(),
    await page.getByTestId('param-end_time').inputValue()
  ].map((text) => Date.parse(`${text.replace(' ', 'T')}Z`))
  const inside = rows.filter((row) => {
    const created = Date.parse(row.create_time)
    return created >= (start ?? 0) && created <= (end ?? 0)
  })
  expect(zoomed).toBe(inside.length)
  await expect(histogram).toHaveAttribute('data-total', String(zoomed))
  await histogram.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(total).not.toHaveAttribute('data-total', String(zoomed))
  await page.getByTestId('histogram-back').click()
  await expectTotal(page, zoomed)
  await page.getByTestId('histogram-back').click()
  await expectTotal(page, many + seen)
})

test('the story of a resource opens its other operations', async () => {
  const { page } = running
  await page.getByTestId('log-row').nth(5).click()
  await expect(page.getByTestId('story-lane').first()).toBeVisible()
  await page.getByTestId('story-span').selectOption('month')
  const bar = page.locator('[data-testid="story-bar"]:not([aria-current])').first()
  await expect(bar).toBeAttached()
  // In one step: the month may only now take the place of the week, and another bar be the first.
  const id = await bar.evaluate((element: HTMLElement) => {
    element.focus()
    return element.dataset['jobId'] ?? ''
  })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('detail-pane')).toContainText(id)
  await expect(page.getByTestId('detail-raw')).toContainText(id)
  await page.keyboard.press('Escape')
})

test('all zones merge the archives, each row says whose it is', async () => {
  const { page } = running
  await page.getByTestId('all-zones').click()
  await expectTotal(page, many + seen + few + 45)
  await expect(page.getByTestId('view-live')).toBeDisabled()
  await setParameter(page, 'owner', others.at(-1)?.owner ?? '')
  await page.getByTestId('params-apply').click()
  await expect(page.getByTestId('log-profile').first()).toHaveText('West')
  await page.getByTestId('log-row').first().click()
  await expect(page.getByTestId('detail-raw')).toContainText(others.at(-1)?.owner ?? '')
  await page.keyboard.press('Control+1')
  await expectTotal(page, many + seen)
})

test('conditions and order come back after a restart', async () => {
  const { page } = running
  await addCondition(page, 'hasError')
  await page.getByTestId('condition-apply').click()
  await page.locator('[data-head="owner"]').getByRole('button').click()
  await expect(chip(page, 'hasError')).toBeVisible()
  await page.waitForTimeout(600)
  await page.reload()
  await expect(chip(page, 'hasError')).toBeVisible()
  await expect(page.locator('[data-head="owner"]')).toHaveAttribute('aria-sort', 'ascending')
  await dropAll(page)
})

test('the page shows no warning', () => {
  expect(running.complaints).toEqual([])
})
