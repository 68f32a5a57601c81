import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
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

const liveRows = 250
const heldRows = 3000
const run = promisify(execFile)
let folder: string
let zones: Zone[]
let running: RunningApp

/** One resource of which much is known in two zones. */
const resource = 'ehpc-busy0001'
const odd: DemoRow & Record<string, unknown> = {
  ...row('j-odd', '2026-11-19T23:59:00Z'),
  status: 'failed',
  error_codes: '1400,7777',
  vendor_extra: { nested: { list: [1, 2, 3], 名称: '节点' } },
  huge: Array.from({ length: 20_000 }, (_, index) => ({ index, text: `line ${index}` })),
  long: 'x'.repeat(2_000_000)
}

function row(jobId: string, time: string): DemoRow {
  return {
    action_describe: '添加节点到队列',
    create_time: time,
    error_codes: '',
    job_action: 'HpcQueueAddEhpcQueueNodes',
    job_id: jobId,
    owner: 'usr-odd',
    resource_ids: `cln-busy0002 ${resource}`,
    status: 'successful',
    status_time: new Date(Date.parse(time) + 300_000).toISOString().replace('.000', ''),
    submitter: 'nscca-hpc1',
    task_count: null
  }
}

function busy(count: number, prefix: string): DemoRow[] {
  const end = Date.parse('2026-11-19T23:00:00Z')
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(end - index * 400_000).toISOString().replace('.000', '')
    const status = index % 50 === 0 ? 'pending' : index % 9 === 0 ? 'failed' : 'successful'
    return { ...row(`${prefix}-${index}`, time), status }
  })
}

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = temporaryFolder()
  const held = [...demoRows(heldRows, 11), ...busy(1000, 'e'), odd]
  zones = await seedZones(folder, [
    { name: 'East', size: liveRows, seed: 1, ...east, held },
    { name: 'West', size: 45, seed: 2, ...west, held: busy(3, 'w') }
  ])
  await start()
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

async function start(): Promise<void> {
  running = await openApp(folder)
  await running.page.setViewportSize({ width: 1440, height: 900 })
  await running.page.getByTestId('log-row').first().waitFor()
  await running.page.keyboard.press('Control+1')
}

function selected(page: Page): Locator {
  return page.locator('[data-testid="log-row"][aria-selected="true"]')
}

/** Asks the Archive of the current zone for the rows of one owner or job. */
async function show(name: 'owner' | 'job_ids', value: string): Promise<void> {
  const { page } = running
  await page.getByTestId('params-reset').click()
  await page.getByTestId('view-archive').click()
  await setParameter(page, name, value)
  await page.getByTestId('params-apply').click()
}

async function copied(form: string): Promise<string> {
  await running.page.getByTestId(`detail-copy-${form}`).click()
  await expect(running.page.getByText('Copied')).toBeVisible()
  return running.app.evaluate(({ clipboard }) => clipboard.readText())
}

test('next and previous move the table, also past the rows that are loaded', async () => {
  const { page } = running
  await expectTotal(page, liveRows)
  await page.getByTestId('log-row').first().click()
  const place = page.getByTestId('detail-place')
  await expect(place).toContainText(`1 of ${liveRows}`)
  await expect(page.getByTestId('detail-previous')).toBeDisabled()
  await page.getByTestId('detail-next').click()
  await expect(page.locator('[data-index="1"][aria-selected="true"]')).toBeVisible()
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('End')
  await expect(place).toContainText(/^(100|200|250) of 250/)
  await page.getByTestId('detail-pane').getByTestId('detail-raw').focus()
  for (let at = 0; at < 250 && !(await place.textContent())?.includes('250 of'); at++) {
    const before = await place.textContent()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(place).not.toHaveText(before ?? '')
  }
  await expect(page.getByTestId('detail-next')).toBeDisabled()
  await expect(selected(page)).toBeInViewport()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(place).toContainText('249 of 250')
})

test('in the Archive the keys walk over pages that are not here yet', async () => {
  const { page } = running
  await page.getByTestId('view-archive').click()
  await expectTotal(page, heldRows + 1001 + liveRows)
  await page.getByTestId('log-row').first().click()
  await page.keyboard.press('End')
  const place = page.getByTestId('detail-place')
  await expect(place).toContainText('4,251 of 4,251')
  for (const at of ['4,250', '4,249', '4,248']) {
    await page.keyboard.press('Alt+ArrowUp')
    await expect(place).toContainText(at)
    await expect(selected(page)).toBeInViewport()
  }
})

test('fields known and unknown, and error codes, are explained in both languages', async () => {
  const { page } = running
  await show('job_ids', 'j-odd')
  await expectTotal(page, 1)
  await page.getByTestId('log-row').first().click()
  const field = (name: string) =>
    page.locator(`[data-testid="detail-field"][data-field="${name}"] dd`)
  await expect(field('vendor_extra')).toHaveText('{"nested":{"list":[1,2,3],"名称":"节点"}}')
  await expect(field('duration')).toHaveText('5 m 00 s')
  const error = (code: string) => page.locator(`[data-testid="detail-error"][data-code="${code}"]`)
  await expect(error('1400')).toContainText('Denied')
  await expect(error('7777')).toContainText('not published')
  await page.getByTestId('language-zh').click()
  await expect(error('1400')).toContainText('访问被拒绝')
  await expect(error('7777')).toContainText('没有公开')
  await expect(field('duration')).toHaveText('5 分 00 秒')
  await page.getByTestId('language-en').click()
})

test('a record of megabytes is read in full, folded, searched, and left by Tab', async () => {
  const { page } = running
  const raw = await page.getByTestId('detail-raw').textContent()
  expect(JSON.parse(raw ?? '')).toEqual(odd)
  await page.getByTestId('raw-viewer-toggle').click()
  const viewer = page.getByTestId('raw-viewer')
  await expect(viewer.locator('.cm-line').first()).toBeVisible()
  expect(await viewer.locator('.cm-line').count()).toBeLessThan(500)
  expect(JSON.parse((await page.getByTestId('detail-raw').textContent()) ?? '')).toEqual(odd)
  const content = viewer.locator('.cm-content')
  await content.focus()
  await page.keyboard.press('x')
  await expect(content).not.toContainText('x{')
  await page.getByTestId('raw-fold').click()
  // What its two fields with something in them hold.
  await expect(viewer.locator('.cm-foldPlaceholder')).toHaveCount(2)
  expect(await viewer.locator('.cm-line').count()).toBeLessThan(20)
  await page.getByTestId('raw-unfold').click()
  await content.focus()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('line 19999')
  await page.keyboard.press('Enter')
  await expect(viewer.locator('.cm-searchMatch-selected')).toHaveText('line 19999')
  await page.keyboard.press('Escape')
  await expect(viewer.locator('.cm-search')).toHaveCount(0)
  await expect(page.getByTestId('detail-pane')).toBeVisible()
  await content.focus()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByTestId('raw-search')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(content).not.toBeFocused()
  await page.getByTestId('detail-close').click()
  await expect(page.getByTestId('log-table')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(viewer.locator('.cm-line').first()).toBeVisible()
  await expect(page.getByTestId('log-table')).toBeFocused()
  await page.getByTestId('raw-viewer-toggle').click()
  await expect(page.getByTestId('detail-raw')).toBeVisible()
})

test('a row is copied as text, JSON and Markdown', async () => {
  const { page } = running
  expect(await copied('text')).toContain('Created: ')
  expect(JSON.parse(await copied('json'))).toEqual(odd)
  expect(await copied('markdown')).toMatch(/^\| .*添加节点到队列.* \|$/)
  await expect(page.getByTestId('detail-copy-curl')).toBeEnabled()
})

test('the cURL script gets exactly its row from the zone, and holds no secret', async () => {
  const { page } = running
  await page.getByTestId('params-reset').click()
  await page.getByTestId('view-live').click()
  await expectTotal(page, liveRows)
  await page.getByTestId('log-row').nth(4).click()
  const jobId = await page.getByTestId('log-row').nth(4).getAttribute('data-job-id')
  await expect(page.getByTestId('detail-pane')).toContainText(jobId ?? '')
  const script = await copied('curl')
  expect(script).not.toContain(east.secretKey)
  expect(script).not.toContain(east.accessKeyId)
  const path = join(folder, 'ask.sh')
  writeFileSync(path, script)
  const { stdout } = await run('sh', [path], {
    env: {
      PATH: process.env.PATH,
      OPLOG_ACCESS_KEY_ID: east.accessKeyId,
      OPLOG_SECRET_KEY: east.secretKey
    }
  })
  const answer = JSON.parse(stdout) as { ret_code: number; job_set: { job_id: string }[] }
  expect(answer).toMatchObject({ ret_code: 0, job_set: [{ job_id: jobId }] })
  expect(answer.job_set).toHaveLength(1)
})

test('rows of two zones are compared, differences are marked, one can be taken out', async () => {
  const { page } = running
  const add = page.getByTestId('compare-toggle')
  await show('owner', 'usr-odd')
  await expectTotal(page, 1001)
  await page.getByTestId('log-row').nth(1).click()
  await add.click()
  await expect(page.getByTestId('compare-open')).toBeDisabled()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(add).toHaveAttribute('data-compared', 'false')
  await add.click()
  await page.keyboard.press('Control+2')
  await show('owner', 'usr-odd')
  await expectTotal(page, 3)
  await page.getByTestId('log-row').first().click()
  await add.click()
  await zones[1]?.stop()
  await page.getByTestId('compare-open').click()
  const rows = page.getByTestId('compare-row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(2)).toContainText('West')
  const field = (name: string) =>
    page.locator(`[data-testid="compare-field"][data-field="${name}"]`)
  await expect(field('create_time')).toContainText('≠')
  await expect(field('owner')).toHaveAttribute('data-differs', 'false')
  await page.getByTestId('compare-only').check()
  await expect(field('owner')).toHaveCount(0)
  await page.getByTestId('compare-remove').nth(1).click()
  await expect(rows).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('compare-dialog')).toBeHidden()
  await expect(page.getByTestId('detail-pane')).toBeVisible()
})

test('the story of a thousand operations over two zones zooms, and is a list too', async () => {
  const { page } = running
  await page.getByTestId('all-zones').click()
  await setParameter(page, 'job_ids', 'w-1')
  await page.getByTestId('params-apply').click()
  await expectTotal(page, 1)
  await page.getByTestId('log-row').first().click()
  const pane = page.getByTestId('story').getByTestId('story-lane')
  await expect(pane.filter({ hasText: 'East' }).first()).toContainText(resource)
  await expect(pane.filter({ hasText: 'West' }).first()).toContainText(resource)
  await page.getByTestId('story-open').click()
  const dialog = page.getByTestId('story-dialog')
  await expect(dialog.getByTestId('story-lane').first()).toContainText('Cluster')
  const bars = dialog.locator(`[data-resource-id="${resource}"] [data-testid="story-bar"]`)
  await expect.poll(() => bars.count()).toBeGreaterThan(990)
  for (const shape of ['quiet', 'failed', 'pending']) {
    await expect(dialog.locator(`.bar.${shape}`).first()).toBeAttached()
  }
  const items = dialog.getByTestId('story-item')
  await expect.poll(() => items.count()).toBeGreaterThan(990)
  await expect(items.first()).toContainText(resource)
  const before = await bars.count()
  await dialog.getByTestId('story-zoom-in').click()
  await expect.poll(() => bars.count()).toBeLessThan(before)
  await dialog.locator('[data-testid="story-range"][data-span="all"]').click()
  const last = items.nth(5)
  const id = await last.getAttribute('data-job-id')
  await last.getByRole('button').press('Enter')
  await expect(last.getByRole('button')).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('detail-pane')).toContainText(id ?? '')
})

test('the pane folds away by key and button, also after a restart', async () => {
  const { page } = running
  await page.getByTestId('detail-collapse').click()
  await expect(page.getByTestId('detail-pane')).toBeHidden()
  await expect(page.getByTestId('detail-expand')).toBeFocused()
  expect(running.complaints.filter((text) => !text.includes('ERR_'))).toEqual([])
  await running.close()
  await start()
  await running.page.getByTestId('log-row').first().click()
  await expect(running.page.getByTestId('detail-expand')).toBeVisible()
  await expect(running.page.getByTestId('detail-pane')).toBeHidden()
  await running.page.keyboard.press('Control+i')
  await expect(running.page.getByTestId('detail-pane')).toBeVisible()
  expect(running.complaints).toEqual([])
})
