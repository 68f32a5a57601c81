import { existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs'
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

test('a start whose archive cannot be opened yet goes on by itself once it can', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const before = archives()
  const first = syncs({ zone, clock, archive: before.archive.sync })
  await first.backfill()
  await first.sync.close()
  await before.archive.close()
  const [file, aside] = [before.path('p'), `${before.path('p')}.aside`]
  renameSync(file, aside)
  mkdirSync(file)
  const asked = zone.requests.length

  const { archive } = archives(before.folder)
  const { sync } = syncs({ zone, clock, archive: archive.sync, settings: { syncIntervalS: 60 } })
  await sync.resume()
  await clock.pass(600_000)
  expect([zone.requests.length, await sync.states()]).toEqual([asked, []])
  rmdirSync(file)
  renameSync(aside, file)
  await clock.pass(600_000)
  expect(zone.requests.length).toBeGreaterThan(asked + 4)
  expect(await sync.states()).toMatchObject([{ profileId: 'p', phase: 'idle' }])
})

test('a profile that is removed is fetched no more; where that fails it goes on as it was', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const { archive } = archives()
  const wishes = memoryWishes()
  const settings = { syncIntervalS: 60 }
  const { sync, backfill, settled, state } = syncs({
    ...{ zone, clock, wishes, settings },
    archive: archive.sync
  })
  await backfill()
  const refused = settled(sync.forget('p', () => Promise.reject(new Error('held'))))
  await expect(refused).rejects.toThrow('held')
  expect(await state()).toMatchObject({ phase: 'idle' })
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

test('while a profile is removed nobody opens its sync anew', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const { archive } = archives()
  const { sync, backfill, settled, state, verify } = syncs({ zone, clock, archive: archive.sync })
  await backfill()
  zone.faults.set({ delayMs: 50 })
  // As the window does: it asks how the sync stands as soon as the re-count has ended.
  const checked = verify()
    .catch(() => undefined)
    .then(state)
  const refused = expect(checked).rejects.toMatchObject({ code: 'profile-unknown' })
  let end: () => void = () => undefined
  const removal = new Promise<void>((resolve) => (end = resolve))
  const removed = sync.forget('p', () => removal)
  await refused
  expect(await sync.states()).toEqual([])
  end()
  await settled(removed)
  expect(await sync.states()).toEqual([])
})
