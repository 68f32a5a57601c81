import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { withTemporary } from '../../../electron/runtime/temporary.mjs'

const folder = mkdtempSync(join(tmpdir(), 'oplog-temporary-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const runtime = (name: string) =>
  pathToFileURL(resolve(import.meta.dirname, '../../../electron/runtime', name)).href

/** A task of the set-up that waits for a program, as the demo waits for the app. */
const waiting = `
import { run } from '${runtime('run.mjs')}'
import { withTemporary } from '${runtime('temporary.mjs')}'
const script = 'console.log("waits"); setTimeout(() => undefined, 60000)'
await withTemporary((env) => run({ command: process.execPath, args: ['-e', script], env }))
`

test('temporary files are gone after the work, and after work that failed', async () => {
  const work = async ({ TMPDIR = '' }: NodeJS.ProcessEnv) => TMPDIR
  const first = await withTemporary(work)
  expect(first).not.toBe('')
  expect(existsSync(first)).toBe(false)

  let second = ''
  const failing = withTemporary(async (env) => {
    second = await work(env)
    throw new Error('the work failed')
  })
  await expect(failing).rejects.toThrow('the work failed')
  expect(existsSync(second)).toBe(false)
})

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  'nothing temporary is left by what %s ends',
  async (signal) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', waiting], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    await once(child.stdout, 'data')
    expect(readdirSync(folder)).toHaveLength(1)
    child.kill(signal)
    await once(child, 'close')
    expect(readdirSync(folder)).toEqual([])
  }
)
