import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import {
  apply,
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  setParameter,
  temporaryFolder
} from '../support/app'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'STEPSKEY', secretKey: 'STEPSSECRETCANARY' }
let zone: Zone

test.beforeAll(async () => {
  zone = await startZone({ size: 120, ...keys })
})
test.afterAll(() => zone.stop())

test('where nothing matches, the way on is a button: in Live, then in the Archive', async () => {
  const { page, complaints, close } = await openApp(temporaryFolder())
  await createProfile(page, profileOf(zone, 'Steps'))
  await expectTotal(page, 120)
  const empty = page.getByTestId('log-empty')

  await setParameter(page, 'owner', 'nobody')
  await page.getByTestId('range').selectOption('7d')
  await apply(page)
  await expect(empty).toHaveAttribute('data-why', 'noMatch')
  await page.getByTestId('empty-widen').click()
  await expect(page.getByTestId('range')).toHaveValue('all')
  await expect(page.getByTestId('empty-widen')).toBeHidden()
  await page.getByTestId('empty-archive').click()
  await expect(page.getByTestId('view-archive')).toHaveAttribute('aria-pressed', 'true')
  await expect(empty).toHaveAttribute('data-why', 'noMatchHeld')
  await page.getByTestId('empty-clear').click()
  await expectTotal(page, 100)

  // Only one page was seen so far: the history is offered where it may hold the answer.
  await page.getByTestId('archive-text').fill('nothing is called this')
  await page.getByTestId('empty-fetch').click()
  await expect(page.getByTestId('coverage').first()).toHaveAttribute('data-complete', 'true')
  await expect(page.getByTestId('empty-fetch')).toBeHidden()
  await page.getByTestId('empty-clear').click()
  await expectTotal(page, 120)
  expect(complaints).toEqual([])
  await close()
})

test('a refused zone leads to its profile, and an archive without rows to the service', async () => {
  const refusing = createServer((_request, response) => {
    response.end(JSON.stringify({ ret_code: 1400, message: 'PermissionDenied' }))
  })
  await new Promise<void>((ready) => refusing.listen(0, '127.0.0.1', ready))
  const { port } = refusing.address() as AddressInfo
  const { page, close } = await openApp(temporaryFolder())
  const endpoint = `http://127.0.0.1:${port}/api`
  await createProfile(page, { ...profileOf(zone, 'Refused'), endpoint })
  await expect(page.getByTestId('error-banner')).toHaveAttribute('data-ret-code', '1400')
  const unavailable = page.getByTestId('log-unavailable')
  await expect(unavailable).toHaveAttribute('data-why', 'failed')
  await page.getByTestId('empty-archive').click()
  await expect(page.getByTestId('log-empty')).toHaveAttribute('data-why', 'nothingHeld')
  await page.getByTestId('empty-live').click()
  await expect(unavailable).toBeVisible()
  await page.getByTestId('empty-profile').click()
  await expect(page.getByTestId('profile-form')).toBeVisible()
  await page.keyboard.press('Escape')
  // Gone altogether, and nothing was ever seen.
  refusing.closeAllConnections()
  refusing.close()
  await page.getByTestId('refresh').click()
  await expect(page.getByTestId('log-empty')).toHaveAttribute('data-why', 'unseen')
  await expect(page.getByTestId('empty-retry')).toBeVisible()
  await close()
})

test('without its secret a zone still has what is held of it', async () => {
  const folder = temporaryFolder()
  const env = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  let { page, close } = await openApp(folder)
  await createProfile(page, profileOf(zone, 'Held'))
  await expectTotal(page, 120)
  await close()
  ;({ page, close } = await openApp(folder, [], { env }))
  await expect(page.getByTestId('error-banner')).toHaveAttribute(
    'data-code',
    'keychain-unavailable'
  )
  await expect(page.getByTestId('log-unavailable')).toContainText('100 rows are held here')
  await page.getByTestId('empty-archive').click()
  await expectTotal(page, 100)
  await close()
})
