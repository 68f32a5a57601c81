import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { downloadHost, ensureElectron } from '../../../electron/runtime/electron.mjs'
import { Stop } from '../../../electron/runtime/say.mjs'

const folder = mkdtempSync(join(tmpdir(), 'oplog-runtimes-'))

/** An executable that is there. */
function runtime(name: string): string {
  const path = join(folder, name)
  writeFileSync(path, '')
  return path
}

interface There {
  installed?: string
  download?: string
}

/** What can be had, and in which order it was asked for. */
function machine({ installed, download }: There = {}) {
  const asked: string[] = []
  const answer = <T>(name: string, value: T) => (asked.push(name), value)
  return {
    asked,
    sources: {
      installed: () => answer('installed', installed ?? null),
      download: async () => answer('download', download ?? null),
      evaluationRuntime: async () => answer('evaluation', runtime('evaluation'))
    }
  }
}

afterEach(() => vi.unstubAllEnvs())

test('a runtime that is named is taken, and nothing else is looked at', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  const path = runtime('electron')
  const { asked, sources } = machine({ installed: runtime('installed') })
  expect(await ensureElectron({ evaluation: true }, sources)).toBe(path)
  expect(asked).toEqual([])
})

test('a name that leads nowhere is said, not passed over', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', join(folder, 'nowhere'))
  const { asked, sources } = machine({ installed: runtime('installed') })
  await expect(ensureElectron({ evaluation: true }, sources)).rejects.toThrow(/nowhere/)
  expect(asked).toEqual([])
})

test('the official runtime comes before the evaluation one, installed or downloaded', async () => {
  const installed = machine({ installed: runtime('installed') })
  expect(await ensureElectron({ evaluation: true }, installed.sources)).toMatch(/installed$/)
  expect(installed.asked).toEqual(['installed'])
  const downloaded = machine({ download: runtime('downloaded') })
  expect(await ensureElectron({ evaluation: true }, downloaded.sources)).toMatch(/downloaded$/)
  expect(downloaded.asked).toEqual(['installed', 'download'])
})

test('the evaluation runtime is the last choice, and none for real use', async () => {
  const allowed = machine()
  expect(await ensureElectron({ evaluation: true }, allowed.sources)).toMatch(/evaluation$/)
  expect(allowed.asked).toEqual(['installed', 'download', 'evaluation'])
  const refused = machine()
  await expect(ensureElectron({ evaluation: false }, refused.sources)).rejects.toThrow(
    /ELECTRON_MIRROR.*ELECTRON_OVERRIDE_DIST_PATH/s
  )
  expect(refused.asked).toEqual(['installed', 'download'])
})

test('the host that is tried is the one that is downloaded from, named by the environment or an .npmrc', () => {
  const mirror = 'https://mirror.example/electron/'
  expect(downloadHost({}).href).toBe('https://github.com/')
  expect(downloadHost({ ELECTRON_MIRROR: '' }).href).toBe('https://github.com/')
  expect(downloadHost({ ELECTRON_MIRROR: mirror }).href).toBe(mirror)
  const other = 'https://other.example/'
  const named = { ELECTRON_MIRROR: other, npm_config_electron_mirror: mirror }
  expect(downloadHost(named).href).toBe(mirror)
  expect(() => downloadHost({ ELECTRON_MIRROR: 'mirror.example' })).toThrow(Stop)
})
