import { expect, test } from 'vitest'
import { useArchives } from '../archive/harness'
import { monday, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute

test('a clock an hour ahead of the service makes no operation stuck', async () => {
  let serviceNow = () => monday - hour
  const { zone, clock } = await zones({ growthPerMinute: 3, now: () => serviceNow() })
  serviceNow = () => clock.now() - hour
  const settings = { syncIntervalS: 60, stuckMinutes: 45, notifyFailures: false }
  const sync = syncs({ zone, clock, archive: archives().archive.sync, settings })
  await sync.backfill()
  await clock.pass(90 * minute)
  expect(sync.news.length).toBeGreaterThan(50)
  // By the service's clock none runs for so long.
  const rows = Array.from({ length: zone.log.count(serviceNow()) }, (_, index) => index)
  const running = rows
    .map((index) => zone.log.row(index, serviceNow()))
    .filter(({ status }) => {
      return status === 'pending'
    })
  expect(running.length).toBeGreaterThan(0)
  const oldest = Math.min(...running.map(({ create_time }) => Date.parse(create_time)))
  expect(oldest).toBeGreaterThan(serviceNow() - 45 * minute)
  expect(sync.news.flatMap(({ stuck }) => stuck)).toEqual([])
  expect(sync.shown).toEqual([])
})

test('nor does a clock that is behind keep a stuck one back', async () => {
  let serviceNow = () => monday + hour
  const { zone, clock } = await zones({ growthPerMinute: 3, now: () => serviceNow() })
  serviceNow = () => clock.now() + hour
  const settings = { syncIntervalS: 60, stuckMinutes: 8 }
  const sync = syncs({ zone, clock, archive: archives().archive.sync, settings })
  await sync.backfill()
  await clock.pass(2 * hour)
  expect(sync.news.flatMap(({ stuck }) => stuck).length).toBeGreaterThan(2)
})
