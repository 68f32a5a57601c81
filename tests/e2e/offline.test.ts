import { expect, test } from 'playwright/test'
import { apply, expectTotal, openApp, reset, setParameter, temporaryFolder } from '../support/app'
import { filesHolding } from '../support/files'
import { askZone } from '../support/oracle'
import { startZone } from '../support/zone-process'
import { createZones, east, west } from '../support/zones'

test('two zones, then no zone, then a restart without network: the log stays at hand', async () => {
  const folder = temporaryFolder()
  let running = await openApp(folder)
  let { page } = running
  const [one, two] = await createZones(page, [
    { name: 'East', size: 60, seed: 1, ...east },
    { name: 'West', size: 45, seed: 2, ...west }
  ])
  if (!one || !two) throw new Error('no zone')

  await choose('East')
  await expectTotal(page, 60)
  await choose('West')
  await expectTotal(page, 45)
  await choose('East')
  await expectTotal(page, 60)

  const failed = await askZone(one, { status: 'failed', reverse: 1, limit: 100 })
  await one.stop()

  await page.getByTestId('refresh').click()
  await expect(page.getByTestId('offline-banner')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'answer')
  await expectTotal(page, 60)

  await setParameter(page, 'status', 'failed')
  await apply(page)
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'archive')
  await expectTotal(page, failed.total)

  // What only the service could apply is named, and narrows nothing here.
  const banner = page.getByTestId('offline-banner')
  await expect(banner).not.toContainText('Not applied')
  await setParameter(page, 'search_word', 'nothing holds this')
  await apply(page)
  await expect(banner).toContainText(/Not applied.*search_word/)
  await expectTotal(page, failed.total)
  await setParameter(page, 'search_word', '')
  await apply(page)
  await expect(banner).not.toContainText('Not applied')
  await running.close()

  running = await openApp(folder)
  ;({ page } = running)
  await expect(page.getByTestId('offline-banner')).toBeVisible({ timeout: 30_000 })
  await expectTotal(page, failed.total)
  await reset(page)
  await apply(page)
  await expectTotal(page, 60)

  const again = await startZone({ size: 60, seed: 1, ...east, port: one.port })
  await page.getByTestId('refresh').click()
  await expect(page.getByTestId('source-badge')).toHaveAttribute('data-source', 'live')
  await expect(page.getByTestId('offline-banner')).toBeHidden()
  await running.close()
  await again.stop()
  await two.stop()

  expect(filesHolding(folder, [east.secretKey, west.secretKey])).toEqual([])

  async function choose(name: string): Promise<void> {
    const option = page.locator(`[data-testid="profile-option"][data-profile-name="${name}"]`)
    // The list may just be closing from the choice before.
    await expect(async () => {
      if (!(await option.isVisible())) await page.getByTestId('profile-switcher').click()
      await option.click({ timeout: 1000 })
    }).toPass()
  }
})
