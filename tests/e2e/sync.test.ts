import { expect, test, type Page } from 'playwright/test'
import {
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'SYNCKEY', secretKey: 'SYNCSECRETCANARY' }
const size = 20_000
let zone: Zone
let running: RunningApp

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  zone = await startZone({ size, ...keys })
  running = await openApp(temporaryFolder())
  await createProfile(running.page, profileOf(zone, 'Production'))
  await expectTotal(running.page, size)
})

test.afterAll(async () => {
  await running.close()
  await zone.stop()
})

function done(page: Page): Promise<number> {
  return page
    .getByTestId('sync-progress')
    .getAttribute('data-done')
    .then((text) => Number(text))
}

test('an Archive of little says that it is not all, and fetching starts from there', async () => {
  const { page } = running
  await page.getByTestId('view-archive').click()
  await expect(page.getByTestId('coverage')).toHaveAttribute('data-complete', 'false')
  await expect(page.getByTestId('coverage-note')).toBeVisible()
  await page.getByTestId('coverage-fetch').click()
  await expect(page.getByTestId('sync-progress')).toHaveAttribute('data-phase', 'backfill')
})

test('a backfill pauses where it is and goes on until everything is held', async () => {
  const { page } = running
  await expect.poll(() => done(page)).toBeGreaterThan(500)
  await page.getByTestId('sync-pause').click()
  await expect(page.getByTestId('sync-progress')).toHaveAttribute('data-phase', 'paused')
  const held = await page.getByTestId('log-total').getAttribute('data-total')
  expect(Number(held)).toBeLessThan(size)
  await expect(page.getByTestId('coverage')).toHaveAttribute('data-complete', 'false')
  await expect(page.getByTestId('coverage-note')).toBeVisible()
  await page.getByTestId('sync-start').click()
  await expect(page.getByTestId('coverage')).toHaveAttribute('data-complete', 'true', {
    timeout: 60_000
  })
  await expectTotal(page, size)
  await expect(page.getByTestId('coverage-note')).toBeHidden()
})

test('the details name no gap, and a re-count agrees', async () => {
  const { page } = running
  await page.getByTestId('sync-details').click()
  await expect(page.getByTestId('sync-panel')).toBeVisible()
  await expect(page.getByTestId('coverage-gap')).toHaveCount(0)
  await page.getByTestId('sync-verify').click()
  await expect(page.getByTestId('verify-report')).toContainText('Everything')
  await page.getByTestId('sync-details').click()
})

test('the dragged bar reaches the oldest row', async () => {
  const { page } = running
  await page.getByTestId('log-row').first().click()
  await page.keyboard.press('End')
  const last = page.locator(`[data-index="${size - 1}"]`)
  await expect(last).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Home')
  await page.keyboard.press('Escape')
})

test('while one follows, new rows appear by themselves, and wait while one reads further down', async () => {
  const { page } = running
  const growing = await startZone({ size: 600, growth: 120, ...keys, accessKeyId: 'GROWKEY' })
  await createProfile(page, profileOf(growing, 'Growing'))
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await page.getByTestId('view-archive').click()
  await page.getByTestId('sync-start').click()
  const total = page.getByTestId('log-total')
  const count = async () => Number(await total.getAttribute('data-total'))
  await expect.poll(count).toBeGreaterThanOrEqual(600)
  await page.getByTestId('follow').click()
  await expect(page.getByTestId('follow')).toHaveAttribute('aria-pressed', 'true')
  const first = page.locator('[data-index="0"]')
  const before = (await first.getAttribute('data-job-id')) ?? ''
  await expect(first).not.toHaveAttribute('data-job-id', before, { timeout: 30_000 })
  await page.getByTestId('log-table').hover()
  await page.mouse.wheel(0, 31 * 40)
  await expect(page.locator('[data-index="0"]')).toHaveCount(0)
  const inSight = page.getByTestId('log-row').nth(10)
  const stays = (await inSight.getAttribute('data-job-id')) ?? ''
  const top = (await inSight.boundingBox())?.y
  await expect(page.getByTestId('new-rows')).toHaveAttribute('data-count', /[1-9]/, {
    timeout: 30_000
  })
  const same = page.locator(`[data-testid="log-row"][data-job-id="${stays}"]`)
  expect((await same.boundingBox())?.y).toBe(top)
  await page.getByTestId('new-rows').click()
  await expect(page.locator('[data-index="0"]')).toBeVisible()
  await expect(page.getByTestId('new-rows')).toBeHidden()
  await page.getByTestId('follow').click()
  await growing.stop()
})

test('the page shows no warning', () => {
  expect(running.complaints).toEqual([])
})
