import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test, type Locator, type Page } from 'playwright/test'
import { actionWords } from '#shared/action-name'
import type { DemoRow } from '../../electron/demo/generator'
import {
  answerSaveDialog,
  expectTotal,
  openApp,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { demoRows } from '../support/seed-archive'
import { type Zone } from '../support/zone-process'
import { east, seedZones, stopZones, west } from '../support/zones'

const many = 20_000
const few = 400
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
  // Empty zones: nothing but what was seeded is held.
  zones = await seedZones(folder, [
    { name: 'East', size: 0, ...east, held: rows },
    { name: 'West', size: 0, ...west, held: others }
  ])
  running = await openApp(folder)
  await running.page.setViewportSize({ width: 1440, height: 900 })
  await running.page.getByTestId('time-zone').selectOption('Asia/Shanghai')
  await running.page.keyboard.press('Control+1')
  await running.page.getByTestId('view-archive').click()
  await expectTotal(running.page, many)
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

interface Figures {
  count: number
  failed: number
  pending: number
  p50: number | null
  p95: number | null
  max: number | null
}

/** The same figures, counted from the rows themselves. */
function figuresOf(group: readonly DemoRow[]): Figures {
  const running: readonly string[] = ['pending', 'working']
  const pending = group.filter(({ status }) => running.includes(status))
  const lengths = group
    .filter((row) => !pending.includes(row))
    .map((row) => Date.parse(row.status_time) - Date.parse(row.create_time))
    .sort((a, b) => a - b)
  const rank = (part: number) => lengths[Math.max(0, Math.ceil(part * lengths.length) - 1)] ?? null
  return {
    count: group.length,
    failed: group.filter(({ status }) => status.includes('fail')).length,
    pending: pending.length,
    p50: rank(0.5),
    p95: rank(0.95),
    max: lengths.at(-1) ?? null
  }
}

function grouped(all: readonly DemoRow[], keysOf: (row: DemoRow) => string[]) {
  const groups = new Map<string, DemoRow[]>()
  for (const row of all) {
    for (const key of keysOf(row)) {
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
  }
  return new Map([...groups].map(([key, group]) => [key, figuresOf(group)]))
}

const keys = {
  job_action: (row: DemoRow) => [row.job_action],
  owner: (row: DemoRow) => [row.owner],
  submitter: (row: DemoRow) => [row.submitter],
  resource_ids: (row: DemoRow) => row.resource_ids.split(' ').filter(Boolean),
  // Shanghai is eight hours ahead the whole year.
  day: (row: DemoRow) => [
    new Date(Date.parse(row.create_time) + 8 * 3_600_000).toISOString().slice(0, 10)
  ]
}

async function figuresOn(row: Locator): Promise<Figures> {
  const value = async (column: string) => {
    const text = await row.locator(`[data-column="${column}"]`).getAttribute('data-value')
    return text === '' ? null : Number(text)
  }
  const [count, failed, pending] = [
    await value('count'),
    await value('failed'),
    await value('pending')
  ]
  return {
    count: count ?? 0,
    failed: failed ?? 0,
    pending: pending ?? 0,
    p50: await value('p50'),
    p95: await value('p95'),
    max: await value('max')
  }
}

async function group(page: Page, by: keyof typeof keys): Promise<void> {
  await page.locator(`[data-testid="statistics-by"][data-by="${by}"]`).click()
  await expect(page.getByTestId('statistics')).toHaveAttribute('data-by', by)
  await expect(page.getByTestId('statistics')).toHaveAttribute('data-total', /\d/)
}

function rowOf(page: Page, key: string): Locator {
  return page.locator(`[data-testid="statistics-row"][data-key="${key}"]`)
}

function first(page: Page): Locator {
  return page.getByTestId('statistics-row').first()
}

for (const by of ['job_action', 'owner', 'submitter', 'resource_ids', 'day'] as const) {
  test(`figures by ${by} are those of the rows themselves`, async () => {
    const { page } = running
    if (!(await page.getByTestId('statistics').isVisible())) {
      await page.getByTestId('statistics-open').click()
    }
    await group(page, by)
    const wanted = grouped(rows, keys[by])
    expect(await figuresOn(page.getByTestId('statistics-all'))).toEqual(figuresOf(rows))
    await expect(page.getByTestId('statistics-summary')).toContainText(
      wanted.size.toLocaleString('en-US')
    )
    const listed = await page.getByTestId('statistics-row').all()
    expect(listed.length).toBe(Math.min(100, wanted.size))
    for (const row of listed.slice(0, 25)) {
      const key = (await row.getAttribute('data-key')) ?? ''
      expect({ key, ...(await figuresOn(row)) }).toEqual({ key, ...wanted.get(key) })
    }
    await page.locator('[data-head="p95"] button').click()
    await expect(page.locator('[data-head="p95"]')).toHaveAttribute('aria-sort', 'descending')
    const most = [...wanted.values()].reduce((max, { p95 }) => Math.max(max, p95 ?? 0), 0)
    await expect(first(page).locator('[data-column="p95"]')).toHaveAttribute(
      'data-value',
      String(most)
    )
    await page.locator(`[data-head="${by === 'day' ? 'key' : 'count'}"] button`).click()
  })
}

test('more groups than a page are searched and paged, and the charts say what they leave out', async () => {
  const { page } = running
  await group(page, 'resource_ids')
  const wanted = grouped(rows, keys.resource_ids)
  expect(wanted.size).toBeGreaterThan(100)
  await expect(page.getByTestId('statistics-note')).toContainText(
    `${wanted.size.toLocaleString('en-US')} groups in the order of the table. An operation on several`
  )
  const before = await first(page).getAttribute('data-key')
  await page.getByTestId('statistics-next').click()
  await expect(first(page)).not.toHaveAttribute('data-key', before ?? '')
  const rare = [...wanted].toSorted((a, b) => a[1].count - b[1].count)[0]?.[0] ?? ''
  await page.getByTestId('statistics-search').fill(rare.toUpperCase())
  await expect(rowOf(page, rare)).toBeVisible()
  expect(await figuresOn(rowOf(page, rare))).toEqual(wanted.get(rare))
  await page.getByTestId('statistics-search').fill('')
})

test('a row shows its operations, with Shift it takes them out', async () => {
  const { page } = running
  await group(page, 'owner')
  const owner = (await first(page).getAttribute('data-key')) ?? ''
  const count = grouped(rows, keys.owner).get(owner)?.count ?? 0
  const choose = rowOf(page, owner).getByTestId('statistics-choose')
  await choose.focus()
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByTestId('statistics')).toHaveAttribute('data-total', String(many - count))
  await expect(rowOf(page, owner)).toHaveCount(0)
  await page.getByTestId('params-reset').click()
  await choose.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('statistics')).toBeHidden()
  await expectTotal(page, count)
  await expect(page.locator('[data-testid="filter-chip"][data-field="owner"]')).toContainText(owner)
  await page.getByTestId('params-reset').click()
  await expectTotal(page, many)
})

test('a bar is a filter too, by mouse, by key and by its menu', async () => {
  const { page } = running
  await page.getByTestId('statistics-open').click()
  await group(page, 'job_action')
  const chart = page.getByTestId('statistics-chart-counts').getByRole('application')
  const wanted = [...grouped(rows, keys.job_action)].toSorted((a, b) => b[1].count - a[1].count)
  await chart.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(chart.getByRole('status')).toContainText(actionWords(wanted[1]?.[0] ?? ''))
  await page.keyboard.press('Enter')
  await expectTotal(page, wanted[1]?.[1].count ?? 0)
  await page.getByTestId('params-reset').click()
  await page.getByTestId('statistics-open').click()
  const box = await chart.boundingBox()
  if (!box) throw new Error('no chart')
  const middle = { x: box.width * 0.6, y: box.height * 0.5 }
  await chart.click({ position: middle, button: 'right' })
  await page.getByTestId('cell-include').click()
  await expect(page.getByTestId('statistics-row')).toHaveCount(1)
  const only = (await first(page).getAttribute('data-key')) ?? ''
  await expectTotal(page, grouped(rows, keys.job_action).get(only)?.count ?? 0)
  await page.getByTestId('params-reset').click()
  await expect(page.getByTestId('statistics-row')).toHaveCount(wanted.length)
  await chart.click({ position: middle })
  await expect(page.getByTestId('statistics')).toBeHidden()
  await expectTotal(page, grouped(rows, keys.job_action).get(only)?.count ?? 0)
  await page.getByTestId('params-reset').click()
})

test('a day sets the time range, in the zone that is chosen, and there is a way back', async () => {
  const { page } = running
  await page.getByTestId('statistics-open').click()
  await group(page, 'day')
  const day = (await page.getByTestId('statistics-row').nth(2).getAttribute('data-key')) ?? ''
  await rowOf(page, day).getByTestId('statistics-choose').click()
  await expectTotal(page, grouped(rows, keys.day).get(day)?.count ?? 0)
  await expect(page.getByTestId('param-start_time')).toHaveValue(`${day} 00:00:00`)
  await expect(page.getByTestId('param-end_time')).toHaveValue(`${day} 23:59:59`)
  await page.getByTestId('histogram-back').click()
  await expectTotal(page, many)
})

test('the figures follow the filter, and the exported file is what they are', async () => {
  const { app, page } = running
  await page.getByTestId('archive-text').fill('节点')
  await page.getByTestId('statistics-open').click()
  await group(page, 'submitter')
  const matching = rows.filter((row) => row.action_describe.includes('节点'))
  await expect(page.getByTestId('statistics')).toHaveAttribute(
    'data-total',
    String(matching.length)
  )
  const wanted = grouped(matching, keys.submitter)
  const folder = temporaryFolder()
  const save = async (format: string, name: string) => {
    const path = join(folder, name)
    await answerSaveDialog(app, path)
    await page.getByTestId('statistics-export').click()
    await page.getByTestId('export-format').selectOption(format)
    await page.getByTestId('export-start').click()
    await expect(page.getByTestId('export-result')).toHaveAttribute('data-path', path)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('export-start')).toBeHidden()
    return readFileSync(path)
  }
  const csv = parse(await save('csv', 'statistics.csv'), { columns: true }) as Record<
    string,
    string
  >[]
  expect(csv.map(({ submitter }) => submitter).toSorted()).toEqual([...wanted.keys()].toSorted())
  for (const line of csv) {
    const { count, failed, pending, p50, p95, max } =
      wanted.get(line.submitter ?? '') ?? figuresOf([])
    expect(line).toMatchObject({
      count: String(count),
      failed: String(failed),
      pending: String(pending),
      p50_ms: String(p50 ?? ''),
      p95_ms: String(p95 ?? ''),
      max_ms: String(max ?? '')
    })
    expect(Number(line.failure_rate)).toBeCloseTo(failed / count, 5)
  }
  const json = JSON.parse((await save('json', 'statistics.json')).toString('utf8')) as {
    groups: { submitter: string; count: number }[]
  }
  expect(json.groups.map(({ submitter, count }) => [submitter, String(count)])).toEqual(
    csv.map(({ submitter, count }) => [submitter, count])
  )
  const png = await save('png', 'statistics.png')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.length).toBeGreaterThan(10_000)
  expect(existsSync(join(folder, 'statistics.png'))).toBe(true)
  await page.getByTestId('params-reset').click()
})

test('all zones are counted together', async () => {
  const { page } = running
  await page.getByTestId('all-zones').click()
  await expectTotal(page, many + few)
  await page.getByTestId('statistics-open').click()
  await group(page, 'owner')
  const wanted = grouped([...rows, ...others], keys.owner)
  for (const row of await page.getByTestId('statistics-row').all()) {
    const key = (await row.getAttribute('data-key')) ?? ''
    expect({ key, ...(await figuresOn(row)) }).toEqual({ key, ...wanted.get(key) })
  }
  await page.keyboard.press('Control+1')
})

test('the histogram folds away and stays so; its legend filters by status', async () => {
  const { page } = running
  await expect(page.getByTestId('histogram')).toBeVisible()
  await page.getByTestId('histogram-toggle').click()
  await expect(page.getByTestId('histogram')).toBeHidden()
  await page.reload()
  await expect(page.getByTestId('histogram-toggle')).toHaveAttribute('aria-expanded', 'false')
  await expect(page.getByTestId('histogram')).toBeHidden()
  await page.getByTestId('histogram-toggle').click()
  const legend = page.locator('[data-testid="histogram-legend"][data-status="failed"]')
  const failed = rows.filter(({ status }) => status === 'failed').length
  await expect(legend).toHaveAttribute('data-count', String(failed))
  await legend.click()
  await expectTotal(page, failed)
  await expect(legend).toHaveAttribute('aria-pressed', 'true')
  await legend.click()
  await expectTotal(page, many)
  await legend.click({ modifiers: ['Shift'] })
  await expectTotal(page, many - failed)
  await legend.click()
  await expectTotal(page, many)
})

async function expectApart(histogram: Locator): Promise<void> {
  const boxes = await histogram.locator('.axis span').evaluateAll((spans) =>
    spans.map((span) => {
      const { left, right } = span.getBoundingClientRect()
      return { text: span.textContent, left, right }
    })
  )
  expect(boxes.length).toBeGreaterThan(3)
  const frame = await histogram.boundingBox()
  boxes.forEach(({ text: label, left, right }, index) => {
    expect(left, label ?? '').toBeGreaterThan((boxes[index - 1]?.right ?? -Infinity) + 2)
    expect(right).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0))
  })
}

test('labels of the time axis never touch, from an hour to ten years, in both languages', async () => {
  const { page } = running
  const end = Math.max(...rows.map((row) => Date.parse(row.create_time)))
  const hours = [1, 24, 720, 8766, 87_660]
  for (const language of ['zh', 'en']) {
    await page.getByTestId(`language-${language}`).click()
    for (const length of hours) {
      const text = (ms: number) =>
        new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
      await page.getByTestId('param-start_time').fill(text(end - length * 3_600_000))
      await page.getByTestId('param-end_time').fill(text(end))
      await page.getByTestId('params-apply').click()
      const inside = rows.filter((row) => Date.parse(row.create_time) >= end - length * 3_600_000)
      const histogram = page.getByTestId('histogram')
      await expect(histogram).toHaveAttribute('data-total', String(inside.length))
      // An axis that is being drawn anew is measured first.
      await expect(() => expectApart(histogram)).toPass({ timeout: 5000 })
    }
    await page.getByTestId('params-reset').click()
  }
})

test('the page shows no warning', () => {
  expect(running.complaints).toEqual([])
})
