import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDemoZone } from '../../../../electron/demo/server'
import { bundleArchive } from '../../../support/archive-process'
import { bundle } from '../../../support/bundle'
import { killDuringBackfill } from '../../../support/archive/kill-app'
import { seeded, seedOfRun } from '../../../support/archive/random'

// The same at length: tests/long/archive.
const keys = { zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'SECRETCANARY' }
const size = 4000
const zone = createDemoZone({ size, seed: 7, growthPerMinute: 0, ...keys })
const folder = mkdtempSync(join(tmpdir(), 'oplog-app-'))
const built = resolve(
  import.meta.dirname,
  `../../../../node_modules/.cache/test/app-${process.pid}`
)
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

test(`a backfill goes on after everything was killed, and holds all (seed ${seed})`, async () => {
  zone.faults.set({ delayMs: 40 })
  const report = await killDuringBackfill({
    app: await bundle('tests/support/archive/sync-process.ts', built, 'app'),
    bundle: archiveBundle,
    folder,
    zone,
    keys,
    kills: 3,
    random: seeded(seed),
    withinMs: 600
  })
  expect(report.wrong).toEqual([[], [], [], []])
  expect(report.rows).toBe(size)
})
