import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bundleArchive, careless, smallCache, type Edit } from '../../support/archive-process'
import { killDuringCopy } from '../../support/archive/kill-copy'
import { killDuringIngest } from '../../support/archive/kill-ingest'
import { killDuringMigration } from '../../support/archive/kill-migration'
import { seeded, seedOfRun } from '../../support/archive/random'
import { say } from '../../support/say'

const kills = 50
const seed = seedOfRun()
const bundles = new Map<string, string>()
let folder = ''

const kinds: Record<string, readonly Edit[]> = { plain: [], spilling: [smallCache], careless }

beforeAll(async () => {
  say(`seed ${seed}; OPLOG_SEED=${seed} repeats it`)
  for (const [kind, edits] of Object.entries(kinds)) {
    bundles.set(kind, await bundleArchive(`long-${kind}-${process.pid}`, edits))
  }
})
afterAll(() => {
  for (const bundle of bundles.values()) rmSync(dirname(bundle), { recursive: true, force: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function fresh(kind: string) {
  folder = mkdtempSync(join(tmpdir(), 'oplog-kills-'))
  return { bundle: bundles.get(kind) ?? '', folder, kills, random: seeded(seed) }
}

const nothing = Array.from({ length: kills }, () => [])

test.for([
  // As the service sends them.
  { kind: 'plain', pageRows: 100, calls: 40, withinMs: 120 },
  // Transactions that go to the disk before they end.
  { kind: 'spilling', pageRows: 3000, calls: 3, withinMs: 300 }
])('50 kills while pages of $pageRows rows come in', async ({ kind, ...load }) => {
  const { wrong, ...figures } = await killDuringIngest({ ...fresh(kind), ...load })
  say(`ingest, ${kind}`, figures)
  expect(wrong).toEqual(nothing)
  expect(figures.cutOff).toBeGreaterThan(kills / 2)
})

test('50 kills while the index is copied, with more than 20,000 rows waiting', async () => {
  const { wrong, ...figures } = await killDuringCopy({ ...fresh('plain'), waiting: 21_000 })
  say('copy of the index', figures)
  expect(wrong).toEqual(nothing)
  expect(figures.amidCopy).toBeGreaterThan(kills / 4)
})

test('50 kills while a file of version 1 with 50,000 rows is brought up', async () => {
  const { wrong, ...figures } = await killDuringMigration({ ...fresh('spilling'), rows: 50_000 })
  say('migration', figures)
  expect(wrong).toEqual(nothing)
  expect(figures.amid).toBeGreaterThan(kills / 4)
  expect(figures.spilled).toBeGreaterThan(0)
})

test('the same kills do harm to a process that keeps no log', async () => {
  const load = { ...fresh('careless'), pageRows: 3000, calls: 3, withinMs: 300, kills: 1 }
  const damaged: string[] = []
  for (let round = 0; round < kills / 2; round++) {
    rmSync(folder, { recursive: true, force: true })
    folder = mkdtempSync(join(tmpdir(), 'oplog-kills-'))
    const { wrong } = await killDuringIngest({ ...load, folder })
    damaged.push(...wrong.flatMap(([first]) => first ?? []))
  }
  say('control without a log', { kills: kills / 2, 'kills that did harm': damaged.length })
  for (const finding of damaged.slice(0, 3)) say(`  ${finding.slice(0, 160)}`)
  expect(damaged.length).toBeGreaterThan(0)
})
