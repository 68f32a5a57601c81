import { expect, test } from 'vitest'
import { completenessOf } from '../../../../electron/services/archive/completeness'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { rawRow, useArchives } from '../archive/harness'
import { keepRows } from '../../../support/held'
import { useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const hour = 3_600_000
const minute = 60_000

async function begin(options: Parameters<typeof zones>[0] = {}, more: object = {}) {
  const { zone, clock } = await zones({ growthPerMinute: 5, ...options })
  const { archive } = archives()
  const sync = syncs({ zone, clock, archive: archive.sync, ...more })
  return { zone, clock, archive, sync }
}

test('on a timer it holds what the service has, late rows and ended operations included', async () => {
  const { zone, clock, archive, sync } = await begin(
    { late: { every: 4, ms: 4 * minute } },
    { settings: { syncIntervalS: 60 } }
  )
  await sync.backfill()
  await clock.pass(6 * hour)
  const held = await heldRecords(archive)
  const settled = clock.now() - 7 * minute
  const shown = [...shownRecords(zone, clock.now())].filter(
    ([, row]) => Date.parse(String(row.create_time)) < settled
  )
  expect(shown.length).toBeGreaterThan(2700)
  for (const [jobId, row] of shown) {
    // An operation that ended since the last look has a minute to be asked about.
    if (Date.parse(String(row.status_time)) < settled) expect(held.get(jobId)).toEqual(row)
  }
  expect((await sync.state()).coverage.complete).toBe(true)
  // Two calls a minute and what the operations that ended took.
  expect(sync.quota().used).toBeLessThan(400)
  const added = sync.news.reduce((sum, news) => sum + news.added, 0)
  expect(added).toBeGreaterThanOrEqual(shown.length - 1000)
})

test('without an interval it asks for nothing; on demand for what is new', async () => {
  const { zone, clock, sync } = await begin()
  await sync.backfill()
  const asked = zone.requests.length
  await clock.pass(hour)
  expect(zone.requests.length).toBe(asked)
  const state = await sync.settled(sync.newest())
  expect(state).toMatchObject({ phase: 'idle', error: null })
  expect(state.coverage).toMatchObject({
    complete: true,
    serviceTotal: zone.log.count(clock.now())
  })
  expect(sync.news.at(-1)?.added).toBeGreaterThan(250)
  await sync.change({ syncIntervalS: 30 })
  const before = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length).toBeGreaterThanOrEqual(before + 10)
})

test('a profile nothing is known of begins with the newest page; the history stays missing', async () => {
  const { zone, sync } = await begin({ size: 5000 })
  const state = await sync.settled(sync.newest())
  expect(state.coverage.complete).toBe(false)
  expect(state.coverage.held).toBeGreaterThanOrEqual(100)
  expect(state.coverage.intervals).toHaveLength(1)
  expect(zone.requests.length).toBeLessThan(6)
  // Old failures are no news.
  expect(sync.news).toMatchObject([{ failed: [] }])
  expect(sync.shown).toEqual([])
  expect((await sync.backfill()).coverage).toMatchObject({ complete: true })
})

test('after a long pause it fetches all that came meanwhile, in windows', async () => {
  const { zone, clock, archive, sync } = await begin({ growthPerMinute: 20 })
  await sync.backfill()
  await clock.pass(24 * hour)
  const before = zone.requests.length
  const state = await sync.settled(sync.newest())
  expect(state.coverage.complete).toBe(true)
  // Who comes back sees the newest rows before the others have come.
  const pages = zone.requests.slice(before).filter(({ query }) => query.limit === '100')
  const newest = pages.findIndex(({ query }) => query.reverse === '1')
  expect(newest).toBeGreaterThan(-1)
  expect(newest).toBeLessThan(pages.findIndex(({ query }) => 'end_time' in query))
  const held = await heldRecords(archive)
  const old = [...shownRecords(zone, clock.now())].filter(
    ([, row]) => Date.parse(String(row.create_time)) < clock.now() - minute
  )
  expect(old.length).toBeGreaterThan(29_000)
  expect(old.filter(([jobId]) => !held.has(jobId))).toEqual([])
})

test('until such a fetch has ended, or where it breaks off, the days it did not reach are missing', async () => {
  const { zone, clock, archive, sync } = await begin({ growthPerMinute: 20 })
  await sync.backfill()
  await sync.settled(sync.newest())
  await clock.pass(60 * hour)
  const known = async () => completenessOf([await archive.sync.coverage('p')], {}, clock.now())
  const until = async () => (await archive.sync.coverage('p')).intervals.at(-1)?.end ?? 0
  const before = await until()
  expect((await known()).complete).toBe(false)
  // Amid the days that passed.
  zone.faults.set({ times: 60 }, { retCode: 1400 })
  await sync.settled(sync.newest())
  const reached = await until()
  expect(reached - before).toBeGreaterThan(hour)
  const { complete, missing } = await known()
  expect(complete).toBe(false)
  expect(missing).toHaveLength(1)
  expect(missing[0]?.start).toBe(reached + 1000)
  expect(clock.now() - (missing[0]?.end ?? 0)).toBeLessThan(minute)
})

test('a row that vanished while it ran is asked about once, not for ever', async () => {
  const { zone, clock, archive, sync } = await begin({ growthPerMinute: 0 })
  await sync.backfill()
  await sync.settled(sync.newest())
  const pending = await archive.sync.pending('p')
  expect(pending.length).toBeGreaterThan(0)
  zone.vanish(...pending.map(({ jobId }) => zone.log.indexOf(jobId) ?? -1))
  await clock.pass(hour)
  // The first look has their time in its overlap, the next no longer.
  await sync.settled(sync.newest())
  await sync.settled(sync.newest())
  const byId = () => zone.requests.filter(({ query }) => query.job_ids !== undefined).length
  const ids = byId()
  expect(ids).toBeGreaterThan(0)
  const asked = zone.requests.length
  await sync.settled(sync.newest())
  expect(byId()).toBe(ids)
  // The count and the newest page; nothing for what is gone.
  expect(zone.requests.length - asked).toBe(2)
})

test('following looks every few seconds while somebody watches', async () => {
  const { zone, clock, sync } = await begin({ growthPerMinute: 60 })
  await sync.backfill()
  const before = zone.requests.length
  await sync.follow(true)
  await clock.pass(5 * minute)
  expect(zone.requests.length - before).toBeGreaterThan(25)
  expect(sync.news.reduce((sum, { added }) => sum + added, 0)).toBeGreaterThan(250)
  await sync.follow(false)
  await clock.pass(minute)
  const ended = zone.requests.length
  await clock.pass(5 * minute)
  expect(zone.requests.length).toBe(ended)
})

test('a zone that is away during a look is waited for; on demand it says so at once', async () => {
  const { zone, clock, sync } = await begin({}, { settings: { syncIntervalS: 60 } })
  await sync.backfill()
  const port = Number(new URL(zone.endpoint ?? '').port)
  await zone.stop()
  await clock.pass(10 * minute)
  expect(await sync.state()).toMatchObject({ phase: 'waiting', error: { code: 'unreachable' } })
  const asked = await sync.settled(sync.newest())
  expect(asked.error).toMatchObject({ code: 'unreachable' })
  await zone.start(port)
  await clock.pass(10 * minute)
  const state = await sync.state()
  expect(state).toMatchObject({ phase: 'idle', error: null })
  expect(state.coverage.complete).toBe(true)
})

test('how the zone is reached is told by the sync alone, and only a change', async () => {
  const { zone, clock, sync } = await begin({ size: 50 }, { settings: { syncIntervalS: 60 } })
  await sync.settled(sync.newest())
  expect(sync.contacts).toEqual(['live'])
  await clock.pass(5 * minute)
  expect(sync.contacts).toEqual(['live'])
  const port = Number(new URL(zone.endpoint ?? '').port)
  await zone.stop()
  await clock.pass(5 * minute)
  expect(sync.contacts).toEqual(['live', 'unreachable'])
  await zone.start(port)
  await clock.pass(10 * minute)
  expect(sync.contacts).toEqual(['live', 'unreachable', 'live'])
})

test('failures are told once, many in one notification', async () => {
  const { clock, sync } = await begin(
    { growthPerMinute: 20 },
    { settings: { syncIntervalS: 60, stuckMinutes: 60 } }
  )
  await sync.backfill()
  await clock.pass(2 * hour)
  const failed = sync.news.flatMap((news) => news.failed)
  expect(failed.length).toBeGreaterThan(50)
  expect(new Set(failed).size).toBe(failed.length)
  expect(sync.shown.length).toBeGreaterThan(10)
  const said = sync.shown.map(({ body }) => Number(/^(\d+) operations? failed/.exec(body)?.[1]))
  expect(said.reduce((sum, count) => sum + count, 0)).toBe(failed.length)
  expect(sync.shown.every(({ title }) => title === 'Jinan · operation log')).toBe(true)
  // Away for a day: one notification for all that failed.
  await sync.change({ syncIntervalS: 0 })
  await clock.pass(24 * hour)
  const before = sync.shown.length
  await sync.settled(sync.newest())
  expect(sync.shown.length).toBe(before + 1)
  expect(sync.shown.at(-1)?.body).toMatch(
    /^\d{3,4} operations failed\n([A-Z][a-z ]+ \(j-\w+\),? ){3}and \d{3,4} more$/
  )
})

test('an operation that gets stuck is told once, also over a restart', async () => {
  const { zone, clock, archive, sync } = await begin(
    { growthPerMinute: 3 },
    { settings: { syncIntervalS: 60, stuckMinutes: 8, notifyFailures: false }, language: 'zh-CN' }
  )
  await sync.backfill()
  await clock.pass(3 * hour)
  const stuck = sync.news.flatMap((news) => news.stuck)
  expect(stuck.length).toBeGreaterThan(2)
  expect(new Set(stuck).size).toBe(stuck.length)
  expect(sync.shown.length).toBeGreaterThan(0)
  expect(sync.shown[0]?.body).toMatch(/^\d+ 条操作已执行超过 8 分钟\n\p{Script=Han}+（j-.+）/u)
  await sync.sync.close()

  const settings = { syncIntervalS: 60, stuckMinutes: 8 }
  const next = syncs({ zone, clock, archive: archive.sync, settings })
  await next.settled(next.newest())
  await clock.pass(hour)
  const again = next.news.flatMap((news) => news.stuck)
  expect(again.length).toBeGreaterThan(0)
  expect(again.filter((jobId) => stuck.includes(jobId))).toEqual([])
})

test('quiet hours hold notifications back and end with one', async () => {
  const { clock, sync } = await begin(
    { growthPerMinute: 20 },
    // The clock begins at 04:00 UTC.
    { settings: { syncIntervalS: 60, quietHours: true, quietFrom: '03:00', quietTo: '06:00' } }
  )
  await sync.backfill()
  await clock.pass(110 * minute)
  expect(sync.shown).toEqual([])
  const held = sync.news.flatMap((news) => news.failed).length
  expect(held).toBeGreaterThan(50)
  await clock.pass(12 * minute)
  expect(
    Number(/^(\d+) operations failed/.exec(sync.shown[0]?.body ?? '')?.[1])
  ).toBeGreaterThanOrEqual(held)
})

test('what was switched off is not notified, but still told to the window', async () => {
  const { clock, sync } = await begin(
    { growthPerMinute: 20 },
    { settings: { syncIntervalS: 60, notifyFailures: false, notifyStuck: false } }
  )
  await sync.backfill()
  await clock.pass(hour)
  expect(sync.news.flatMap((news) => news.failed).length).toBeGreaterThan(20)
  expect(sync.shown).toEqual([])
})

test('rows seen elsewhere do not count as covered', async () => {
  const { zone, clock, archive, sync } = await begin({ size: 3000, growthPerMinute: 0 })
  await keepRows(
    archive,
    'p',
    [zone.log.row(5, clock.now()), zone.log.row(2500, clock.now())].map((row) => ({ ...row }))
  )
  expect((await sync.state()).coverage).toMatchObject({ held: 2, intervals: [], complete: false })
  expect((await sync.backfill()).coverage).toMatchObject({ held: 3000, complete: true })
})

test('rows that were kept without it count at once', async () => {
  const { archive, sync } = await begin()
  expect((await sync.state()).coverage.held).toBe(0)
  await keepRows(archive, 'p', [rawRow('j-1'), rawRow('j-2')], null)
  await sync.sync.kept('p')
  expect(sync.progress.at(-1)?.coverage.held).toBe(2)
  // No sync is opened for a profile nobody asked about.
  await sync.sync.kept('other')
})
