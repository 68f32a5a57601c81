import { expect, test } from 'playwright/test'
import { temporaryFolder } from '../../support/app'
import { seeded, seedOfRun } from '../../support/archive/random'
import { killMigratingWindow } from '../../support/kill-migrating-window'
import { killWindow } from '../../support/kill-window'
import { say } from '../../support/say'
import { startZone } from '../../support/zone-process'

const seed = seedOfRun()
const keys = { zone: 'jn1a', accessKeyId: 'KILLKEY', secretKey: 'KILLSECRETCANARY' }

// The seed is no part of the name: each worker reads this file anew.
test('50 kills of the whole app during a backfill', async () => {
  const zone = await startZone({ size: 60_000, ...keys })
  const kills = 50
  const { wrong, ...figures } = await killWindow({
    folder: temporaryFolder(),
    zone,
    size: 60_000,
    kills,
    delayMs: 200,
    withinMs: 3000,
    random: seeded(seed)
  })
  await zone.stop()
  say(`kills of the app during a backfill, seed ${seed}`, figures)
  expect(wrong).toEqual(Array.from({ length: kills + 1 }, () => []))
  expect(figures.rows).toBe(60_000)
  // Half come amid the work for sure, which each start but the first goes on with by itself.
  expect(figures.amid).toBeGreaterThanOrEqual(kills / 2)
  expect(figures.resumed).toBeGreaterThanOrEqual(kills / 2 - 1)
  expect(figures.heldAtLastKill).toBeGreaterThan(5000)
})

test('50 kills of the whole app while it brings a file of version 1 up', async () => {
  const zone = await startZone({ size: 60, ...keys })
  const kills = 50
  const { wrong, ...figures } = await killMigratingWindow({
    folder: temporaryFolder(),
    zone,
    rows: 60_000,
    kills,
    random: seeded(seed)
  })
  await zone.stop()
  say(`kills of the app during a migration, seed ${seed}`, figures)
  expect(wrong).toEqual(Array.from({ length: kills }, () => []))
  expect(figures.amid).toBeGreaterThan(kills / 5)
})
