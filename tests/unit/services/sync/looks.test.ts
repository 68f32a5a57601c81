import { expect, test } from 'vitest'
import { AppError, type ErrorCode } from '#shared/errors'
import type { SyncArchive } from '../../../../electron/services/ports'
import { useArchives } from '../archive/harness'
import { isAtRest, nodeFetch, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const everyMinute = { syncIntervalS: 60 }

/** A sync over a disk on which some calls find no room while it is full. */
async function begin(
  calls: readonly (keyof SyncArchive)[] = [],
  options: object = {},
  settings = everyMinute
) {
  const { zone, clock } = await zones({ growthPerMinute: 5, ...options })
  const { archive } = archives()
  const disk: { full: boolean; code: ErrorCode } = { full: false, code: 'disk-full' }
  const filling = calls.map((name) => {
    const call = archive.sync[name] as (...input: unknown[]) => Promise<unknown>
    const refused = async (...input: unknown[]) => {
      if (disk.full) throw new AppError(disk.code, 'There is no room.')
      return call(...input)
    }
    return [name, refused] as const
  })
  const filled: SyncArchive = { ...archive.sync, ...Object.fromEntries(filling) }
  const sync = syncs({ zone, clock, archive: filled, settings })
  return { zone, clock, disk, sync }
}

test.each(['store', 'mark', 'pending'] as const)(
  'looks go on after a while without room (%s), and meanwhile say so',
  async (call) => {
    const { zone, clock, disk, sync } = await begin([call])
    await sync.backfill()
    await clock.pass(2.5 * minute)
    disk.full = true
    await clock.pass(1.5 * minute)
    expect(await sync.state()).toMatchObject({ phase: 'idle', error: { code: 'disk-full' } })
    disk.full = false
    const asked = zone.requests.length
    await clock.pass(5 * minute)
    expect(zone.requests.length - asked).toBeGreaterThan(4)
    expect(await sync.state()).toMatchObject({ phase: 'idle', error: null })
  }
)

test('a count of what is held that finds no room ends no looks, and is made again', async () => {
  const { zone, clock, disk, sync } = await begin(['countBetween'])
  await sync.backfill()
  disk.full = true
  // No history is begun before it is due.
  await clock.pass(20 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: { code: 'disk-full' } })
  const meanwhile = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length - meanwhile).toBeGreaterThan(4)
  disk.full = false
  const asked = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length - asked).toBeGreaterThan(4)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: null })
  await sync.sync.forget('p', async () => undefined)
})

test('what keeps it from being counted for good is said, and ends the looks as any failure does', async () => {
  const { zone, clock, disk, sync } = await begin(['countBetween'])
  await sync.backfill()
  Object.assign(disk, { full: true, code: 'internal' })
  await clock.pass(20 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'failed', error: { code: 'internal' } })
  disk.full = false
  const asked = zone.requests.length
  await sync.settled(sync.start())
  await clock.pass(5 * minute)
  expect(zone.requests.length - asked).toBeGreaterThan(4)
})

test('without an interval the look after a history is made once there is room', async () => {
  const { zone, clock, disk, sync } = await begin(['pending'], { size: 3000 }, { syncIntervalS: 0 })
  disk.full = true
  await sync.start()
  await clock.until(async () => (await sync.state()).coverage.complete)
  await clock.pass(2 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: { code: 'disk-full' } })
  disk.full = false
  await clock.pass(15 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: null })
  // That was all there was to make up for.
  const asked = zone.requests.length
  await clock.pass(60 * minute)
  expect(zone.requests).toHaveLength(asked)
})

test('one that was paused is not', async () => {
  const { zone, clock, disk, sync } = await begin(['pending'], { size: 3000 }, { syncIntervalS: 0 })
  disk.full = true
  await sync.start()
  await clock.until(async () => (await sync.state()).coverage.complete)
  await clock.pass(2 * minute)
  await sync.settled(sync.pause())
  disk.full = false
  const asked = zone.requests.length
  await clock.pass(60 * minute)
  expect(zone.requests).toHaveLength(asked)
})

test('a disk that stays full costs hardly a call', async () => {
  const { zone, clock, disk, sync } = await begin(['store', 'mark'])
  await sync.backfill()
  disk.full = true
  const asked = zone.requests.length
  await clock.pass(60 * minute)
  expect(zone.requests.length - asked).toBeLessThan(60)
})

test('a history waits for room before its first row, too', async () => {
  const { clock, disk, sync } = await begin(['mark'], { size: 3000 })
  await sync.settled(sync.newest())
  await sync.start()
  // It has asked for the service's oldest rows only.
  disk.full = true
  await clock.pass(1.5 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'waiting', error: { code: 'disk-full' } })
  disk.full = false
  await clock.until(async () => isAtRest(await sync.state()))
  expect(await sync.state()).toMatchObject({ phase: 'idle', coverage: { complete: true } })
})

test('a certificate that is refused is said, and asked for again ever more seldom until it is not', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  let calls = 0
  let isPortal = false
  const sync = syncs({
    ...{ zone, clock, archive: archives().archive.sync, settings: everyMinute },
    fetch: async (...input) => {
      calls++
      if (isPortal) throw new Error('net::ERR_CERT_AUTHORITY_INVALID')
      return nodeFetch(...input)
    }
  })
  await sync.backfill()
  isPortal = true
  await clock.pass(30 * minute)
  const refused = calls
  await clock.pass(60 * minute)
  expect(calls - refused).toBeLessThan(15)
  expect(await sync.state()).toMatchObject({
    phase: 'waiting',
    error: { code: 'certificate-refused' }
  })
  isPortal = false
  await clock.pass(6 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: null })
  const asked = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length - asked).toBeGreaterThan(4)
})

test('once new rows came on demand, what had failed goes on', async () => {
  const { zone, clock, sync } = await begin()
  await sync.backfill()
  await clock.pass(2 * minute)
  zone.faults.set({ retCode: 2400 })
  await clock.pass(2 * minute)
  expect((await sync.state()).phase).toBe('failed')
  zone.faults.clear()
  expect(await sync.settled(sync.newest())).toMatchObject({ phase: 'idle', error: null })
  const asked = zone.requests.length
  await clock.pass(2 * minute)
  expect(zone.requests.length).toBeGreaterThan(asked)
})

test('so does the history that had failed', async () => {
  const { zone, clock, sync } = await begin([], { size: 9000 })
  zone.faults.set({ times: 20 }, { retCode: 2400 })
  expect((await sync.backfill()).phase).toBe('failed')
  zone.faults.clear()
  await sync.settled(sync.newest())
  await clock.until(async () => isAtRest(await sync.state()))
  expect(await sync.state()).toMatchObject({ phase: 'idle', coverage: { complete: true } })
})

test('who follows a zone that refused is told so, and it is not asked again', async () => {
  const { zone, clock, sync } = await begin()
  await sync.backfill()
  await sync.follow(true)
  await clock.pass(minute)
  zone.faults.set({ retCode: 1200 })
  const asked = zone.requests.length
  await clock.pass(10 * minute)
  expect(zone.requests.length - asked).toBe(1)
  expect(await sync.state()).toMatchObject({ phase: 'failed', error: { code: 'key-refused' } })
  // Nor when following begins anew.
  await sync.follow(false)
  await sync.follow(true)
  await clock.pass(minute)
  expect(zone.requests.length - asked).toBe(1)
  zone.faults.clear()
  await sync.settled(sync.newest())
  const mended = zone.requests.length
  await clock.pass(minute)
  expect(zone.requests.length - mended).toBeGreaterThan(4)
})
