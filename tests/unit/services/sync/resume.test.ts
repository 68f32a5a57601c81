import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useArchives } from '../archive/harness'
import { memoryWishes, useSyncs, useZones } from './harness'

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

test('a profile that is removed is fetched no more; where that fails it goes on as it was', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const { archive } = archives()
  const wishes = memoryWishes()
  const settings = { syncIntervalS: 60 }
  const { sync, backfill, settled } = syncs({
    ...{ zone, clock, wishes, settings },
    archive: archive.sync
  })
  await backfill()
  const refused = settled(sync.forget('p', () => Promise.reject(new Error('held'))))
  await expect(refused).rejects.toThrow('held')
  expect(wishes.get('p')).toMatchObject({ started: true })
  const asked = zone.requests.length
  await clock.pass(600_000)
  expect(zone.requests.length).toBeGreaterThan(asked + 8)

  await settled(sync.forget('p', async () => undefined))
  expect([wishes.get('p'), await sync.states()]).toEqual([null, []])
  const last = zone.requests.length
  await clock.pass(600_000)
  expect(zone.requests.length).toBe(last)
})
