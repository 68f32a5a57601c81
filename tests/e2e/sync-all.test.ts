import { expect, test } from 'playwright/test'
import {
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'ALLKEY', secretKey: 'ALLSECRETCANARY' }
const sizes = [12_000, 9000]
let zones: Zone[] = []
let running: RunningApp

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  zones = await Promise.all(sizes.map((size, seed) => startZone({ size, seed, ...keys })))
  running = await openApp(temporaryFolder())
  for (const [index, zone] of zones.entries()) {
    await createProfile(running.page, profileOf(zone, `Zone ${index + 1}`))
    await expectTotal(running.page, sizes[index] ?? 0)
  }
  await running.page.getByTestId('all-zones').click()
})

test.afterAll(async () => {
  await running.close()
  await Promise.all(zones.map((zone) => zone.stop()))
})

test('all zones are fetched at once, with their summed progress, paused and gone on with', async () => {
  const { page } = running
  const progress = page.getByTestId('sync-progress')
  await page.getByTestId('sync-start').focus()
  await page.keyboard.press('Enter')
  await expect(progress).toHaveAttribute('data-phase', 'backfill')
  // More than either zone has: it is the sum.
  await expect
    .poll(async () => Number(await progress.getAttribute('data-total')))
    .toBeGreaterThan(20_000)
  await expect(progress).toHaveText(/^syncing: 2 · [\d,]+ of 2\d,\d{3} rows$/)
  await page.keyboard.press('Alt+p')
  await expect(progress).toHaveText('paused: 2')
  await expect(page.getByTestId('sync-pause')).toHaveCount(0)
  await page.keyboard.press('Alt+s')
  await expect(progress).toHaveText('up to date', { timeout: 90_000 })
  await expectTotal(page, 21_000)
})
