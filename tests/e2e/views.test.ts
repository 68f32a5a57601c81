import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import {
  answerOpenDialog,
  answerSaveDialog,
  expectTotal,
  openApp,
  setParameter,
  startAgain,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { holds } from '../support/files'
import { type Zone } from '../support/zone-process'
import { createZones, east, stopZones, west } from '../support/zones'

const folder = temporaryFolder()
const file = join(temporaryFolder(), 'views.json')
let zones: Zone[]
let running: RunningApp
let page: Page
let failed = 0

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  await start()
  zones = await createZones(page, [
    { name: 'West', size: 45, ...west },
    { name: 'East', size: 80, ...east }
  ])
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

async function start(links: string[] = []): Promise<void> {
  running = await openApp(folder, [], { links })
  page = running.page
}

async function restart(links: string[] = []): Promise<void> {
  await running.close()
  await start(links)
}

const views = () => page.getByTestId('views-open')
const option = (name: string) =>
  page.locator(`[data-testid="view-option"][data-view-name="${name}"]`)

async function openMenu(): Promise<void> {
  if (!(await page.getByTestId('views-menu').isVisible())) await views().click()
  await expect(page.getByTestId('views-menu')).toBeVisible()
}

async function saveAs(name: string): Promise<void> {
  await openMenu()
  await page.getByTestId('view-save-as').click()
  await page.getByTestId('view-name').fill(name)
  await page.getByTestId('view-name').press('Enter')
}

test('a search is saved under a name, and is there after a restart', async () => {
  await setParameter(page, 'status', 'failed')
  await page.getByTestId('params-apply').click()
  await expect(page.getByTestId('log-total')).not.toHaveAttribute('data-total', '80')
  failed = Number(await page.getByTestId('log-total').getAttribute('data-total'))
  expect(failed).toBeGreaterThan(0)
  await saveAs('Failures')
  await expect(page.getByTestId('views-menu')).toBeHidden()
  await expect(views()).toHaveAttribute('data-view-name', 'Failures')
  await expect(views()).toHaveAttribute('data-modified', 'false')

  await restart()
  await expect(views()).toHaveAttribute('data-view-name', 'Failures')
  await expectTotal(page, failed)
})

test('a change is said, and saved or taken back', async () => {
  await setParameter(page, 'status', 'successful')
  await expect(views()).toHaveAttribute('data-modified', 'true')
  await expect(views()).toContainText('modified')
  await openMenu()
  await page.getByTestId('view-revert').click()
  await expect(views()).toHaveAttribute('data-modified', 'false')
  await expect(page.getByTestId('param-status')).toHaveValue('failed')

  await page.getByTestId('range').selectOption('30d')
  await openMenu()
  await page.getByTestId('view-save').click()
  await expect(views()).toHaveAttribute('data-modified', 'false')
  await page.getByTestId('range').selectOption('all')
  await expect(views()).toHaveAttribute('data-modified', 'true')
  await openMenu()
  await option('Failures').click()
  await expect(page.getByTestId('range')).toHaveValue('30d')
})

test('a name that is taken is refused with a sentence; the keyboard does it all', async () => {
  await page.getByTestId('params-reset').click()
  await expect(views()).not.toHaveAttribute('data-view-name', /./)
  await views().focus()
  await page.keyboard.press('Enter')
  await expect(option('Failures')).toBeFocused()
  await page.getByTestId('view-save-as').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-name')).toBeFocused()
  await page.keyboard.type('Failures')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('views-menu')).toContainText('is taken by another view')
  await page.keyboard.type(' 2')
  await page.keyboard.press('Enter')
  await expect(views()).toHaveAttribute('data-view-name', 'Failures 2')
  await page.keyboard.press('Enter')
  await expect(option('Failures 2')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(option('Failures')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('views-menu')).toBeHidden()
  await expect(views()).toBeFocused()
})

test('views are renamed, moved and deleted', async () => {
  await openMenu()
  const row = page.locator('.view').filter({ has: option('Failures 2') })
  await row.getByTestId('view-more').click()
  await row.getByTestId('view-up').press('Enter')
  await expect(page.getByTestId('view-option').first()).toHaveAttribute(
    'data-view-name',
    'Failures 2'
  )
  // A further Enter is one more step up, which there is none, and opens nothing.
  await expect(row.getByTestId('view-up')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row.getByTestId('view-up')).toBeFocused()
  await expect(row.getByTestId('view-up')).toHaveAttribute('aria-disabled', 'true')
  await row.getByTestId('view-rename').click()
  await page.getByTestId('view-name').fill('All')
  await page.getByTestId('view-name-save').click()
  await expect(option('All')).toBeVisible()
  const renamed = page.locator('.view').filter({ has: option('All') })
  await expect(renamed.getByTestId('view-name')).toHaveCount(0)
  await renamed.getByTestId('view-down').press('Enter')
  await expect(page.getByTestId('view-option').first()).toHaveAttribute(
    'data-view-name',
    'Failures'
  )
  await expect(renamed.getByTestId('view-down')).toBeFocused()
  // Nothing is deleted before it is agreed to.
  await renamed.getByTestId('view-delete').click()
  await expect(renamed.getByRole('alert')).toContainText('Delete this view?')
  await renamed.getByRole('button', { name: 'Cancel' }).click()
  await expect(option('All')).toBeVisible()
  await renamed.getByTestId('view-delete').click()
  await renamed.getByTestId('view-delete-confirm').click()
  await expect(option('All')).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('a view only for one profile is offered by that one', async () => {
  await openMenu()
  await page.getByTestId('view-save-as').click()
  await page.getByTestId('view-name').fill('Of the East')
  await page.getByTestId('view-own').check()
  await page.getByTestId('view-name-save').click()
  await expect(views()).toHaveAttribute('data-view-name', 'Of the East')
  await openMenu()
  await expect(option('Of the East')).toContainText('only East')
  await page.keyboard.press('Escape')
  await expect(views()).toBeFocused()
  await page.keyboard.press('Control+1')
  await expect(page.getByTestId('profile-switcher')).toContainText('West')
  await openMenu()
  await expect(option('Failures')).toBeVisible()
  await expect(option('Of the East')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('profile-switcher')).toContainText('East')
  await openMenu()
  const row = page.locator('.view').filter({ has: option('Of the East') })
  await row.getByTestId('view-more').click()
  await row.getByTestId('view-delete').click()
  await row.getByTestId('view-delete-confirm').click()
  await expect(option('Of the East')).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('views go to a file and come back; what is there already is not doubled', async () => {
  await answerSaveDialog(running.app, file)
  await openMenu()
  await page.getByTestId('views-export').click()
  await expect(page.getByRole('status').filter({ hasText: file })).toBeVisible()
  const text = readFileSync(file)
  expect(JSON.parse(text.toString())).toMatchObject({ format: 'oplog-views', version: 1 })
  for (const secret of [east.secretKey, east.accessKeyId]) expect(holds(text, secret)).toBe(false)

  await answerOpenDialog(running.app, file)
  await page.getByTestId('views-import').click()
  await expect(page.getByRole('status').filter({ hasText: '1 already there' })).toBeVisible()
  await expect(page.getByTestId('view-option')).toHaveCount(1)

  const other = text.toString().replaceAll('"failed"', '"pending"')
  writeFileSync(file, other)
  await page.getByTestId('views-import').click()
  await expect(option('Failures (2)')).toBeVisible()
  writeFileSync(file, '{"format":"oplog-views","version":9}')
  await page.getByTestId('views-import').click()
  await expect(page.getByTestId('views-menu')).toContainText('newer Oplog')
  writeFileSync(file, '[]')
  await page.getByTestId('views-import').click()
  await expect(page.getByTestId('views-menu')).toContainText('holds no views')
  await page.keyboard.press('Escape')
})

test('recent searches are asked again with one click, and cleared', async () => {
  await setParameter(page, 'owner', 'usr-nobody')
  await page.getByTestId('params-apply').click()
  await expectTotal(page, 0)
  const recent = page.getByTestId('recent-option')
  // It is kept once it stood for a moment; the menu reads the list when it opens.
  await expect(async () => {
    await openMenu()
    const found = await recent.filter({ hasText: 'usr-nobody' }).count()
    if (found === 0) await page.keyboard.press('Escape')
    expect(found).toBe(1)
  }).toPass()
  await recent.filter({ hasText: 'Failed' }).filter({ hasNotText: '30 days' }).first().click()
  await expectTotal(page, failed)
  await openMenu()
  await page.getByTestId('recent-clear').click()
  await expect(recent).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('another profile opens with its default view, the one started with goes on', async () => {
  const openProfile = (key: string) => page.keyboard.press(`Control+${key}`)
  await openProfile('1')
  await expect(page.getByTestId('profile-switcher')).toContainText('West')
  await openMenu()
  await page
    .locator('.view')
    .filter({ has: option('Failures') })
    .first()
    .getByTestId('view-default')
    .click()
  await expect(page.getByTestId('view-default').first()).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await openProfile('2')
  await expect(page.getByTestId('profile-switcher')).toContainText('East')
  await restart()
  await expectTotal(page, failed)
  await expect(views()).not.toHaveAttribute('data-view-name', /./)
  await openProfile('1')
  await expect(views()).toHaveAttribute('data-view-name', 'Failures')
  await expect(page.getByTestId('param-status')).toHaveValue('failed')
})

const openLink = (link: string) => startAgain(folder, link)

const toEast = 'oplog://view?v=1&zone=jn1a&profile=East&name=Broken&in=live&status=failed'

test('a link from a second start asks before it changes the profile', async () => {
  await openLink(toEast)
  await expect(page.getByTestId('link-summary')).toContainText('Failed')
  await expect(page.getByTestId('link-switch')).toContainText('West')
  await page.getByTestId('link-cancel').click()
  await expect(page.getByTestId('link-dialog')).toBeHidden()
  await expect(page.getByTestId('profile-switcher')).toContainText('West')

  await openLink(toEast)
  await page.getByTestId('link-confirm').click()
  await expect(page.getByTestId('profile-switcher')).toContainText('East')
  await expect(page.getByTestId('param-status')).toHaveValue('failed')
  await expectTotal(page, failed)
})

test('a link waits for an open dialog; garbage and foreign zones are said', async () => {
  await page.keyboard.press('Control+e')
  await expect(page.getByTestId('export-start')).toBeVisible()
  await openLink('oplog://view?v=1&zone=jn1a&secret=x')
  await expect(page.getByRole('status').filter({ hasText: 'A link was opened' })).toBeVisible()
  await expect(page.getByTestId('link-dialog')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('link-fault')).toHaveAttribute('data-rule', 'unknown')
  await page.getByTestId('link-cancel').click()
  await openLink('oplog://view?v=1&zone=gd2&in=archive')
  await expect(page.getByTestId('link-no-zone')).toContainText('gd2')
  await page.getByTestId('link-confirm').click()
  await expect(page.getByTestId('view-archive')).toHaveAttribute('aria-pressed', 'true')
})

test('a copied link opens the same search in an app that was closed', async () => {
  await openMenu()
  await option('Failures').first().click()
  await openMenu()
  await page.getByTestId('view-link').click()
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeVisible()
  const link = await running.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(link).toMatch(/^oplog:\/\/view\?v=1&zone=jn1a&profile=East&name=Failures/)
  await page.keyboard.press('Escape')
  await page.getByTestId('params-reset').click()
  await restart([link])
  await expect(page.getByTestId('link-dialog')).toContainText('Failures')
  await page.getByTestId('link-confirm').click()
  await expect(page.getByTestId('param-status')).toHaveValue('failed')
  await expect(page.getByTestId('range')).toHaveValue('30d')
  expect(running.complaints).toEqual([])
})

test('a link before there is a profile waits for one', async () => {
  const first = await openApp(temporaryFolder(), [], { links: [toEast] })
  await expect(first.page.getByTestId('link-needs-profile')).toContainText('jn1a')
  await first.page.getByTestId('link-new-profile').click()
  await expect(first.page.getByTestId('profile-form')).toBeVisible()
  await expect(first.page.getByTestId('link-dialog')).toBeHidden()
  await first.close()
})
