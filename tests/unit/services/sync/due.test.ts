import { expect, test } from 'vitest'
import type { RawOperation } from '#shared/operation'
import { keepRows } from '../../../support/held'
import { shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute

async function begin(settings: Parameters<typeof syncs>[0]['settings'] = {}) {
  const { zone, clock } = await zones({ growthPerMinute: 20 })
  const started = archives()
  const base = { zone, clock, settings }
  return { ...base, ...started, sync: syncs({ ...base, archive: started.archive.sync }) }
}

type Zone = Awaited<ReturnType<typeof begin>>['zone']

/** Job ids of what failed between two times, as the service has it. */
function failedBetween(zone: Zone, from: number, to: number): RawOperation[] {
  return [...shownRecords(zone, to).values()].filter(({ status, status_time }) => {
    const at = Date.parse(String(status_time))
    return /fail/.test(String(status)) && at > from && at <= to
  })
}

function countOf(body: string | undefined): number {
  return Number(/^(\d+) operations? failed/.exec(body ?? '')?.[1] ?? 0)
}

test('what came in quiet hours is told after them, though the app was killed meanwhile', async () => {
  const quiet = { quietHours: true, quietFrom: '03:00', quietTo: '06:00' }
  const { zone, clock, folder, pids, sync } = await begin({ syncIntervalS: 60, ...quiet })
  await sync.backfill()
  await clock.pass(hour)
  expect(sync.shown).toEqual([])
  const held = sync.news.flatMap(({ failed }) => failed)
  expect(held.length).toBeGreaterThan(30)
  // Nothing of this run is closed in order.
  process.kill(pids.at(-1) ?? 0, 'SIGKILL')
  await sync.sync.close()

  // Nobody looks for new rows now, so only what is left is told.
  await clock.pass(2 * hour)
  const settings = { ...quiet, syncIntervalS: 0 }
  const next = syncs({ zone, clock, archive: archives(folder).archive.sync, settings })
  await next.sync.resume()
  await clock.pass(minute)
  expect(next.shown).toHaveLength(1)
  expect(countOf(next.shown[0]?.body)).toBe(held.length)
  await next.sync.close()

  const last = syncs({ zone, clock, archive: archives(folder).archive.sync, settings })
  await last.sync.resume()
  await clock.pass(minute)
  expect(last.shown).toEqual([])
})

test('a look after the restart tells what is left and what it found in one notification', async () => {
  const { zone, clock, archive, sync } = await begin()
  await sync.backfill()
  await sync.sync.close()
  await clock.pass(hour)
  // The rows are stored, and then it ends.
  const ending = { ...archive.sync, announce: () => Promise.reject(new Error('killed')) }
  const killed = syncs({ zone, clock, archive: ending })
  await killed.settled(killed.newest())
  await killed.sync.close()
  const left = (await archive.sync.due('p')).failed.length
  expect(left).toBeGreaterThan(30)
  expect(killed.shown).toEqual([])

  await clock.pass(hour)
  const next = syncs({ zone, clock, archive: archive.sync, settings: { syncIntervalS: 60 } })
  await next.sync.resume()
  await clock.until(() => next.shown.length > 0)
  expect(countOf(next.shown[0]?.body)).toBeGreaterThan(left + 30)
  expect(await archive.sync.due('p')).toEqual({ failed: [], stuck: [] })
})

test('a failure the Live view stored first is told all the same, an old one is not', async () => {
  const { zone, clock, archive, sync } = await begin()
  const before = clock.now()
  await sync.settled(sync.newest())
  await clock.pass(hour)
  const fresh = failedBetween(zone, before, clock.now())
  const old = failedBetween(zone, 0, before - hour)
  expect(fresh.length).toBeGreaterThan(30)
  expect(old.length).toBeGreaterThan(10)
  await keepRows(archive, 'p', [...old, ...fresh])
  await sync.settled(sync.newest())
  expect(sync.shown).toHaveLength(1)
  expect(countOf(sync.shown[0]?.body)).toBe(fresh.length)
  expect(new Set(sync.news.flatMap(({ failed }) => failed)).size).toBe(20)
  await sync.settled(sync.newest())
  await sync.backfill()
  expect(sync.shown).toHaveLength(1)
})

test('what got stuck in quiet hours and ended in them is not said to run after them', async () => {
  const quiet = { quietHours: true, quietFrom: '03:00', quietTo: '06:00' }
  const settings = { ...quiet, syncIntervalS: 300, stuckMinutes: 8, notifyFailures: false }
  const { clock, archive, sync } = await begin(settings)
  await sync.backfill()
  await clock.pass(hour)
  expect(sync.news.flatMap(({ stuck }) => stuck).length).toBeGreaterThan(5)
  // Nothing of the demo zone takes longer than half an hour, and nothing new is looked for.
  await sync.settled(sync.pause())
  await clock.pass(hour)
  await sync.change({ stuckMinutes: 600 })
  await sync.settled(sync.newest())
  await clock.pass(hour)
  await sync.settled(sync.newest())
  expect(sync.shown).toEqual([])
  expect((await archive.sync.due('p')).stuck).toEqual([])
})
