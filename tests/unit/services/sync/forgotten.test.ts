import { expect, test } from 'vitest'
import { toInstant } from '#shared/time'
import { query, useArchives } from '../archive/harness'
import { searchHeld } from '../../../support/held'
import { memoryWishes, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const hour = 3_600_000
const day = 24 * hour

/** A zone that keeps so many days, and what syncs with it. */
async function begin(settings: Parameters<typeof syncs>[0]['settings'] = {}, size = 500) {
  const { zone, clock } = await zones({ size, growthPerMinute: 0.02 })
  const { archive } = archives()
  const base = { zone, clock, archive: archive.sync, wishes: memoryWishes() }
  const open = () => syncs({ ...base, settings: { syncIntervalS: 300, ...settings } })

  /** Rows older than this are gone. @returns how many of them were created after a time */
  function keepOnly(days: number, since: number): number {
    const end = clock.now() - days * day
    const old = Array.from({ length: zone.log.count(clock.now()) }, (_, index) => index).filter(
      (index) => zone.log.createdAt(index) < end
    )
    zone.vanish(...old)
    return old.filter((index) => zone.log.createdAt(index) > since).length
  }

  async function asked(from: number, to: number) {
    const times = { start_time: toInstant(from), end_time: toInstant(to) }
    const { coverage, total } = await searchHeld(archive, 'p', query(times))
    return { ...coverage, total }
  }
  return { zone, clock, archive, open, keepOnly, asked }
}

test('what came and went while nobody looked is said to be unknown, and not looked for for ever', async () => {
  const { zone, clock, open, keepOnly, asked } = await begin()
  const first = open()
  await first.backfill()
  await first.sync.close()
  const left = clock.now()
  await clock.pass(120 * day)
  expect(keepOnly(90, left)).toBeGreaterThan(100)

  const second = open()
  await second.sync.resume()
  await clock.pass(2 * hour)
  const { coverage, phase, error } = await second.state()
  expect({ phase, error, complete: coverage.complete }).toEqual({
    phase: 'idle',
    error: null,
    complete: true
  })
  const away = await asked(left + hour, clock.now() - 91 * day)
  expect(away).toMatchObject({ complete: false, total: 0 })
  expect(away.forgottenMs).toBe(away.missingMs)
  expect(Math.abs(away.missingMs - 29 * day)).toBeLessThan(day)
  // Before and after it everything is held.
  expect((await asked(left - 10 * day, left - hour)).complete).toBe(true)
  expect((await asked(clock.now() - 80 * day, clock.now() - hour)).complete).toBe(true)

  const calls = zone.requests.length
  await clock.pass(day)
  // A look each five minutes, a count each ten, and nothing beside them.
  expect(zone.requests.length - calls).toBeLessThan(24 * (12 + 6) + 24)
})

test('what a history had not reached when the service forgot it is said to be unknown', async () => {
  const { clock, open, keepOnly, asked } = await begin({ quotaCalls: 60 }, 9000)
  const sync = open()
  await sync.settled(sync.start())
  await clock.pass(60_000)
  await sync.settled(sync.pause())
  const { intervals } = (await sync.state()).coverage
  const hole = { from: (intervals[0]?.end ?? 0) + 1000, to: (intervals.at(-1)?.start ?? 0) - 1000 }
  expect(hole.to - hole.from).toBeGreaterThan(10 * day)
  const before = await asked(hole.from, hole.to)
  expect(before).toMatchObject({ complete: false, missingMs: hole.to - hole.from })
  expect(before.forgottenMs).toBeUndefined()

  await clock.pass(100 * day)
  keepOnly(90, 0)
  await sync.settled(sync.start())
  await clock.pass(6 * hour)
  const state = await sync.state()
  expect(state.coverage.complete).toBe(true)
  const after = await asked(hole.from, hole.to)
  expect(after).toMatchObject({ complete: false, forgottenMs: after.missingMs })
  expect(after.missingMs).toBe(hole.to - hole.from)
})

test('a quiet log that forgets its last rows leaves nothing unknown', async () => {
  const { zone, clock, archive, open, asked } = await begin({}, 300)
  const sync = open()
  await sync.backfill()
  const rows = zone.log.count(clock.now())
  const left = clock.now()
  await sync.sync.close()
  // Off for days; whatever it was seen to keep for a week it keeps for those.
  await clock.pass(5 * day)
  zone.vanish(...Array.from({ length: rows }, (_, index) => index))
  const next = open()
  await next.sync.resume()
  await clock.pass(hour)
  expect((await next.state()).coverage.complete).toBe(true)
  expect((await asked(left - day, clock.now() - hour)).complete).toBe(true)
  expect((await archive.sync.coverage('p')).facts.keptMs).toBeGreaterThan(6 * day)
})

test('a log that never had a row until now has nothing to forget', async () => {
  const { zone, clock, open, asked } = await begin({}, 20)
  const rows = Array.from({ length: 20 }, (_, index) => index)
  zone.vanish(...rows)
  const first = open()
  await first.settled(first.newest())
  const left = clock.now()
  await first.sync.close()
  await clock.pass(30 * day)
  const next = open()
  await next.backfill()
  expect((await next.state()).coverage.complete).toBe(true)
  expect((await asked(left, clock.now() - hour)).complete).toBe(true)
})
