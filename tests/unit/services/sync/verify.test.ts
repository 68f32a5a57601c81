import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keepRows } from '../../../support/held'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { isAtRest, nodeFetch, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

async function filled(options: Parameters<typeof zones>[0] = {}) {
  const { zone, clock } = await zones({ size: 20_000, ...options })
  const first = archives()
  const sync = syncs({ zone, clock, archive: first.archive.sync })
  await sync.backfill()
  return { zone, clock, first, sync }
}

test('a whole archive is found whole, in a few calls', async () => {
  const { clock, sync } = await filled()
  await clock.pass(60_000)
  const report = await sync.settled(sync.verify())
  expect(report).toMatchObject({ checked: 1, lacking: [], vanished: 0, at: clock.now() })
  expect(report.calls).toBeLessThanOrEqual(5)
  const [interval] = (await sync.state()).coverage.intervals
  expect(interval?.at).toBe(clock.now())
  // One of the interval, one of all.
  expect((await sync.settled(sync.verify())).calls).toBe(2)
})

test.each([false, true])(
  'a hole is found and fetched by the next backfill (bounds left out: %s)',
  async (exclusiveBounds) => {
    const { zone, clock } = await zones({ size: 20_000, exclusiveBounds })
    const { archive } = archives()
    // An archive that claims more than it has, which the sync itself never does.
    const lost = await claimAllBut(archive, zone, [4000, 4001, 4002, 15_500], clock.now())
    const next = syncs({ zone, clock, archive: archive.sync })
    const report = await next.settled(next.verify())
    expect(report).toMatchObject({ checked: 1, vanished: 0 })
    expect(report.calls).toBeLessThan(60)
    const state = await next.state()
    expect(state.coverage.complete).toBe(false)
    for (const jobId of lost) {
      const created = zone.log.createdAt(zone.log.indexOf(jobId) ?? -1)
      expect(report.lacking.some(({ start, end }) => start <= created && end >= created)).toBe(true)
    }
    const asked = zone.requests.length
    expect((await next.backfill()).coverage).toMatchObject({ complete: true, held: 20_000 })
    // Only the stretches that lacked rows were fetched.
    expect(zone.requests.length - asked).toBeLessThan(25)
    expect((await heldRecords(archive)).size).toBe(20_000)
  }
)

test('rows the service no longer has are counted, and stay held', async () => {
  const { zone, clock, first, sync } = await filled()
  await clock.pass(60_000)
  for (let index = 0; index < 700; index++) zone.vanish(index)
  zone.vanish(9000, 12_345)
  const report = await sync.settled(sync.verify())
  expect(report).toMatchObject({ lacking: [], vanished: 702 })
  expect(report.calls).toBeLessThan(60)
  expect((await heldRecords(first.archive)).size).toBe(20_000)
  expect((await sync.state()).coverage.complete).toBe(true)
})

test('a re-count says how many rows the service has now', async () => {
  const { zone, clock, sync } = await filled({ size: 2000, growthPerMinute: 0 })
  await sync.settled(sync.newest())
  expect((await sync.state()).coverage).toMatchObject({ held: 2000, serviceTotal: 2000 })
  await clock.pass(60_000)
  zone.vanish(3, 4, 5)
  expect(await sync.settled(sync.verify())).toMatchObject({ vanished: 3 })
  const { coverage } = await sync.state()
  expect(coverage).toMatchObject({ held: 2000, serviceTotal: 1997, countedAt: clock.now() })
})

test('rows that vanish while they are counted are not said to lack', async () => {
  const { zone, clock, first } = await filled({ size: 9000, growthPerMinute: 0 })
  const { archive } = first
  await clock.pass(60_000)
  for (let index = 0; index < 300; index++) zone.vanish(index * 29)
  let gone = 0
  // The oldest go between two counts, so that what is left over for the newer half is too much.
  const countBetween: typeof archive.sync.countBetween = (...input) => {
    zone.vanish(++gone)
    return archive.sync.countBetween(...input)
  }
  const sync = syncs({ zone, clock, archive: { ...archive.sync, countBetween } })
  expect(await sync.settled(sync.verify())).toMatchObject({ lacking: [] })
  expect(gone).toBeGreaterThan(10)
  expect((await sync.state()).coverage.complete).toBe(true)

  const calm = syncs({ zone, clock, archive: archive.sync })
  const vanished = 9000 - shownRecords(zone, clock.now()).size
  expect(await calm.settled(calm.verify())).toMatchObject({ lacking: [], vanished })
})

test('rows that vanish during a backfill are counted by the next re-count', async () => {
  const { zone, clock } = await zones({ size: 9000, growthPerMinute: 0 })
  const { archive } = archives()
  const settings = { quotaCalls: 40, quotaWindowS: 600 }
  const sync = syncs({ zone, clock, archive: archive.sync, settings })
  await sync.settled(sync.start())
  for (let step = 0; !isAtRest(await sync.state()); step++) {
    zone.vanish(step * 137 + 50, 3000 + step)
    await clock.pass(20_000)
  }
  const shown = shownRecords(zone, clock.now())
  const held = await heldRecords(archive)
  expect([...shown.keys()].filter((jobId) => !held.has(jobId))).toEqual([])
  const vanished = held.size - shown.size
  expect(vanished).toBeGreaterThan(10)
  const { coverage } = await sync.state()
  expect(coverage).toMatchObject({ complete: true, held: held.size, serviceTotal: shown.size })
  await clock.pass(60_000)
  expect(await sync.settled(sync.verify())).toMatchObject({ lacking: [], vanished })
})

test('a backfill under way takes nothing of what it may ask', async () => {
  const { zone, clock } = await zones({ size: 32_000 })
  const { archive } = archives()
  const left = Array.from({ length: 12 }, (_, n) => 300 + n * 640)
  await claimAllBut(archive, zone, left, clock.now(), 8000)
  const pages = () => zone.requests.filter(({ query }) => query.limit === '100').length
  const sync = syncs({
    zone,
    clock,
    archive: archive.sync,
    // A count is answered once the backfill has made more calls than all counts may.
    fetch: async (url, init) => {
      const { searchParams: query } = new URL(url)
      // One beyond the first row asks whether a window goes on.
      const isCount = query.get('limit') === '1' && query.get('offset') === '0'
      while (isCount && pages() < 220) await pause(5)
      return nodeFetch(url, init)
    }
  })
  await sync.start()
  await clock.meanwhile(() => pages() > 5)
  const before = zone.requests.length
  const report = await sync.settled(sync.verify())
  const counts = zone.requests.slice(before).filter(({ query }) => query.limit !== '100')
  const rowsUntil = (ms: number) => zone.log.firstFrom(ms, zone.log.size)
  for (const { start, end } of report.lacking) {
    expect(rowsUntil(end + 1) - rowsUntil(start)).toBeLessThanOrEqual(500)
  }
  expect(report.lacking.length).toBeGreaterThan(8)
  expect(report.vanished).toBe(0)
  // The backfill's own comparison counts too, but asks for far fewer counts than pages.
  expect(report.calls).toBeLessThanOrEqual(counts.length)
})

test('a row that leaves while the time bounds are tried says nothing of them', async () => {
  const { zone, clock } = await zones({ size: 3000, growthPerMinute: 0 })
  const { archive } = archives()
  await claimAllBut(archive, zone, [], clock.now())
  let asked = 0
  const sync = syncs({
    zone,
    clock,
    archive: archive.sync,
    fetch: async (...input) => {
      const response = await nodeFetch(...input)
      if (++asked === 1) zone.vanish(0)
      return response
    }
  })
  expect(await sync.settled(sync.verify())).toMatchObject({ lacking: [], vanished: 1 })
  expect((await archive.sync.coverage('p')).facts).not.toMatchObject({ startIncluded: 0 })
  expect(await sync.settled(sync.verify())).toMatchObject({ lacking: [], vanished: 1 })
  const { facts } = await archive.sync.coverage('p')
  expect(facts).toMatchObject({ startIncluded: 1, endIncluded: 1 })
})

test('it does not wait for automatic work that waits itself', async () => {
  const { zone, clock, sync } = await filled({ size: 500 })
  const port = Number(new URL(zone.endpoint ?? '').port)
  await zone.stop()
  await sync.change({ syncIntervalS: 60 })
  await clock.pass(1_800_000)
  expect((await sync.state()).phase).toBe('waiting')
  await zone.start(port)
  const before = clock.now()
  expect(await sync.settled(sync.verify())).toMatchObject({ checked: 1, lacking: [] })
  expect(clock.now() - before).toBeLessThan(1000)
})

test('a count that cannot be asked for is an error, and changes nothing', async () => {
  const { zone, sync } = await filled({ size: 500 })
  zone.faults.set({ retCode: 1400 })
  await expect(sync.settled(sync.verify())).rejects.toMatchObject({ code: 'denied' })
  expect(await sync.state()).toMatchObject({ phase: 'idle', coverage: { complete: true } })
})

/**
 * Keeps all rows of a zone, or its oldest, but some and calls everything of them complete.
 * @returns the job ids left out
 */
async function claimAllBut(
  archive: ReturnType<typeof archives>['archive'],
  { log }: Awaited<ReturnType<typeof zones>>['zone'],
  left: readonly number[],
  now: number,
  size = log.size
): Promise<string[]> {
  for (let from = 0; from < size; from += 1000) {
    const indices = Array.from({ length: 1000 }, (_, n) => from + n)
    const rows = indices
      .filter((index) => !left.includes(index))
      .map((index) => log.row(index, now))
    await keepRows(
      archive,
      'p',
      rows.map((row) => ({ ...row }))
    )
  }
  await archive.sync.mark(
    'p',
    {
      start: log.createdAt(0),
      end: size < log.size ? log.createdAt(size) - 1000 : now,
      state: 'complete',
      at: now
    },
    { oldest: log.createdAt(0), serviceTotal: log.size, countedAt: now }
  )
  return left.map((index) => log.row(index, now).job_id)
}
