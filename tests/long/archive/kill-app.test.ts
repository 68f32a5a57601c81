import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDemoZone } from '../../../electron/demo/server'
import { bundleArchive } from '../../support/archive-process'
import { bundle } from '../../support/bundle'
import { killDuringBackfill } from '../../support/archive/kill-app'
import { seeded, seedOfRun } from '../../support/archive/random'
import { say } from '../../support/say'

const keys = { zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'SECRETCANARY' }
const size = 40_000
const zone = createDemoZone({ size, seed: 7, growthPerMinute: 0, ...keys })
const folder = mkdtempSync(join(tmpdir(), 'oplog-app-'))
const built = resolve(import.meta.dirname, `../../../node_modules/.cache/test/app-${process.pid}`)
let archiveBundle = ''

beforeAll(async () => {
  archiveBundle = await bundleArchive(`app-archive-${process.pid}`)
  await zone.start()
})
afterAll(async () => {
  await zone.stop()
  for (const gone of [folder, built, dirname(archiveBundle)]) {
    rmSync(gone, { recursive: true, force: true })
  }
})

const seed = seedOfRun()

test(`50 kills of everything during a backfill (seed ${seed})`, async () => {
  // A service takes its time; the history must outlast the kills.
  zone.faults.set({ delayMs: 150 })
  const kills = 50
  const { wrong, ...figures } = await killDuringBackfill({
    app: await bundle('tests/support/archive/sync-process.ts', built, 'app'),
    bundle: archiveBundle,
    folder,
    zone,
    keys,
    kills,
    random: seeded(seed),
    withinMs: 1000
  })
  say('kills of the whole during a backfill', figures)
  expect(wrong).toEqual(Array.from({ length: kills + 1 }, () => []))
  expect(figures.rows).toBe(size)
  expect(figures.amid).toBeGreaterThan(kills / 2)
})
