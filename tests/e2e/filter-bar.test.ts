import { expect, test, type Locator, type Page } from 'playwright/test'
import { openApp, setParameter, temporaryFolder, type RunningApp } from '../support/app'

const longName = 'Failed deployments of bioinformatics since the move to pek3a'
const fields = ['job_action', 'resource_ids', 'owner'] as const
let running: RunningApp
let page: Page

test.beforeAll(async () => {
  running = await openApp(temporaryFolder(), ['--demo'])
  page = running.page
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await page.getByTestId('views-open').click()
  await page.getByTestId('view-save-as').click()
  await page.getByTestId('view-name').fill(longName)
  await page.getByTestId('view-name').press('Enter')
  await expect(page.getByTestId('views-open')).toHaveAttribute('data-view-name', longName)
})

test.afterAll(() => running.close())

async function boxOf(id: string) {
  const box = await page.getByTestId(id).boundingBox()
  if (!box) throw new Error(`${id} is not in sight`)
  return box
}

/** Whether all of it is in the window with nothing before it. */
function isWhole(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const corners = [
      [left + 4, top + 4],
      [right - 4, bottom - 4]
    ] as const
    return corners.every(([x, y]) => document.elementFromPoint(x, y) === element)
  })
}

async function say(language: 'en' | 'zh-CN'): Promise<void> {
  await page.getByTestId(language === 'en' ? 'language-en' : 'language-zh').click()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`a long name leaves the fields room for what is typed, in one line (${language})`, async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await say(language)
    for (const field of fields) {
      expect((await boxOf(`param-${field}`)).width, field).toBeGreaterThanOrEqual(100)
    }
    const view = await boxOf('views-open')
    expect(view.width).toBeLessThanOrEqual(180)
    const name = page.getByTestId('views-open').locator('.cut')
    expect(await name.evaluate((span) => span.scrollWidth > span.clientWidth)).toBe(true)
    await expect(page.getByTestId('views-open')).toHaveAttribute('title', new RegExp(longName))
    const last = await boxOf('params-reset')
    expect(Math.abs(last.y + last.height / 2 - view.y - view.height / 2)).toBeLessThan(3)
  })

  test(`the time range is read whole in a small window (${language})`, async () => {
    await say(language)
    const range = page.getByTestId('range')
    const presets = ['all', '1h', '24h', '7d', '30d', 'custom']
    for (const width of [900, 1000, 1001, 1200, 1201]) {
      await page.setViewportSize({ width, height: 600 })
      for (const preset of presets) {
        await range.selectOption(preset)
        // As wide as it would be if it had this one alone.
        const lacking = () =>
          range.evaluate((select: HTMLSelectElement) => {
            const alone = select.cloneNode(true) as HTMLSelectElement
            alone.replaceChildren(new Option(select.selectedOptions[0]?.text.trim()))
            alone.style.cssText = 'position:absolute;width:max-content'
            select.after(alone)
            const { width } = alone.getBoundingClientRect()
            alone.remove()
            return width - select.getBoundingClientRect().width
          })
        // The short names come once the page has heard of its width.
        await expect.poll(lacking, `${preset} at ${width}`).toBeLessThanOrEqual(0)
      }
      expect((await page.locator('header.bar').boundingBox())?.height).toBe(52)
    }
    await page.setViewportSize({ width: 900, height: 600 })
    await range.selectOption('30d')
    const whole = language === 'en' ? 'Last 30 days' : '最近 30 天'
    await expect(range).toHaveAttribute('title', whole)
    await expect(page.getByTestId('time-zone')).toHaveAttribute('title', /./)
    await range.selectOption('all')
  })

  test(`with all parameters open none lies on another (${language})`, async () => {
    await say(language)
    await page.getByTestId('params-more').click()
    for (const width of [1440, 1280, 1100]) {
      await page.setViewportSize({ width, height: 900 })
      const parts = page.locator('.filters .parameter > label, .filters .field')
      expect(await parts.count()).toBeGreaterThan(25)
      const overlapping = await parts.evaluateAll((all) => {
        const boxes = all.map((part) => part.getBoundingClientRect())
        return all.flatMap((part, index) => {
          const mine = boxes[index]
          const below = boxes.find((box, other) => {
            if (!mine || other <= index) return false
            const across = Math.min(mine.right, box.right) - Math.max(mine.left, box.left)
            const down = Math.min(mine.bottom, box.bottom) - Math.max(mine.top, box.top)
            return across > 0 && down > 0
          })
          return below ? [part.outerHTML] : []
        })
      })
      expect(overlapping, `${width}`).toEqual([])
    }
    await page.getByTestId('params-more').click()
  })

  for (const width of [1440, 1100]) {
    test(`a wrong value is said below its field and moves nothing (${language}, ${width})`, async () => {
      await page.setViewportSize({ width, height: width === 1440 ? 900 : 700 })
      await say(language)
      const bar = page.locator('form.filters')
      const before = await bar.boundingBox()
      await setParameter(page, 'start_time', 'yesterday')
      await setParameter(page, 'end_time', 'tomorrow')
      await page.getByTestId('params-apply').click()
      const errors = page.locator('.filters .field-error')
      await expect(errors).toHaveCount(2)
      expect(await bar.boundingBox()).toEqual(before)
      await expect(page.getByTestId('param-end_time')).toHaveAttribute('aria-invalid', 'true')
      for (const [index, error] of (await errors.all()).entries()) {
        await expect(error).toHaveRole('alert')
        // A menu may still be fading.
        await expect.poll(() => isWhole(error), `error ${index}`).toBe(true)
      }
      await page.screenshot({
        path: `test-results/screenshots/filter-bar-${language}-${width}.png`,
        animations: 'disabled'
      })
      await page.getByTestId('params-reset').click()
      await expect(errors).toHaveCount(0)
      await page.getByTestId('views-open').click()
      await page.locator('[data-testid="view-option"]').first().click()
    })
  }
}

test('what was typed and not applied is marked, until it is applied or taken back', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await say('en')
  const button = page.getByTestId('params-apply')
  const owner = page.getByTestId('param-owner')
  const plain = await button.evaluate((element) => getComputedStyle(element).backgroundColor)
  await owner.fill('usr-1')
  await expect(button).toHaveAttribute('data-unapplied', 'true')
  await expect(button).toHaveAttribute('title', /not applied yet/)
  await expect(button).not.toHaveCSS('background-color', plain)
  await owner.fill('')
  await expect(button).toHaveAttribute('data-unapplied', 'false')
  await page.getByTestId('param-status').selectOption('failed')
  await expect(button).toHaveAttribute('data-unapplied', 'true')
  await button.click()
  await expect(button).toHaveAttribute('data-unapplied', 'false')
  // A preset is asked at once, and its times are others at each look.
  await page.getByTestId('range').selectOption('7d')
  await expect(button).toHaveAttribute('data-unapplied', 'false')
  await page.getByTestId('param-start_time').fill('2026-13-01')
  await expect(button).toHaveAttribute('data-unapplied', 'true')
  await page.getByTestId('params-reset').click()
  await expect(button).toHaveAttribute('data-unapplied', 'false')
})

test('ids pasted from a ticket are a condition of the Archive, and Live says so', async () => {
  let jobs: string[] = []
  // The rows of the search before may be on their way.
  await expect(async () => {
    jobs = await page.getByTestId('log-row').evaluateAll((rows) => {
      return rows.slice(0, 3).map((row) => (row as HTMLElement).dataset.jobId ?? '')
    })
    expect(jobs).toHaveLength(3)
  }).toPass()
  await running.app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    `- ${jobs.join('\n- ')}\n`
  )
  const field = page.getByTestId('param-job_ids')
  const total = page.getByTestId('log-total')
  await page.getByTestId('params-more').click()
  await field.focus()
  await page.keyboard.press('Control+V')
  await expect(page.getByRole('status').filter({ hasText: 'In Archive, pasted ids' })).toBeVisible()
  await page.getByTestId('params-reset').click()
  await page.getByTestId('view-archive').click()
  await field.focus()
  await page.keyboard.press('Control+V')
  await expect(field).toHaveValue('')
  await expect(total).toHaveAttribute('data-total', '3')
  await expect(page.getByTestId('filter-chip')).toHaveText(/Job id .* \+2/)
  await page.getByTestId('filter-drop').click()
  await expect(total).not.toHaveAttribute('data-total', '3')
  await page.getByTestId('params-more').click()
  await page.getByTestId('view-live').click()
})

test('the page shows no warning', () => {
  expect(running.complaints).toEqual([])
})
