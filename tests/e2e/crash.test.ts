import type { Result } from '#shared/result'
import { expect, test, type ElectronApplication, type Page } from 'playwright/test'
import {
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { seeded, seedOfRun } from '../support/archive/random'
import { readConfig } from '../support/files'
import { killWindow } from '../support/kill-window'
import { killAll } from '../support/processes'
import { say } from '../support/say'
import { startZone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'CRASHKEY', secretKey: 'CRASHSECRETCANARY' }

function rowsInSight(page: Page): Promise<string[]> {
  return page
    .getByTestId('log-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-job-id') ?? ''))
}

/** Ids of the jobs that are not held any more. */
async function lost({ page }: RunningApp, profileId: string, ids: string[]): Promise<string[]> {
  const held = await page.evaluate(
    ([profile, jobs]) =>
      Promise.all(
        jobs.map((jobId) =>
          window.oplog.call('operations.record', { profileId: profile, jobId }, `record-${jobId}`)
        )
      ),
    [profileId, ids] as const
  )
  return ids.filter((_id, index) => {
    const result = JSON.parse(held[index] ?? '{}') as Partial<Result>
    return !(result.ok && typeof result.value === 'string')
  })
}

test('what was on screen is still there after the whole app was killed', async () => {
  const folder = temporaryFolder()
  const zone = await startZone({ size: 5000, ...keys })
  let running = await openApp(folder)
  await createProfile(running.page, profileOf(zone, 'Zone'))
  await running.page.getByTestId('log-row').first().waitFor()
  const first = await rowsInSight(running.page)
  await killAll(running.app)
  expect(first.length).toBeGreaterThan(10)

  // Once more while page after page comes in.
  running = await openApp(folder)
  const seen = new Set(first)
  await running.page.getByTestId('log-row').first().click()
  for (let screen = 0; screen < 12; screen++) {
    await running.page.keyboard.press('End')
    for (const id of await rowsInSight(running.page)) seen.add(id)
  }
  // A page is shown while it is being stored (ADR 3): what stood there for a moment is kept, and pages
  // that come in after that are still on their way when everything ends.
  await running.page.waitForTimeout(500)
  await running.page.keyboard.press('End')
  await killAll(running.app)
  expect(seen.size).toBeGreaterThan(100)
  await zone.stop()

  running = await openApp(folder)
  const profileId = readConfig(folder).profiles[0]?.id ?? ''
  await expect(running.page.getByTestId('offline-banner')).toBeVisible({ timeout: 30_000 })
  await expectTotal(running.page, 5000)
  expect(await lost(running, profileId, [...seen])).toEqual([])
  await running.page.getByTestId('view-archive').click()
  const total = running.page.getByTestId('log-total')
  await expect.poll(async () => Number(await total.getAttribute('data-total'))).toBeLessThan(5000)
  expect(Number(await total.getAttribute('data-total'))).toBeGreaterThanOrEqual(seen.size)
  await running.close()
})

test('after a crash of the page its log is there again, and after the next one too', async () => {
  const { app, page } = await openApp(temporaryFolder(), ['--demo'])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  // Playwright's page is gone for good with the process, so the window itself is asked.
  const rows = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `document.querySelectorAll('[data-testid="log-row"]').length`
      )
    )
  for (let crash = 0; crash < 2; crash++) {
    const before = await processOfPage(app)
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    )
    await expect.poll(() => processOfPage(app)).not.toBe(before)
    await expect.poll(rows, { timeout: 20_000 }).toBeGreaterThan(5)
  }
  await app.close()
})

function processOfPage(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
  )
}

test('a backfill goes on after the whole app was killed amid it, and nothing is lost', async () => {
  const seed = seedOfRun()
  const zone = await startZone({ size: 6000, ...keys })
  const { wrong, ...figures } = await killWindow({
    folder: temporaryFolder(),
    zone,
    size: 6000,
    kills: 3,
    delayMs: 120,
    withinMs: 1500,
    random: seeded(seed)
  })
  await zone.stop()
  say(`kills of the app during a backfill, seed ${seed}`, figures)
  expect(wrong).toEqual([[], [], [], []])
  expect(figures.rows).toBe(6000)
  expect(figures.amid).toBeGreaterThan(0)
  expect(figures.resumed).toBeGreaterThan(0)
})
