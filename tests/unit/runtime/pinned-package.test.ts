import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isUnpacked, unpack } from '../../../electron/runtime/pinned-package.mjs'

const folder = mkdtempSync(join(tmpdir(), 'oplog-registry-'))
const name = 'oplog-pinned-package'
const version = '1.0.0'

function sha512(content: Buffer): string {
  return `sha512-${createHash('sha512').update(content).digest('base64')}`
}

function tarball(): Buffer {
  mkdirSync(join(folder, 'package'))
  writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify({ name, version }))
  writeFileSync(join(folder, 'package', 'program'), 'runs')
  execFileSync('tar', ['-czf', 'it.tgz', 'package'], { cwd: folder })
  return readFileSync(join(folder, 'it.tgz'))
}

const content = tarball()

/** A registry on this machine that serves one package, as its own index describes it. */
const registry = createServer((request, response) => {
  if (request.url?.endsWith('.tgz')) return void response.end(content)
  const { port } = registry.address() as AddressInfo
  const dist = { tarball: `http://127.0.0.1:${port}/it.tgz`, integrity: sha512(content) }
  response.end(
    JSON.stringify({ name, 'dist-tags': {}, versions: { [version]: { name, version, dist } } })
  )
})

beforeAll(async () => {
  await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done))
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${(registry.address() as AddressInfo).port}`)
  vi.stubEnv('npm_config_cache', join(folder, 'cache'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  registry.close()
})

test('the pinned package is unpacked, changed as asked, and known the next time', async () => {
  const pinned = { name, version, integrity: sha512(content), into: join(folder, 'good') }
  expect(isUnpacked(pinned)).toBe(false)
  await unpack(pinned, async (into) => writeFileSync(join(into, 'prepared'), ''))
  expect(readFileSync(join(pinned.into, 'program'), 'utf8')).toBe('runs')
  expect(existsSync(join(pinned.into, 'prepared'))).toBe(true)
  expect(isUnpacked(pinned)).toBe(true)
  expect(isUnpacked({ ...pinned, integrity: sha512(Buffer.from('newer')) })).toBe(false)
})

test('another content is refused before anything of it is unpacked', async () => {
  const integrity = sha512(Buffer.from('what was pinned'))
  const pinned = { name, version, integrity, into: join(folder, 'bad') }
  const prepared: string[] = []
  await expect(unpack(pinned, async (into) => void prepared.push(into))).rejects.toThrow(
    /is not the pinned package: expected sha512-.*, got sha512-/
  )
  expect(prepared).toEqual([])
  expect(isUnpacked(pinned)).toBe(false)
  expect(readdirSync(folder).filter((entry) => entry.startsWith('bad'))).toEqual([])
})

test('what the registry does not have is said', async () => {
  const integrity = sha512(content)
  const pinned = { name, version: '2.0.0', integrity, into: join(folder, 'none') }
  await expect(unpack(pinned)).rejects.toThrow(/could not fetch oplog-pinned-package@2\.0\.0/)
})
