import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useArchives } from '../archive/harness'
import { useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

test('a start leaves a profile alone of which nothing was ever kept', async () => {
  const { zone, clock } = await zones()
  const { archive, path, pids } = archives()
  const { sync } = syncs({ zone, clock, archive: archive.sync, settings: { syncIntervalS: 60 } })
  await sync.resume()
  await clock.pass(600_000)
  expect(existsSync(path('p'))).toBe(false)
  expect([pids, zone.requests, await sync.states()]).toEqual([[], [], []])
})

test('a start goes on with a profile that has an archive', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const { archive } = archives()
  const first = syncs({ zone, clock, archive: archive.sync })
  await first.backfill()
  await first.sync.close()
  const asked = zone.requests.length

  const { sync } = syncs({ zone, clock, archive: archive.sync, settings: { syncIntervalS: 60 } })
  await sync.resume()
  await clock.pass(600_000)
  expect(zone.requests.length).toBeGreaterThan(asked + 9)
  expect(await sync.states()).toMatchObject([{ profileId: 'p', phase: 'idle' }])
})
