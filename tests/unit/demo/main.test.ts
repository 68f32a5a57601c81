import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { signedUrl } from '../../../electron/services/hpc/sign'
import { bundleZone } from '../../support/zone-process'

const folder = mkdtempSync(join(tmpdir(), 'oplog-zone-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a zone in another process obeys line by line', async () => {
  const program = await bundleZone(folder)
  const child = spawn(
    process.execPath,
    [program, '--size', '500', '--seed', '9', '--zone', 'z1', '--key', 'K'],
    { env: { ...process.env, OPLOG_DEMO_SECRET: 's3' }, stdio: ['pipe', 'pipe', 'inherit'] }
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value ?? 'null')
  const tell = (command: unknown) => {
    child.stdin.write(`${JSON.stringify(command)}\n`)
    return next()
  }

  const { endpoint } = await next()
  const params = {
    access_key_id: 'K',
    signature_method: 'HmacSHA256',
    signature_version: '1',
    version: '1',
    zone: 'z1',
    timestamp: `${new Date().toISOString().slice(0, 19)}Z`
  }
  const ask = async () =>
    (await fetch(signedUrl({ endpoint, path: '/operation', params, secret: 's3' }))).json()

  expect(await ask()).toMatchObject({ ret_code: 0, total_count: 500 })
  expect(await tell({ faults: { retCode: 5200, times: 1 } })).toEqual({ ok: true })
  expect(await ask()).toEqual({ ret_code: 5200 })
  expect(await tell({ faults: [{ retCode: 5100 }] })).toEqual({ ok: true })
  expect(await ask()).toEqual({ ret_code: 5100 })
  expect(await tell({ faults: null })).toEqual({ ok: true })
  expect(await ask()).toMatchObject({ ret_code: 0 })
  const log = await tell({ count: true })
  expect(log).toMatchObject({ count: 4, requests: [{ retCode: 0 }, { retCode: 5200 }, {}, {}] })
  child.stdin.write('no command\n')
  expect(await next()).toEqual({ error: 'not JSON' })
  expect(await tell({ stop: true })).toEqual({ stopped: true })
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(0)
})
