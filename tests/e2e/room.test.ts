import { expect, test, type Locator } from 'playwright/test'
import type { DemoStatus } from '../../electron/demo/generator'
import {
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  startAgain,
  temporaryFolder
} from '../support/app'
import { demoRows } from '../support/seed-archive'
import { startZone } from '../support/zone-process'
import { east, seedZones, stopZones } from '../support/zones'

/** Nothing of it lies beyond its width, once the page has its size. */
async function expectWhole(element: Locator, what: string): Promise<void> {
  const beyond = () => element.evaluate((at) => at.scrollWidth - at.clientWidth)
  await expect.poll(beyond, what).toBe(0)
}

/** px */
async function rightOf(element: Locator): Promise<number> {
  const box = await element.boundingBox()
  return (box?.x ?? 0) + (box?.width ?? 0)
}

test('in the smallest window every page of the guide is reached, and the status bar says how much is held', async () => {
  const zone = await startZone({ ...east, size: 250 })
  const { page, complaints, close } = await openApp(temporaryFolder())
  await page.setViewportSize({ width: 900, height: 600 })
  await createProfile(page, profileOf(zone, 'Narrow'))
  await expectTotal(page, 250)
  await page.getByTestId('sync-start').click()
  await expect(page.getByTestId('coverage')).toHaveAttribute('data-complete', 'true')
  await expect(page.getByTestId('sync-progress')).toHaveAttribute('data-phase', 'idle')
  for (const [language, said] of [
    ['language-en', /complete since \d{4}-\d\d-\d\d$/],
    ['language-zh', /\d{4}-\d\d-\d\d 起完整$/]
  ] as const) {
    await page.getByTestId(language).click()
    const details = page.getByTestId('sync-details')
    await expect(details).toHaveText(said)
    for (const width of [1101, 1100, 1001, 900]) {
      await page.setViewportSize({ width, height: 600 })
      await expectWhole(details.locator('.sentence'), `${width}, ${language}`)
      // The bar lies beside the sentence, not over it.
      await expect
        .poll(async () => {
          const bar = await page.getByTestId('sync-progress').boundingBox()
          return (bar?.x ?? 0) - (await rightOf(details))
        })
        .toBeGreaterThanOrEqual(0)
    }
    for (const theme of ['light', 'dark', 'contrast', 'system']) {
      await page.getByTestId('theme').click()
      await expect(page.getByTestId('theme')).toHaveAttribute('data-theme', theme)
      await expectWhole(page.getByTestId('theme'), `${theme}, ${language}`)
    }
  }
  await page.getByTestId('language-en').click()
  await page.keyboard.press('Control+Shift+E')
  await page.getByTestId('profile-test').click()
  await expect(page.getByTestId('profile-test-result')).toHaveAttribute('data-ok', 'true')
  await page.getByTestId('profile-delete').click()
  await expect(page.getByTestId('profile-delete-confirm')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')

  await page.keyboard.press('F1')
  const pages = page.getByTestId('help-page')
  const dialog = await page.getByTestId('help-dialog').boundingBox()
  for (const last of [pages.last(), page.getByTestId('help-heading').last()]) {
    // Opens the last page, which has the most headings.
    await last.click()
    const bottom = (dialog?.y ?? 0) + (dialog?.height ?? 0)
    const end = async () => {
      const box = await last.boundingBox()
      return (box?.y ?? bottom) + (box?.height ?? 0)
    }
    await expect.poll(end).toBeLessThan(bottom)
  }
  expect(complaints).toEqual([])
  await close()
  await zone.stop()
})

test('a long name, owner or status and many resources take no room from what stands beside them', async () => {
  const folder = temporaryFolder()
  const [first, ...others] = demoRows(60)
  if (!first) throw new Error('there is no row')
  const long = {
    ...first,
    job_id: 'j-long',
    owner: `usr-${'abcdefgh'.repeat(10)}`.slice(0, 80),
    // The demo zone has none of these.
    status: 'done with failure' as string as DemoStatus,
    resource_ids: Array.from({ length: 40 }, (_, n) => `cln-${String(n).padStart(8, '0')}`).join(
      ' '
    )
  }
  const zones = await seedZones(folder, [
    {
      ...east,
      name: 'Production cluster of the northern supercomputing centre 001',
      size: 3,
      held: [long, ...others]
    }
  ])
  const { page, complaints, close } = await openApp(folder)
  await page.setViewportSize({ width: 900, height: 600 })
  await page.getByTestId('view-archive').click()
  await page.getByTestId('archive-text').fill('j-long')
  await expectTotal(page, 1)

  // Cut where it is cut, and read in full where the pointer rests.
  const status = page.locator('[data-testid="log-row"] [data-column="status"]')
  await expect(status).toHaveAttribute('title', 'Done with failure')
  const word = status.locator('.cut')
  await expect(word).toHaveCSS('text-overflow', 'ellipsis')
  expect(await word.evaluate((at) => at.scrollWidth > at.clientWidth)).toBe(true)

  // The counts stand beside the owners.
  await page.getByTestId('filter-add').click()
  await page.locator('[data-testid="filter-field"][data-field="owner"]').click()
  const picker = page.getByTestId('value-picker')
  await expect(picker.getByTestId('picker-count').first()).toBeInViewport({ ratio: 1 })
  await expectWhole(picker.locator('ul'), 'values')
  await page.keyboard.press('Escape')

  // The story: a line for the operation, and the dates below forty lanes.
  await page.getByTestId('log-row').click()
  await page.getByTestId('story-open').click()
  const story = page.getByTestId('story-dialog')
  await expect(story.getByTestId('story-lane')).toHaveCount(40)
  const time = story.getByTestId('story-item').getByRole('button')
  expect((await time.boundingBox())?.height).toBeLessThan(32)
  await expect(story.locator('.axis span').first()).toBeInViewport()
  await page.keyboard.press('Escape')

  // The button stays in the dialog that names the profile.
  await startAgain(folder, 'oplog://view?v=1&zone=jn1a&status=failed')
  await expect(page.getByTestId('link-profile')).toBeVisible()
  const room = async () =>
    (await rightOf(page.locator('[role="dialog"]'))) -
    (await rightOf(page.getByTestId('link-confirm')))
  await expect.poll(room).toBeGreaterThan(0)
  expect(complaints).toEqual([])
  await close()
  await stopZones(zones)
})
