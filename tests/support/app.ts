import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from 'playwright/test'
import type { Zone } from './zone-process'

const root = resolve(import.meta.dirname, '../..')

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'oplog-e2e-'))
}

export interface RunningApp {
  app: ElectronApplication
  page: Page
  /** Warnings and errors of the page's console; a test ends by finding none. */
  complaints: string[]
  close: () => Promise<void>
}

/** Opens the built app in a real window, on a user-data folder of its own. */
export async function openApp(
  userData: string,
  flags: string[] = [],
  {
    env = {},
    folder = root,
    links = []
  }: { env?: Record<string, string>; folder?: string; links?: string[] } = {}
): Promise<RunningApp> {
  const executablePath = process.env.OPLOG_ELECTRON
  if (!executablePath) throw new Error('OPLOG_ELECTRON does not name an Electron runtime')
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${userData}`,
      '--lang=en-US',
      ...flags,
      folder,
      ...links
    ],
    env: { ...process.env, LANGUAGE: 'en', LC_ALL: 'C.UTF-8', ...env }
  })
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { app, page, complaints, close: () => app.close() }
}

/** What a second start of the app does: it hands its arguments to the first and ends. */
export async function startAgain(userData: string, ...args: string[]): Promise<void> {
  const child = spawn(
    process.env.OPLOG_ELECTRON ?? '',
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${userData}`,
      root,
      ...args
    ],
    { stdio: 'ignore' }
  )
  await once(child, 'exit')
}

export interface ProfileValues {
  name: string
  zone: string
  endpoint: string
  accessKeyId: string
  secretKey: string
}

export function profileOf(zone: Zone, name: string): ProfileValues {
  const { endpoint, accessKeyId, secretKey } = zone
  return { name, zone: zone.zone, endpoint, accessKeyId, secretKey }
}

/** Opens the form from wherever the app is: the first-run page or the switcher. */
export async function openProfileForm(page: Page): Promise<void> {
  const add = page.getByTestId('profile-new')
  await expect(add.or(page.getByTestId('profile-switcher')).first()).toBeVisible()
  if (!(await add.isVisible())) await page.getByTestId('profile-switcher').click()
  await add.click()
  await expect(page.getByTestId('profile-form')).toBeVisible()
}

/** The native input that is the element or sits inside it. */
export function input(page: Page, id: string) {
  return page.locator(
    `[data-testid="${id}"]:is(input, select, textarea), [data-testid="${id}"] :is(input, select, textarea)`
  )
}

export async function fillProfile(page: Page, values: ProfileValues): Promise<void> {
  await input(page, 'profile-name').fill(values.name)
  // A profile keeps its zone.
  const zone = input(page, 'profile-zone')
  if (await zone.isEnabled()) await zone.fill(values.zone)
  await input(page, 'profile-endpoint').fill(values.endpoint)
  await input(page, 'profile-access-key-id').fill(values.accessKeyId)
  await input(page, 'profile-secret-key').fill(values.secretKey)
}

export async function createProfile(page: Page, values: ProfileValues): Promise<void> {
  await openProfileForm(page)
  await fillProfile(page, values)
  await page.getByTestId('profile-save').click()
  await expect(page.getByTestId('profile-form')).toBeHidden()
}

export async function setParameter(page: Page, name: string, value: string): Promise<void> {
  const control = page.getByTestId(`param-${name}`)
  if (!(await control.first().isVisible())) await page.getByTestId('params-more').click()
  const native = input(page, `param-${name}`)
  const isSelect = await native.evaluate((element) => element.tagName === 'SELECT')
  if (isSelect) await native.selectOption(value)
  else await native.fill(value)
}

/** Runs the query and waits for its answer. */
export async function apply(page: Page): Promise<void> {
  await page.getByTestId('params-apply').click()
}

export async function reset(page: Page): Promise<void> {
  await page.getByTestId('params-reset').click()
}

export async function expectTotal(page: Page, total: number): Promise<void> {
  await expect(page.getByTestId('log-total')).toHaveAttribute('data-total', String(total))
}

/** The save dialog is the system's own and cannot be driven; its answer can. */
export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

/** As the save dialog. */
export async function answerOpenDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, path)
}
