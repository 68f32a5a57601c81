import { expect, test } from 'vitest'
import type { SyncArchive } from '../../../../electron/services/ports'
import { useArchives } from '../archive/harness'
import { monday, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute

/** An automatic look that has been waiting for a zone that is away. */
async function begin(wrapped: (archive: SyncArchive) => SyncArchive = (archive) => archive) {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const archive = wrapped(archives().archive.sync)
  const sync = syncs({ zone, clock, archive, settings: { syncIntervalS: 60 } })
  await sync.backfill()
  zone.faults.set({ retCode: 5000 })
  await clock.pass(20 * minute)
  expect((await sync.state()).phase).toBe('waiting')
  return { zone, clock, sync }
}

test('a pause while a look has been waiting ends it, and no other begins', async () => {
  const { zone, clock, sync } = await begin()
  const paused = sync.pause()
  const asked = zone.requests.length
  expect((await sync.settled(paused)).phase).toBe('paused')
  zone.faults.clear()
  await clock.pass(hour)
  expect(zone.requests.length).toBe(asked)
  expect((await sync.state()).phase).toBe('paused')
})

test('nor while somebody follows, which goes on when the sync does', async () => {
  const { zone, clock, sync } = await begin()
  zone.faults.clear()
  await sync.follow(true)
  await clock.pass(minute)
  expect((await sync.settled(sync.pause())).phase).toBe('paused')
  const asked = zone.requests.length
  await clock.pass(10 * minute)
  // Who begins to follow is told why nothing comes.
  await sync.follow(false)
  await sync.follow(true)
  await clock.pass(10 * minute)
  expect(zone.requests.length).toBe(asked)
  expect((await sync.state()).phase).toBe('paused')
  await sync.settled(sync.start())
  await clock.pass(5 * minute)
  expect(zone.requests.length - asked).toBeGreaterThan(25)
})

test('nor does a history that is not complete yet', async () => {
  let isLeft = false
  const { zone, clock, sync } = await begin((archive) => ({
    ...archive,
    mark: (profileId, interval, facts) => {
      const leaves = interval !== null && !isLeft && interval.start < monday - 24 * hour
      isLeft ||= leaves
      return archive.mark(profileId, leaves ? { ...interval, state: 'partial' } : interval, facts)
    }
  }))
  expect((await sync.state()).coverage.complete).toBe(false)
  const asked = zone.requests.length
  expect((await sync.settled(sync.pause())).phase).toBe('paused')
  await clock.pass(hour)
  expect(zone.requests.length).toBe(asked)
})

test('a start that comes before the pause is noted is the last word', async () => {
  const { zone, clock, sync } = await begin()
  zone.faults.clear()
  const paused = sync.pause()
  await sync.settled(sync.start())
  await paused
  const asked = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length).toBeGreaterThan(asked)
  expect((await sync.state()).phase).toBe('idle')
})

test('where the pause cannot be noted the looks go on', async () => {
  let isFull = false
  const { zone, clock, sync } = await begin((archive) => ({
    ...archive,
    mark: async (...input) => {
      if (isFull) throw new Error('the disk is full')
      return archive.mark(...input)
    }
  }))
  isFull = true
  await expect(sync.settled(sync.pause())).rejects.toThrow('the disk is full')
  isFull = false
  const asked = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length).toBeGreaterThan(asked)
})
