import { expect, test } from 'playwright/test'
import { openApp, temporaryFolder, type RunningApp } from '../support/app'
import type { Zone } from '../support/zone-process'
import { createZones, east, stopZones } from '../support/zones'

let zones: Zone[]
let running: RunningApp

test.beforeAll(async () => {
  running = await openApp(temporaryFolder())
  zones = await createZones(running.page, [{ name: 'East', size: 60, ...east }])
  await running.page.getByTestId('log-row').first().waitFor()
})
test.afterAll(async () => {
  expect(running.complaints).toEqual([])
  await running.close()
  await stopZones(zones)
})

test('a day typed as the end is the whole day, in the zone chosen', async () => {
  const { page } = running
  await page.getByTestId('time-zone').selectOption('Asia/Shanghai')
  const [from, to] = [page.getByTestId('param-start_time'), page.getByTestId('param-end_time')]
  await expect(to).toHaveAttribute('title', /23:59:59/)
  await from.fill('2026/11/20')
  await to.fill('2026年11月20日')
  await to.press('Enter')
  await expect(page.getByTestId('range')).toHaveValue('custom')
  await expect(from).toHaveValue('2026-11-20 00:00:00')
  await expect(to).toHaveValue('2026-11-20 23:59:59')
  await page.getByTestId('time-zone').selectOption('UTC')
  await expect(from).toHaveValue('2026-11-19 16:00:00')
  await expect(to).toHaveValue('2026-11-20 15:59:59')
  await from.fill('2026-11-21')
  await page.getByTestId('params-apply').click()
  await expect(page.getByTestId('error-banner')).toContainText('must not be before the start')
  await page.getByTestId('params-reset').click()
})

test('a day is picked from the calendar by keys alone', async () => {
  const { page } = running
  const [open, to] = [page.getByTestId('calendar-end_time'), page.getByTestId('param-end_time')]
  const day = (name: string) => page.locator(`[data-testid="calendar-day"][data-day="${name}"]`)
  await to.fill('2026-11-24 08:30')
  await open.focus()
  await page.keyboard.press('Enter')
  await expect(day('2026-11-24')).toBeFocused()
  await expect(page.getByTestId('calendar-hint')).toContainText('23:59:59')
  await expect(page.getByTestId('calendar-hint')).toContainText('UTC')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(day('2026-12-08')).toBeFocused()
  await expect(page.getByTestId('calendar-month')).toHaveText('December 2026')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Home')
  await expect(day('2026-11-02')).toBeFocused()
  await page.keyboard.press('Enter')
  // The time of day that was entered is kept.
  await expect(to).toHaveValue('2026-11-02 08:30:00')
  await expect(page.getByTestId('calendar')).toBeHidden()
  await expect(open).toBeFocused()
  await expect(page.getByTestId('range')).toHaveValue('custom')

  await page.keyboard.press('Enter')
  await expect(day('2026-11-02')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('calendar')).toBeHidden()
  await expect(open).toBeFocused()
})

test('the calendar speaks Chinese, begins and ends with the day, and empties the field', async () => {
  const { page } = running
  await page.getByTestId('language-zh').click()
  const [from, to] = [page.getByTestId('param-start_time'), page.getByTestId('param-end_time')]
  await from.fill('')
  await page.getByTestId('calendar-start_time').click()
  await page.getByTestId('calendar-today').click()
  await expect(from).toHaveValue(/^\d{4}-\d\d-\d\d 00:00:00$/)
  await to.fill('')
  await page.getByTestId('calendar-end_time').click()
  await page.getByTestId('calendar-today').click()
  await expect(to).toHaveValue(`${(await from.inputValue()).slice(0, 10)} 23:59:59`)
  await page.getByTestId('calendar-end_time').click()
  await expect(page.getByTestId('calendar-month')).toHaveText(/^\d{4}年\d{1,2}月$/)
  await page.getByTestId('calendar-next').click()
  await page.getByTestId('calendar-clear').click()
  await expect(to).toHaveValue('')
  await page.getByTestId('language-en').click()
})
