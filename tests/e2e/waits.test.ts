import { expect, test, type Page } from 'playwright/test'
import type { SyncState } from '#shared/sync'
import {
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { ask } from '../support/ask'
import { profileIds } from '../support/seed-archive'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'WAITKEY', secretKey: 'WAITSECRETCANARY' }
/** Longer than the app leaves to the first rows before it goes on with a sync, ms. */
const resumedMs = 6000

let asked = 0
async function stateOf(page: Page, profileId: string): Promise<SyncState> {
  return (await ask(page, 'sync.state', profileId, `state-${asked++}`)) as SyncState
}

/** An Archive that begins to fetch its history from a zone that fails so. @returns the profile's id */
async function beginToWait(
  { page }: RunningApp,
  folder: string,
  zone: Zone,
  retCode: number
): Promise<string> {
  await createProfile(page, profileOf(zone, 'Zone'))
  await expectTotal(page, zone.size)
  await page.getByTestId('view-archive').click()
  await expectTotal(page, 100)
  await zone.say({ faults: { retCode } })
  await page.getByTestId('sync-start').click()
  await expect(page.getByTestId('sync-progress')).toHaveAttribute('data-phase', 'waiting')
  return profileIds(folder)[0] ?? ''
}

async function callsTo(zone: Zone): Promise<number> {
  const { requests } = (await zone.say({ count: true })) as { requests: unknown[] }
  return requests.length
}

test('a refusal for the quota is waited for after a restart too', async () => {
  const zone = await startZone({ size: 600, ...keys })
  const folder = temporaryFolder()
  const first = await openApp(folder)
  const id = await beginToWait(first, folder, zone, 2500)
  const { resumesAt } = await stateOf(first.page, id)
  expect(resumesAt).toBeGreaterThan(Date.now() + 30_000)
  await first.close()

  const before = await callsTo(zone)
  const { page, close } = await openApp(folder)
  await page.waitForTimeout(resumedMs)
  const again = await stateOf(page, id)
  expect(again.phase).toBe('waiting')
  // Of the calls in flight each is refused, the last one a moment later than the first.
  const later = Number(again.resumesAt) - Number(resumesAt)
  expect(later).toBeGreaterThanOrEqual(0)
  expect(later).toBeLessThan(1000)
  expect(await callsTo(zone)).toBe(before)
  await expect(page.getByTestId('sync-progress')).toHaveAttribute('data-phase', 'waiting')
  await close()
  await zone.stop()
})

test('what waits for a zone goes on at once when the machine wakes up', async () => {
  const zone = await startZone({ size: 600, ...keys })
  const folder = temporaryFolder()
  const running = await openApp(folder)
  const { app, page } = running
  const id = await beginToWait(running, folder, zone, 5300)
  const left = async () => ((await stateOf(page, id)).resumesAt ?? 0) - Date.now()
  // The second failure is waited for longer than the work itself takes.
  await expect.poll(left, { timeout: 30_000 }).toBeGreaterThan(7500)
  await zone.say({ faults: null })
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
    powerMonitor.emit('resume')
  })
  const held = async () => (await stateOf(page, id)).coverage
  await expect.poll(held, { timeout: 5000 }).toMatchObject({ complete: true, held: 600 })
  expect(running.complaints).toEqual([])
  await running.close()
  await zone.stop()
})
