import { expect, test } from 'playwright/test'
import {
  apply,
  expectTotal,
  fillProfile,
  openApp,
  openProfileForm,
  profileOf,
  reset,
  setParameter,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { askZone } from '../support/oracle'
import { startZone, type Zone } from '../support/zone-process'

const keys = { accessKeyId: 'LIVEKEY', secretKey: 'LIVESECRETCANARY' }
let zone: Zone
let running: RunningApp

test.beforeAll(async () => {
  zone = await startZone({ size: 1000, zone: 'jn1a', ...keys })
  running = await openApp(temporaryFolder())
})

test.afterAll(async () => {
  await running.close()
  await zone.stop()
})

test.describe.configure({ mode: 'serial' })

test('the first start offers a profile, a wrong secret is refused with its sentence', async () => {
  const { page } = running
  await openProfileForm(page)
  await fillProfile(page, { ...profileOf(zone, 'Production'), secretKey: 'WRONGSECRET' })
  await page.getByTestId('profile-save').click()
  const error = page.getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', 'key-refused')
  await expect(error).toHaveAttribute('data-ret-code', '1200')
})

test('the connection test shows round trip and rows, and the right secret shows the log', async () => {
  const { page } = running
  await page.getByTestId('profile-switcher').click()
  await page.getByTestId('profile-edit').first().click()
  await fillProfile(page, profileOf(zone, 'Production'))
  await page.getByTestId('profile-test').click()
  await expect(page.getByTestId('profile-test-result')).toContainText(/1,?000/)
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
  await apply(page)
  await expectTotal(page, 1000)
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'live')
})

test('the rows that were shown are held at once, and the bar says how many', async () => {
  await expect(running.page.getByTestId('sync-details')).toContainText(/Archive [1-9]/)
})

test('scrolling loads all 1,000 rows, page after page', async () => {
  const { page } = running
  await page.getByTestId('log-row').first().click()
  const loaded = page.getByTestId('log-loaded')
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End')
        return loaded.getAttribute('data-loaded')
      },
      { timeout: 60_000 }
    )
    .toBe('1000')
  const oldest = await askZone(zone, { reverse: 0, limit: 1 })
  const id = String(oldest.rows[0]?.job_id)
  await page.keyboard.press('End')
  await expect(page.locator(`[data-testid="log-row"][data-job-id="${id}"]`)).toBeVisible()
})

/** The queries the zone has received so far. */
async function received(): Promise<Record<string, string>[]> {
  const { requests } = await zone.say({ count: true })
  return (requests as { query: Record<string, string> }[]).map(({ query }) => query)
}

test('each of the 15 parameters reaches the service and narrows as it does there', async () => {
  const { page } = running
  const any = await askZone(zone, { reverse: 1, limit: 1, offset: 500 })
  const row = any.rows[0] as Record<string, string>
  const values: Record<string, string> = {
    status: 'failed',
    job_action: row.job_action ?? '',
    resource_ids: String(row.resource_ids).split(' ')[0] || '',
    owner: row.owner ?? '',
    start_time: row.create_time ?? '',
    end_time: row.create_time ?? '',
    search_word: row.action_describe?.slice(0, 2) ?? '',
    reverse: '0',
    limit: '7',
    offset: '5',
    job_ids: row.job_id ?? '',
    jobs: row.job_id ?? '',
    action_describe: row.action_describe ?? '',
    directive: 'x',
    verbose: '1'
  }
  for (const [name, value] of Object.entries(values)) {
    await reset(page)
    await setParameter(page, name, value)
    const before = (await received()).length
    await apply(page)
    // Some narrow nothing at a zone, so only what was sent tells.
    const sent = async () => (await received()).slice(before).map((query) => query[name])
    await expect.poll(sent, name).toContain(value)
    const numeric = ['reverse', 'limit', 'offset', 'verbose'].includes(name)
    const expected = await askZone(zone, {
      reverse: 1,
      limit: 100,
      offset: 0,
      [name]: numeric ? Number(value) : value
    })
    await expectTotal(page, expected.total)
    const first = page.getByTestId('log-row').first()
    await expect(first, name).toHaveAttribute('data-job-id', String(expected.rows[0]?.job_id))
  }
  await reset(page)
  await apply(page)
})

test('a wrong limit and an end before the start are named, and nothing is sent', async () => {
  const { page } = running
  const error = page.getByTestId('error-banner')
  for (const limit of ['0', '101']) {
    await setParameter(page, 'limit', limit)
    await apply(page)
    await expect(error).toHaveAttribute('data-code', 'invalid-parameter')
    await expect(error).toContainText('limit')
    await reset(page)
    await apply(page)
    await expect(error).toBeHidden()
  }
  const start = '2026-02-02T00:00:00Z'
  await setParameter(page, 'start_time', start)
  await setParameter(page, 'end_time', '2026-02-01T00:00:00Z')
  await apply(page)
  await expect(error).toHaveAttribute('data-code', 'invalid-parameter')
  const wrong = (await received()).filter(
    ({ limit = '', start_time }) => ['0', '101'].includes(limit) || start_time === start
  )
  expect(wrong).toEqual([])
  await reset(page)
  await apply(page)
  await expectTotal(page, 1000)
})

test('the page shows no warning, and no secret is in what it can see', async () => {
  const { page, complaints } = running
  expect(complaints).toEqual([])
  const seen = await page.evaluate(() => document.documentElement.outerHTML)
  expect(seen).not.toContain(keys.secretKey)
})
