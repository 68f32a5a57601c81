import { expect, test, type Page } from 'playwright/test'
import { formatLocal } from '#shared/time'
import { expectTotal, openApp, temporaryFolder, type RunningApp } from '../support/app'
import { demoRows } from '../support/seed-archive'
import { type Zone } from '../support/zone-process'
import { east, seedZones, stopZones } from '../support/zones'

const seeded = 20_000
/** Rows of the zone itself, seen beside the seeded ones. */
const seen = 60
let zones: Zone[]
let running: RunningApp
let page: Page

test.beforeAll(async () => {
  test.setTimeout(120_000)
  const folder = temporaryFolder()
  const held = demoRows(seeded, 11)
  zones = await seedZones(folder, [{ name: 'East', size: seen, seed: 1, ...east, held }])
  running = await openApp(folder)
  page = running.page
  await page.setViewportSize({ width: 1440, height: 900 })
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

const dialog = () => page.getByTestId('go-to-dialog')
const row = (index: number) => page.locator(`[data-testid="log-row"][data-index="${index}"]`)

async function goTo(text: string): Promise<void> {
  await page.keyboard.press('Control+g')
  await expect(page.getByTestId('go-to-field')).toBeFocused()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function createdAt(index: number): Promise<number> {
  const cell = row(index).locator('[data-column="create_time"]')
  return Number(await cell.getAttribute('data-value'))
}

/** The keys go on from there, and a screen reader is told. */
async function expectAt(index: number): Promise<void> {
  await expect(dialog()).toHaveCount(0)
  await expect(row(index)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByTestId('log-table')).toBeFocused()
  await expect(page.getByTestId('log-table')).toHaveAttribute(
    'aria-activedescendant',
    `row-${index}`
  )
}

function picture(name: string) {
  return page.screenshot({
    path: `test-results/screenshots/go-to-${name}.png`,
    animations: 'disabled'
  })
}

async function refused(text: string, reason: RegExp): Promise<void> {
  await goTo(text)
  await expect(page.getByTestId('go-to-fault')).toHaveText(reason)
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
}

test('the keys alone go to any row and any time of the Archive', async () => {
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await refused('2026-11-20', /only in the Archive/)
  await refused('61', /There is no row 61. The last one is 60/)
  await goTo('5')
  await expectAt(4)

  await page.keyboard.press('Control+Shift+a')
  await expectTotal(page, seeded + seen)
  await goTo('15,000')
  await expectAt(14_999)
  await expect(page.getByText('Row 15,000 of 20,060')).toBeAttached()
  const time = await createdAt(14_999)
  await page.keyboard.press('ArrowDown')
  await expect(row(15_000)).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Home')
  await expect(row(0)).toHaveAttribute('aria-selected', 'true')
  await goTo(formatLocal(time, 'local'))
  await expect(dialog()).toHaveCount(0)
  const landed = page.locator('[data-testid="log-row"][aria-selected="true"]')
  await expect(landed).not.toHaveAttribute('data-index', '0')
  const index = Number(await landed.getAttribute('data-index'))
  // Several may have been created in that second: it is the first of them.
  expect(index).toBeLessThanOrEqual(14_999)
  expect(await createdAt(index)).toBe(time)
  await page.keyboard.press('ArrowUp')
  await expect(row(index - 1)).toHaveAttribute('aria-selected', 'true')
  expect(await createdAt(index - 1)).toBeGreaterThan(time)

  // Of a day the newest row comes first.
  await goTo(formatLocal(time, 'local').slice(0, 10))
  await expect(landed).not.toHaveAttribute('data-index', String(index - 1))
  const newest = Number(await landed.getAttribute('data-index'))
  expect(formatLocal(await createdAt(newest), 'local').slice(0, 10)).toBe(
    formatLocal(time, 'local').slice(0, 10)
  )
  expect(newest).toBeLessThan(index)
})

test('what cannot be gone to is said, in either language', async () => {
  await refused('20,061', /There is no row 20,061. The last one is 20,060/)
  await refused('0', /The first row is row 1/)
  await refused('1999-12-31', /No row here was created at 1999-12-31 23:59:59 or before/)
  await page.keyboard.press('Control+g')
  await picture('en')
  await page.keyboard.type('yesterday')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('go-to-fault')).toContainText('“yesterday” is neither')
  await picture('en-fault')
  await page.keyboard.press('Escape')

  await page.locator('[data-head="owner"]').getByRole('button').click()
  await expectTotal(page, seeded + seen)
  await refused('2026-11-20', /not sorted by time/)
  await page.locator('[data-head="create_time"]').getByRole('button').click()

  await page.getByTestId('language-zh').click()
  await page.getByTestId('theme').click()
  await page.getByTestId('theme').click()
  await page.keyboard.press('Control+g')
  await expect(dialog()).toContainText('第 1 到 20,060 行')
  await picture('zh')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1100, height: 700 })
  await goTo('第20061行')
  await expect(page.getByTestId('go-to-fault')).toHaveText(
    '没有第 20,061 行，最后一行是第 20,060 行。'
  )
  await picture('zh-fault')
  await page.keyboard.press('Escape')
  expect(running.complaints).toEqual([])
})
