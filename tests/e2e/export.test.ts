import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'playwright/test'
import {
  answerSaveDialog,
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder
} from '../support/app'
import { allRows } from '../support/oracle'
import { startZone, type Row } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'EXPORTKEY', secretKey: 'EXPORTSECRETCANARY' }

test('the exported CSV holds exactly the rows of the service', async () => {
  const zone = await startZone({ size: 730, ...keys })
  const running = await openApp(temporaryFolder())
  const { app, page } = running
  const path = join(temporaryFolder(), 'log.csv')
  await createProfile(page, profileOf(zone, 'Export'))
  await expectTotal(page, 730)

  await answerSaveDialog(app, path)
  const before = (await allRows(zone)).map(asText)
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
  const result = page.getByTestId('export-result')
  await expect(result).toHaveAttribute('data-rows', '730', { timeout: 60_000 })
  await expect(result).toHaveAttribute('data-path', path)

  const rows = parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[]
  // A pending row may end while the test runs, so a row is as it was before or as it is after.
  const after = (await allRows(zone)).map(asText)
  expect(rows.map((row) => row.job_id)).toEqual(after.map((row) => row.job_id))
  rows.forEach((row, index) => expect([before[index], after[index]]).toContainEqual(row))
  await running.close()
  await zone.stop()
})

test('an export that loses the network leaves no file and says what happened', async () => {
  const { zone, running, page, folder } = await startLongExport()
  await expect(page.getByTestId('export-progress')).toBeVisible()
  await zone.stop()
  await expect(page.getByText(/network|reached|connect/i).first()).toBeVisible({ timeout: 60_000 })
  expect(existsSync(join(folder, 'log.csv'))).toBe(false)
  expect(readdirSync(folder)).toEqual([])
  await running.close()
})

test('a cancelled export leaves no file', async () => {
  const { zone, running, page, folder } = await startLongExport()
  await page.getByTestId('export-cancel').click()
  await expect(page.getByTestId('export-progress')).toBeHidden()
  expect(readdirSync(folder)).toEqual([])
  await running.close()
  await zone.stop()
})

/** An export of 50 slow pages, under way. */
async function startLongExport() {
  const zone = await startZone({ size: 5000, ...keys })
  const running = await openApp(temporaryFolder())
  const { app, page } = running
  const folder = temporaryFolder()
  await createProfile(page, profileOf(zone, 'Export'))
  await expectTotal(page, 5000)
  await answerSaveDialog(app, join(folder, 'log.csv'))
  await zone.say({ faults: { delayMs: 200 } })
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
  return { zone, running, page, folder }
}

/** A row as a CSV holds it: all text, nothing for null. */
function asText(row: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, value === null ? '' : String(value)])
  )
}
