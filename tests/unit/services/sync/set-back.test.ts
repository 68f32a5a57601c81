import { expect, test } from 'vitest'
import type { SyncArchive } from '../../../../electron/services/ports'
import { createAnnouncer } from '../../../../electron/services/sync/announcer'
import { createRhythm } from '../../../../electron/services/sync/rhythm'
import { createVirtualClock } from '../../../support/virtual-clock'
import { useArchives } from '../archive/harness'
import { monday, silent, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute

/** On a machine whose clock is eight hours fast. */
async function begin(wrapped: (archive: SyncArchive) => SyncArchive = (archive) => archive) {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  clock.setMachine(8 * hour)
  const archive = wrapped(archives().archive.sync)
  const sync = syncs({ zone, clock, archive, settings: { syncIntervalS: 60 } })
  return { zone, clock, sync }
}

test('a clock that is set back holds up neither looks nor what is told of them', async () => {
  const { zone, clock, sync } = await begin()
  await sync.backfill()
  await clock.pass(10 * minute)
  clock.setMachine(0)
  const [asked, told] = [zone.requests.length, sync.progress.length]
  await clock.pass(10 * minute)
  expect(zone.requests.length - asked).toBeGreaterThan(8)
  expect(sync.progress.length - told).toBeGreaterThan(8)
  expect(sync.news.length).toBeGreaterThan(8)
  const before = zone.requests.length
  await sync.follow(true)
  await clock.pass(5 * minute)
  expect(zone.requests.length - before).toBeGreaterThan(25)
})

test('nor the history that is not complete yet', async () => {
  let isLeft = false
  const { clock, sync } = await begin((archive) => ({
    ...archive,
    mark: (profileId, interval, facts) => {
      const leaves = interval !== null && !isLeft && interval.start < monday - 24 * hour
      isLeft ||= leaves
      return archive.mark(profileId, leaves ? { ...interval, state: 'partial' } : interval, facts)
    }
  }))
  expect((await sync.backfill()).coverage.complete).toBe(false)
  clock.setMachine(0)
  await clock.pass(15 * minute)
  expect((await sync.state()).coverage.complete).toBe(true)
})

test('a round comes after no more than two pauses, however far the clock is set back', async () => {
  const clock = createVirtualClock(0)
  const stop = new AbortController()
  const rounds: number[] = []
  const rhythm = createRhythm({
    now: clock.machine,
    sleep: clock.sleep,
    interval: () => minute,
    round: async () => void rounds.push(clock.now()),
    log: silent,
    signal: stop.signal,
    last: 0
  })
  await clock.pass(1.5 * minute)
  clock.setMachine(-8 * hour)
  await clock.pass(3 * minute)
  expect(rounds).toEqual([minute, 3 * minute, 4 * minute])
  stop.abort()
  await rhythm.ended
})

test('an announcement comes after its pause, however far the clock is set back', async () => {
  const clock = createVirtualClock(0)
  const { signal } = new AbortController()
  let said = 0
  const changed = createAnnouncer(
    { now: clock.machine, sleep: clock.sleep },
    () => void said++,
    signal
  )
  changed()
  clock.setMachine(-8 * hour)
  changed()
  await clock.pass(250)
  expect(said).toBe(2)
})
