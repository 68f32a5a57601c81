import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'

const root = resolve(import.meta.dirname, '../..')

/** Starts the app where it cannot; with a picture asked for, so that no box waits for somebody. */
async function startInVain(userData: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.env.OPLOG_ELECTRON ?? '',
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${userData}`,
      '--lang=en-US',
      `--screenshot=${join(temporaryFolder(), 'picture.png')}`,
      root
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LANGUAGE: 'en' },
      // One that stays is not left to the tests after this one.
      timeout: 25_000
    }
  )
  let said = ''
  child.stderr.on('data', (text) => (said += String(text)))
  await once(child, 'close')
  return { code: child.exitCode, said }
}

test('settings that cannot be read are left as they are, and the app ends after saying so', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'config.json')
  mkdirSync(path)
  const ended = {
    code: 1,
    said: expect.stringContaining(`Oplog cannot start\n${path} cannot be read (EISDIR`)
  }
  expect(await startInVain(folder)).toEqual(ended)
  // A process that stayed would hold up the next start.
  expect(await startInVain(folder)).toEqual(ended)
  expect(statSync(path).isDirectory()).toBe(true)
  expect(readdirSync(folder).filter((name) => name.startsWith('config'))).toEqual(['config.json'])
})

test('settings of a newer Oplog are left as they are, and the app ends after saying so', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'config.json')
  writeFileSync(path, '{"version":2}')
  const { code, said } = await startInVain(folder)
  expect(said).toContain(`Oplog cannot start\n${path} was written by a newer Oplog`)
  expect(code).toBe(1)
  expect(readFileSync(path, 'utf8')).toBe('{"version":2}')
})

test('settings of which a profile cannot be read are kept beside the rest, once', async () => {
  const folder = temporaryFolder()
  const access = { zone: 'jn1a', accessKeyId: 'KEY', endpoint: 'http://127.0.0.1:1/api' }
  const profiles = [
    { id: 'a', name: 'Readable', ...access },
    { id: 'b', name: 'Newer', kind: 'newer', ...access }
  ]
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ version: 1, profiles }))
  const kept = () => readdirSync(folder).filter((name) => name.startsWith('config.before-'))
  for (let starts = 0; starts < 2; starts++) {
    const { page, close } = await openApp(folder)
    await expect(page.getByTestId('profile-switcher')).toContainText('Readable')
    const notice = page.locator('[data-testid="notice"][data-code="config-incomplete"]')
    await expect(notice).toHaveCount(starts === 0 ? 1 : 0)
    await close()
    expect(kept()).toHaveLength(1)
  }
  expect(readFileSync(join(folder, kept()[0] ?? ''), 'utf8')).toContain('Newer')
})

test('a data folder that cannot be written is said, not taken for an app that runs already', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  const { code, said } = await startInVain(join(file, 'data'))
  expect(said).toContain(`Oplog cannot start\n${join(file, 'data')} cannot be written (ENOTDIR`)
  expect(code).toBe(1)
})

test('a relative data folder is one of the folder the app was started in', async () => {
  const folder = join(temporaryFolder(), 'data')
  const { app, close } = await openApp(relative(process.cwd(), folder))
  expect(await app.evaluate(({ app }) => app.getPath('userData'))).toBe(folder)
  expect(readdirSync(folder)).toContain('SingletonLock')
  await close()
})
