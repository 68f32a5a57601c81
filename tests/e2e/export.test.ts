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
import { demoRows } from '../support/seed-archive'
import { startZone, type Row } from '../support/zone-process'
import { east, seedZones, stopZones, west } from '../support/zones'

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

test('the save dialog asks before a file is replaced', async () => {
  const { app, page, close } = await openApp(temporaryFolder(), ['--demo'])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await app.evaluate(({ dialog }) => {
    const show = (_window: unknown, options?: { properties?: string[] }) => {
      Object.assign(globalThis, { asked: options?.properties })
      return Promise.resolve({ canceled: true, filePath: '' })
    }
    Object.assign(dialog, { showSaveDialog: show })
  })
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
  const asked = () => app.evaluate(() => (globalThis as { asked?: string[] }).asked)
  await expect.poll(asked).toEqual(['showOverwriteConfirmation'])
  await close()
})

test('an export that loses the network says what happened, and goes on once it is back', async () => {
  const { zone, running, page, folder } = await startLongExport()
  await expect(page.getByTestId('export-progress')).not.toHaveAttribute('data-done', '0')
  await zone.stop()
  const waits = page.getByTestId('export-waits')
  await expect(waits).toContainText('cannot be reached; the export tries again', {
    timeout: 60_000
  })
  expect(existsSync(join(folder, 'log.csv'))).toBe(false)
  const again = await startZone(zone)
  await expect(page.getByTestId('export-result')).toBeVisible({ timeout: 60_000 })
  expect(readdirSync(folder)).toEqual(['log.csv'])
  await running.close()
  await again.stop()
})

test('a cancelled export leaves no file', async () => {
  const { zone, running, page, folder } = await startLongExport()
  await page.getByTestId('export-cancel').click()
  await expect(page.getByTestId('export-progress')).toBeHidden()
  expect(readdirSync(folder)).toEqual([])
  await running.close()
  await zone.stop()
})

test('what a killed export leaves in the folder goes at the next start', async () => {
  const { zone, running, folder, userData } = await startLongExport()
  await expect.poll(() => readdirSync(folder)).toHaveLength(1)
  const ended = running.app.waitForEvent('close')
  running.app.process().kill('SIGKILL')
  await ended
  expect(readdirSync(folder)).toHaveLength(1)
  const again = await openApp(userData)
  await expect.poll(() => readdirSync(folder)).toEqual([])
  await again.close()
  await zone.stop()
})

for (const end of ['its user', 'the system'] as const) {
  test(`an export keeps the app from quitting until ${end} insists`, async () => {
    const { zone, running, page, folder } = await startLongExport()
    const { app } = running
    await expect(page.getByTestId('export-progress')).toBeVisible()
    await app.evaluate(({ dialog }) => {
      const asked: string[] = []
      const state = Object.assign(globalThis, { asked, response: 0 })
      const show = (_window: unknown, { message }: { message: string }) => {
        asked.push(message)
        return Promise.resolve({ response: state.response })
      }
      Object.assign(dialog, { showMessageBox: show })
    })
    const asked = () => app.evaluate(() => (globalThis as { asked?: string[] }).asked)
    const question = 'An export is still being written (log.csv). Quit and discard it?'
    await app.evaluate(({ app }) => app.quit())
    await expect.poll(asked).toEqual([question])
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(asked).toEqual([question, question])
    await expect(page.getByTestId('export-cancel')).toBeVisible()
    expect(readdirSync(folder)).toHaveLength(1)

    const ended = app.waitForEvent('close')
    if (end === 'the system') {
      // Not a question more: nobody is there to answer it.
      app.process().kill('SIGTERM')
    } else {
      await app.evaluate(({ app }) => {
        Object.assign(globalThis, { response: 1 })
        app.quit()
      })
    }
    await ended
    expect(readdirSync(folder)).toEqual([])
    await zone.stop()
  })
}

test('all zones: the rows of a time as the table reads it, each with its zone', async () => {
  const userData = temporaryFolder()
  const held = demoRows(400, 11)
  const zones = await seedZones(userData, [
    { name: 'East', size: 60, seed: 1, ...east, held },
    { name: 'West', size: 45, seed: 2, ...west, held: held.slice(100) }
  ])
  const running = await openApp(userData)
  const { app, page } = running
  await page.getByTestId('all-zones').click()
  await page.getByTestId('time-zone').selectOption('Asia/Shanghai')
  await expectTotal(page, 60 + 400 + 45 + 300)
  // Both hold this one, and in UTC it was eight hours earlier.
  const wanted = held[250]
  const created = Date.parse(wanted?.create_time ?? '')
  const text = new Date(created + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  await page.getByTestId('archive-text').fill(text)
  const total = page.getByTestId('log-total')
  await expect(total).not.toHaveAttribute('data-total', String(60 + 400 + 45 + 300))
  const shown = Number(await total.getAttribute('data-total'))

  const path = join(temporaryFolder(), 'log.csv')
  await answerSaveDialog(app, path)
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
  await expect(page.getByTestId('export-result')).toHaveAttribute('data-rows', String(shown))
  const lines = parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[]
  expect(lines).toHaveLength(shown)
  const named = lines.filter(({ job_id }) => job_id === wanted?.job_id)
  expect(named.map(({ profile }) => profile).sort()).toEqual(['East', 'West'])
  expect(lines.every((line) => line.create_time?.startsWith(text.replace(' ', 'T')))).toBe(true)
  expect(running.complaints).toEqual([])
  await running.close()
  await stopZones(zones)
})

/** An export of 50 slow pages, under way. */
async function startLongExport() {
  const zone = await startZone({ size: 5000, ...keys })
  const userData = temporaryFolder()
  const running = await openApp(userData)
  const { app, page } = running
  const folder = temporaryFolder()
  await createProfile(page, profileOf(zone, 'Export'))
  await expectTotal(page, 5000)
  await answerSaveDialog(app, join(folder, 'log.csv'))
  await zone.say({ faults: { delayMs: 200 } })
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
  return { zone, running, page, folder, userData }
}

/** A row as a CSV holds it: all text, nothing for null. */
function asText(row: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, value === null ? '' : String(value)])
  )
}
