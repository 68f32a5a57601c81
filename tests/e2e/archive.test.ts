import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test, type Page } from 'playwright/test'
import {
  answerSaveDialog,
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { allRows } from '../support/oracle'
import { startZone, type Row } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'ARCHIVEKEY', secretKey: 'ARCHIVESECRETCANARY' }
let running: RunningApp
let page: Page
let rows: Row[]

/** Every row of a zone is held, then the zone is gone. */
test.beforeAll(async () => {
  const zone = await startZone({ size: 400, ...keys })
  running = await openApp(temporaryFolder())
  page = running.page
  await createProfile(page, profileOf(zone, 'Archive'))
  await expectTotal(page, 400)
  await page.getByTestId('log-row').first().click()
  const loaded = page.getByTestId('log-loaded')
  await expect
    .poll(async () => {
      await page.keyboard.press('End')
      return loaded.getAttribute('data-loaded')
    })
    .toBe('400')
  rows = await allRows(zone)
  await zone.stop()
  await page.getByTestId('view-archive').click()
  await expectTotal(page, 400)
})

test.afterAll(() => running.close())

test.describe.configure({ mode: 'serial' })

async function search(text: string): Promise<void> {
  await page.getByTestId('archive-text').fill(text)
  await page.getByTestId('archive-text').press('Enter')
}

/** Rows that hold the text in any field but the times, whatever its case. */
function matching(text: string): Row[] {
  return rows.filter((row) =>
    Object.values(row).some((value) => String(value).toLowerCase().includes(text.toLowerCase()))
  )
}

test('the text of any field is found, one Chinese character is enough', async () => {
  const failed = rows.find((row) => row.error_codes)
  const any = rows[123]
  const texts = {
    'one character': '节',
    'two characters': '队列',
    'a whole description': String(any?.action_describe),
    'part of an action, in another case': 'hpcnoderest',
    'part of a resource': String(any?.resource_ids).split(' ')[0]?.slice(3) ?? '',
    'an owner': String(any?.owner),
    'part of a job id': String(any?.job_id).slice(2).toUpperCase(),
    'an error code': String(failed?.error_codes).match(/\d+/)?.[0] ?? '',
    'what nothing holds': '没有这样的文字',
    'a wildcard': '%'
  }
  for (const [name, text] of Object.entries(texts)) {
    expect(text, name).not.toBe('')
    await search(text)
    const expected = matching(text)
    await expect(page.getByTestId('log-total'), name).toHaveAttribute(
      'data-total',
      String(expected.length)
    )
    const newest = expected[0]?.job_id
    if (newest === undefined) await expect(page.getByTestId('log-empty'), name).toBeVisible()
    else {
      const first = page.getByTestId('log-row').first()
      await expect(first, name).toHaveAttribute('data-job-id', String(newest))
    }
  }
})

test('what is held is exported as chosen: columns, time zone, byte order mark, headers', async () => {
  await search('队列')
  const expected = matching('队列')
  await expectTotal(page, expected.length)
  const path = join(temporaryFolder(), 'held.csv')
  await answerSaveDialog(running.app, path)
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-encoding').selectOption('utf-8-bom')
  await page.getByTestId('export-time-zone').selectOption('Asia/Shanghai')
  const chosen = ['create_time', 'action_describe', 'owner', 'job_id']
  const columns = page.locator('[role="group"] input[data-column]:visible')
  for (const box of await columns.all()) {
    await box.setChecked(chosen.includes((await box.getAttribute('data-column')) ?? ''))
  }
  await page.getByTestId('export-start').click()
  const result = page.getByTestId('export-result')
  await expect(result).toHaveAttribute('data-rows', String(expected.length))
  const bytes = readFileSync(path)
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const records = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
  const shanghai = (time: unknown) =>
    `${new Date(Date.parse(String(time)) + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
  expect(records.map((record) => JSON.stringify(Object.entries(record).sort()))).toEqual(
    expected.map(({ create_time, action_describe, owner, job_id }) =>
      JSON.stringify(
        Object.entries({
          create_time: shanghai(create_time),
          action_describe,
          owner,
          job_id
        }).sort()
      )
    )
  )
  await page.keyboard.press('Escape')
})

async function exportTo(folder: string): Promise<void> {
  await answerSaveDialog(running.app, join(folder, 'log.csv'))
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
}

test('a folder that may not be written to is said, and left as it was', async () => {
  // Root may write everywhere but into the kernel's own folders.
  const isRoot = process.getuid?.() === 0
  test.skip(isRoot && !existsSync('/sys/kernel'), 'root, and no /sys')
  const folder = isRoot ? '/sys' : join(temporaryFolder(), 'closed')
  if (!isRoot) mkdirSync(folder, { mode: 0o555 })
  const before = readdirSync(folder)
  await exportTo(folder)
  const error = page.getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', 'permission-denied')
  await expect(error).toContainText('Choose a folder of your own')
  expect(readdirSync(folder)).toEqual(before)
  if (!isRoot) chmodSync(folder, 0o755)
  await page.keyboard.press('Escape')
})

test('a full disk is said, and no part of a file is left on it', async () => {
  const disk = smallDisk()
  test.skip(disk === null, 'a small disk can be mounted by root only')
  if (disk === null) return
  try {
    await search('')
    await expectTotal(page, 400)
    await exportTo(disk)
    const error = page.getByTestId('error-banner')
    await expect(error).toHaveAttribute('data-code', 'disk-full')
    await expect(error).toContainText('Free some space')
    expect(readdirSync(disk)).toEqual([])
  } finally {
    execFileSync('umount', [disk])
  }
  // The same export goes on elsewhere, without a restart.
  const folder = temporaryFolder()
  await answerSaveDialog(running.app, join(folder, 'log.csv'))
  await page.getByTestId('export-start').click()
  await expect(page.getByTestId('export-result')).toHaveAttribute('data-rows', '400')
  await page.keyboard.press('Escape')
})

/** 16 KiB in memory; null where this process may not mount it. */
function smallDisk(): string | null {
  const folder = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}

test('cells that a spreadsheet would run are disarmed, and shown as they came', async () => {
  const formula = '=HYPERLINK("http://127.0.0.1/?"&A1,"节点")'
  const service = createServer((_request, response) => {
    const rows = [{ job_id: 'j-formula', action_describe: formula, owner: '+user', status: '-1' }]
    const create_time = '2026-11-20T14:03:59Z'
    const job_set = rows.map((row) => ({ ...row, create_time, error_codes: '@SUM(1)' }))
    response.end(JSON.stringify({ ret_code: 0, total_count: 1, job_set }))
  })
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/api`
  await createProfile(page, { name: 'Formulas', endpoint, ...keys })
  await expect(page.locator('[data-column="action_describe"][data-value]')).toHaveText(formula)
  const folder = temporaryFolder()
  await exportTo(folder)
  await expect(page.getByTestId('export-result')).toHaveAttribute('data-rows', '1')
  const [record] = parse(readFileSync(join(folder, 'log.csv')), { columns: true }) as unknown[]
  expect(record).toMatchObject({
    action_describe: `'${formula}`,
    owner: "'+user",
    error_codes: "'@SUM(1)",
    // A number is no formula.
    status: '-1'
  })
  service.close()
})
