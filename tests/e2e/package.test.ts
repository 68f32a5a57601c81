import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'playwright/test'
import { temporaryFolder } from '../support/app'
import { buildPackages, output, packageName, whyNotBuildable } from '../support/package'
import { releaseCopy } from '../support/release-copy'
import { say } from '../support/say'

const missing = whyNotBuildable()
const kinds = ['deb', 'rpm', 'tar.gz']
const folder = temporaryFolder()
let built: string[]

test.describe.configure({ mode: 'serial', timeout: 240_000 })
if (missing) say(`PACKAGE TESTS SKIPPED: ${missing}.`)
test.skip(missing !== null, `packages cannot be built here: ${missing}`)

test.beforeAll(async () => {
  if (!missing) built = await buildPackages(kinds, join(folder, 'here'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the same sources give the same packages, elsewhere and for somebody else', async () => {
  const { TZ } = process.env
  const mask = process.umask(0o077)
  process.env.TZ = 'Asia/Shanghai'
  let again: string[]
  try {
    again = await buildPackages(kinds, join(folder, 'some', 'where', 'else'))
  } finally {
    process.umask(mask)
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
  expect(again.map(sum)).toEqual(built.map(sum))
})

test('the rpm holds what the deb holds, and is installed and removed', () => {
  const [deb = '', rpm = ''] = built
  const inDeb = spawnSync('sh', ['-c', 'dpkg-deb --fsys-tarfile "$0" | tar -t', deb], {
    encoding: 'utf8'
  }).stdout
  const files = output('rpm', ['-qlp', rpm]).trim().split('\n')
  const wanted = inDeb
    .split('\n')
    .filter((path) => path !== '' && !path.endsWith('/') && !path.includes('/lintian/'))
    .map((path) => path.slice(1))
  expect(wanted.filter((path) => !files.includes(path))).toEqual([])
  expect(output('rpm', ['-qp', '--requires', rpm])).toMatch(/^gtk3$/m)
  expect(output('rpm', ['-qp', '--scripts', rpm])).toContain('chrome-sandbox')

  const root = join(folder, 'root')
  const into = ['--root', root, '--dbpath', '/var/lib/rpm']
  // Its scripts want the system around it, which this folder is not.
  output('rpm', [...into, '--install', '--nodeps', '--noscripts', rpm])
  expect(existsSync(join(root, 'opt', 'Oplog', 'oplog'))).toBe(true)
  output('rpm', [...into, '--verify', '--nodeps', '--noscripts', packageName])
  output('rpm', [...into, '--erase', '--noscripts', packageName])
  expect(files.filter((path) => existsSync(join(root, path)))).toEqual([])
})

test('a release lets nobody in: no port is opened, no switch is taken', async () => {
  const release = await releaseCopy(join(dirname(built[0] ?? ''), 'linux-unpacked'))
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const start = (more: string, env: NodeJS.ProcessEnv = {}) =>
    spawnSync(release, [...flags, `--user-data-dir=${folder}/data`, more], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, ...env }
    })
  // It takes itself for one.
  expect(start('--version').stdout).not.toContain('evaluation')
  for (const flag of [
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--js-flags=--jitless'
  ]) {
    // The variable only locks: whoever sets it gets in no further.
    for (const env of [{}, { OPLOG_EVALUATION_RUNTIME: '1' }]) {
      const { status, stderr } = start(flag, env)
      expect(stderr).toContain(`Oplog does not start with ${flag.split('=')[0]}`)
      expect(stderr).not.toContain('DevTools listening')
      expect(status).toBe(1)
    }
  }
  expect(existsSync(join(folder, 'data', 'config.json'))).toBe(false)
})

function sum(path: string): string {
  return `${path.replace(/.*\//, '')} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
}
