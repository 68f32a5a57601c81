import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import {
  answerOpenDialog,
  answerSaveDialog,
  apply,
  expectTotal,
  input,
  openApp,
  setParameter,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { filesHolding, holds, readConfig } from '../support/files'
import { secretOf } from '../support/keychain'
import { type Zone } from '../support/zone-process'
import { createZones, east, stopZones, west } from '../support/zones'

const secrets = [east.secretKey, west.secretKey]
const folder = temporaryFolder()
let zones: Zone[]
let running: RunningApp
let page: Page

test.beforeAll(async () => {
  running = await openApp(folder)
  page = running.page
  zones = await createZones(page, [
    { name: 'East', size: 60, ...east },
    { name: 'West', size: 45, ...west }
  ])
})

test.afterAll(async () => {
  await running.close()
  await stopZones(zones)
})

test.describe.configure({ mode: 'serial' })

const option = (name: string) =>
  page.locator(`[data-testid="profile-option"][data-profile-name="${name}"]`)
const stored = () => readConfig(folder).profiles
const idOf = (name: string) => stored().find((profile) => profile.name === name)?.id ?? ''
const archiveOf = (id: string) => join(folder, 'archive', `${id}.sqlite`)

async function openMenu(): Promise<void> {
  if (!(await page.getByTestId('profile-export').isVisible())) {
    await page.getByTestId('profile-switcher').click()
  }
}

/** The names in the switcher, from top to bottom. */
async function names(): Promise<(string | null)[]> {
  await openMenu()
  const options = await page.getByTestId('profile-option').all()
  return Promise.all(options.map((one) => one.getAttribute('data-profile-name')))
}

async function edit(name: string): Promise<void> {
  await openMenu()
  await option(name).click()
  await expect(page.getByTestId('profile-switcher')).toContainText(name)
  await openMenu()
  await page.getByTestId('profile-edit').click()
  await expect(page.getByTestId('profile-form')).toBeVisible()
}

test('a duplicate works at once, with a secret of its own', async () => {
  await openMenu()
  await page.getByTestId('profile-duplicate').click()
  await expect(page.getByTestId('profile-switcher')).toContainText('West (2)')
  await expectTotal(page, 45)
  expect(await names()).toEqual(['East', 'West', 'West (2)'])
  expect(idOf('West (2)')).not.toBe(idOf('West'))
  expect(await secretOf(idOf('West (2)'))).toBe(west.secretKey)
})

test('the duplicate of the longest name fits, and is still there after a restart', async () => {
  const longest = 'Ä'.repeat(60)
  await edit('West (2)')
  await input(page, 'profile-name').fill(longest)
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
  await openMenu()
  await page.getByTestId('profile-duplicate').click()
  const copy = `${'Ä'.repeat(56)} (2)`
  await expect(page.getByTestId('profile-switcher')).toContainText(copy)
  await running.close()
  running = await openApp(folder)
  page = running.page
  expect(await names()).toEqual(['East', 'West', longest, copy])

  await option(copy).click()
  await expect(page.getByTestId('profile-switcher')).toContainText(copy)
  await edit(copy)
  await page.getByTestId('profile-delete').click()
  await page.getByTestId('profile-delete-confirm').click()
  await edit(longest)
  await input(page, 'profile-name').fill('West (2)')
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
  await expectTotal(page, 45)
})

test('the order is the user’s, and Ctrl+1 … 9 follow it', async () => {
  await openMenu()
  await page.getByTestId('profile-up').nth(2).press('Enter')
  await expect.poll(names).toEqual(['East', 'West (2)', 'West'])
  await expect(page.getByTestId('profile-up').nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(names).toEqual(['West (2)', 'East', 'West'])
  await expect(page.getByTestId('profile-up').nth(0)).toBeFocused()
  // At the end it stays where it is.
  await page.keyboard.press('Enter')
  expect(await names()).toEqual(['West (2)', 'East', 'West'])
  await expect(page.getByTestId('profile-up').nth(0)).toBeFocused()
  expect(stored().map(({ name }) => name)).toEqual(['West (2)', 'East', 'West'])
  await page.keyboard.press('Escape')
  for (const [key, name, total] of [
    ['2', 'East', 60],
    ['3', 'West', 45],
    ['2', 'East', 60],
    ['1', 'West (2)', 45]
  ] as const) {
    await page.keyboard.press(`Control+${key}`)
    await expect(page.getByTestId('profile-switcher')).toContainText(name)
    await expectTotal(page, total)
  }
  // There is no ninth.
  await page.keyboard.press('Control+9')
  await expect(page.getByTestId('profile-switcher')).toContainText('West (2)')
})

test('each profile keeps its own view, filters and columns while one switches', async () => {
  await page.keyboard.press('Control+2')
  await expectTotal(page, 60)
  await page.getByTestId('view-archive').click()
  await setParameter(page, 'status', 'failed')
  await apply(page)
  const head = page.locator('[data-head="owner"]')
  await head.getByRole('button').click({ button: 'right' })
  await page.getByTestId('head-hide').click()
  await expect(head).toHaveCount(0)

  await page.keyboard.press('Control+3')
  await expect(page.getByTestId('view-live')).toHaveAttribute('aria-pressed', 'true')
  await expect(input(page, 'param-status')).toHaveValue('')
  await expect(head).toBeVisible()
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('view-archive')).toHaveAttribute('aria-pressed', 'true')
  await expect(input(page, 'param-status')).toHaveValue('failed')
  await expect(head).toHaveCount(0)
  await page.getByTestId('params-reset').click()
  await page.getByTestId('view-live').click()
})

test('group, colour, note and name are changed without the secret being asked for', async () => {
  await edit('East')
  await input(page, 'profile-group').fill('Production')
  await input(page, 'profile-note').fill('the one that matters')
  await input(page, 'profile-colour').selectOption('violet')
  await input(page, 'profile-name').fill('East 1')
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
  const item = page.getByTestId('profile-item').filter({ hasText: 'East 1' })
  await expect(item).toHaveAttribute('title', 'East 1\nthe one that matters')
  await expect(item).toHaveAttribute('data-colour', 'violet')
  await expect(page.getByRole('navigation').getByRole('heading', { level: 2 })).toHaveText([
    'Production'
  ])
  // Gathered under its heading, the keys as on the screen.
  expect(await names()).toEqual(['West (2)', 'West', 'East 1'])
  await expect(item).toContainText('^3')
  const shown = await item.evaluate(
    (element) => getComputedStyle(element.querySelector('i') ?? element).borderColor
  )
  const violet = await page.evaluate(() => {
    const probe = Object.assign(document.createElement('i'), { style: 'color: var(--violet)' })
    document.body.append(probe)
    return getComputedStyle(probe).color
  })
  expect(shown).toBe(violet)
  expect(stored().find(({ name }) => name === 'East 1')).toMatchObject({
    group: 'Production',
    colour: 'violet'
  })
  expect(await secretOf(idOf('East 1'))).toBe(east.secretKey)
  await expectTotal(page, 60)
})

test('profiles go to a file without a secret and come back beside those that exist', async () => {
  const path = join(temporaryFolder(), 'profiles.json')
  await answerSaveDialog(running.app, path)
  await openMenu()
  await page.getByTestId('profile-export').click()
  await expect(page.getByRole('status').filter({ hasText: path })).toBeVisible()
  expect(secrets.filter((secret) => holds(readFileSync(path), secret))).toEqual([])
  const before = stored()

  await answerOpenDialog(running.app, path)
  await openMenu()
  await page.getByTestId('profile-import').click()
  await expect.poll(() => stored().length).toBe(6)
  expect(stored().slice(0, 3)).toEqual(before)
  const added = stored().slice(3)
  expect(added.map(({ name }) => name)).toEqual(['West (3)', 'East 1 (2)', 'West (4)'])
  expect(new Set(stored().map(({ id }) => id)).size).toBe(6)
  expect(added[1]).toMatchObject({ group: 'Production', colour: 'violet', zone: 'jn1a' })

  // An imported profile has no secret yet, and asks for it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+6')
  const error = page.getByTestId('error-banner')
  await expect(error).toHaveAttribute('data-code', 'secret-missing')
  await error.getByTestId('secret-ask').click()
  // Typed or pasted at once, it must not stand in the name.
  await expect(input(page, 'profile-secret-key')).toBeFocused()
  await page.keyboard.type(east.secretKey)
  await page.getByTestId('profile-save').click()
  await expectTotal(page, 60)
})

test('a file that holds no profiles is refused and changes nothing', async () => {
  const before = stored()
  await answerOpenDialog(running.app, join(folder, 'config.json'))
  await openMenu()
  await page.getByTestId('profile-import').click()
  await expect(page.getByTestId('error-banner')).toHaveAttribute('data-code', 'read-failed')
  expect(stored()).toEqual(before)
  await page.getByTestId('refresh').click()
})

test('a deleted profile leaves no secret; its archive goes only if that is asked for', async () => {
  for (const [name, withArchive] of [
    ['West (2)', false],
    ['West', true]
  ] as const) {
    const id = idOf(name)
    expect(existsSync(archiveOf(id))).toBe(true)
    expect(await secretOf(id)).toBe(west.secretKey)
    await edit(name)
    await page.getByTestId('profile-delete').click()
    if (withArchive) await page.getByTestId('profile-delete-archive').check()
    await page.getByTestId('profile-delete-confirm').click()
    await expect(page.getByTestId('profile-form')).toBeHidden()
    await expect.poll(() => idOf(name)).toBe('')
    expect(await secretOf(id)).toBeNull()
    const left = ['', '-wal', '-shm'].filter((end) => existsSync(archiveOf(id) + end))
    expect(left.length > 0).toBe(!withArchive)
  }
  expect(await names()).toEqual(['West (3)', 'West (4)', 'East 1', 'East 1 (2)'])
  expect(filesHolding(folder, secrets)).toEqual([])
})
