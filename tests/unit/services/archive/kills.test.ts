import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bundleArchive, careless, earlyCopy, smallCache } from '../../../support/archive-process'
import { killDuringCopy } from '../../../support/archive/kill-copy'
import { killDuringIngest } from '../../../support/archive/kill-ingest'
import { killDuringMigration } from '../../../support/archive/kill-migration'
import { seeded, seedOfRun } from '../../../support/archive/random'

// The same at length: tests/long/archive.
const bundles = { plain: '', copying: '', spilling: '', careless: '' }
let folder = ''
const seed = seedOfRun()

beforeAll(async () => {
  bundles.plain = await bundleArchive(`kills-${process.pid}`)
  bundles.copying = await bundleArchive(`kills-copying-${process.pid}`, [earlyCopy])
  bundles.spilling = await bundleArchive(`kills-spilling-${process.pid}`, [smallCache])
  bundles.careless = await bundleArchive(`kills-careless-${process.pid}`, careless)
})
afterAll(() => {
  for (const bundle of Object.values(bundles)) {
    rmSync(dirname(bundle), { recursive: true, force: true })
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function newFolder(): string {
  folder = mkdtempSync(join(tmpdir(), 'oplog-kills-'))
  return folder
}

const nothing = (kills: number) => Array.from({ length: kills }, () => [])

test(`loses nothing it had stored when it is killed while pages come in (seed ${seed})`, async () => {
  const report = await killDuringIngest({
    bundle: bundles.plain,
    folder: newFolder(),
    kills: 4,
    random: seeded(seed),
    pageRows: 100,
    calls: 20,
    withinMs: 60
  })
  expect(report.wrong).toEqual(nothing(4))
})

test(`shows just its rows after it was killed while the index was copied (seed ${seed})`, async () => {
  const report = await killDuringCopy({
    bundle: bundles.copying,
    folder: newFolder(),
    kills: 4,
    random: seeded(seed),
    waiting: 2500
  })
  expect(report.wrong).toEqual(nothing(4))
})

test(`keeps every row when it is killed while an old file is brought up (seed ${seed})`, async () => {
  const report = await killDuringMigration({
    bundle: bundles.spilling,
    folder: newFolder(),
    kills: 3,
    random: seeded(seed),
    rows: 2500
  })
  expect(report.wrong).toEqual(nothing(3))
})

test(`sees the losses of a process that keeps no log (seed ${seed})`, async () => {
  const random = seeded(seed)
  const wrong: string[] = []
  for (let tries = 0; tries < 10 && wrong.length === 0; tries++) {
    const report = await killDuringIngest({
      bundle: bundles.careless,
      folder: newFolder(),
      kills: 1,
      random,
      pageRows: 3000,
      calls: 1,
      withinMs: 5,
      afterGrowth: 50_000
    })
    wrong.push(...report.wrong.flat())
    rmSync(folder, { recursive: true, force: true })
  }
  expect(wrong).not.toEqual([])
})
