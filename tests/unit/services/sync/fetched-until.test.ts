import { expect, test } from 'vitest'
import type { Fetch } from '../../../../electron/services/ports'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { changing, type Answer } from './changing'
import { useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute
const year = 365 * 24 * hour

async function begin(
  options: Parameters<typeof zones>[0] = {},
  settings: object = {},
  more: { fetch?: Fetch } = {}
) {
  const { zone, clock } = await zones({ growthPerMinute: 5, ...options })
  const { archive } = archives()
  const open = () => syncs({ zone, clock, archive: archive.sync, settings, ...more })
  return { zone, clock, archive, open, sync: open() }
}

type Begun = Awaited<ReturnType<typeof begin>>

/** Some answers from now on come right, the one after them has the `Date` of a clock that is off. */
function strayDate({ zone, clock }: Begun, right: number, offMs: number): void {
  const date = new Date(clock.now() + offMs).toUTCString()
  zone.faults.set({ times: right }, { headers: { date }, times: 1 })
}

/** Job ids of rows older than a minute that the service has and the archive has not. */
async function lacking({ zone, clock, archive }: Begun): Promise<string[]> {
  const held = await heldRecords(archive)
  return [...shownRecords(zone, clock.now())]
    .filter(([jobId, row]) => {
      return Date.parse(String(row.create_time)) < clock.now() - minute && !held.has(jobId)
    })
    .map(([jobId]) => jobId)
}

/** Until when everything is said to be held. */
async function claimedUntil({ archive }: Begun): Promise<number> {
  const { intervals } = await archive.sync.coverage('p')
  return intervals.at(-1)?.end ?? 0
}

test('a look that went into the future by a wrong Date is made good by the next one', async () => {
  const begun = await begin()
  const { zone, clock, sync } = begun
  await sync.backfill()
  await sync.settled(sync.newest())
  const since = clock.now()
  // The count comes first, then the rows.
  strayDate(begun, 1, 3 * hour)
  await sync.settled(sync.newest())
  expect(await claimedUntil(begun)).toBeGreaterThan(since + 2 * hour)

  await clock.pass(hour)
  const said = sync.shown.length
  const { coverage } = await sync.settled(sync.newest())
  expect(await lacking(begun)).toEqual([])
  expect(coverage).toMatchObject({ complete: true })
  expect(coverage.intervals).toHaveLength(1)
  expect(await claimedUntil(begun)).toBeLessThan(clock.now())
  // What failed meanwhile is told, as after any other look.
  const failed = [...shownRecords(zone, clock.now()).values()].filter((row) => {
    const at = Date.parse(String(row.status_time))
    return row.status === 'failed' && at > since && at < clock.now() - minute
  })
  expect(failed.length).toBeGreaterThan(5)
  const told = Number(/^(\d+) operations? failed/.exec(sync.shown[said]?.body ?? '')?.[1])
  expect(told).toBeGreaterThanOrEqual(failed.length)
})

test('on a timer too, and nothing is called complete for longer than until then', async () => {
  const begun = await begin({}, { syncIntervalS: 60 })
  const { clock, sync } = begun
  await sync.backfill()
  await clock.pass(20 * minute)
  strayDate(begun, 0, 3 * hour)
  await clock.until(async () => (await claimedUntil(begun)) > clock.now() + hour)
  await clock.pass(3 * minute)
  expect(await claimedUntil(begun)).toBeLessThan(clock.now())
  await clock.pass(hour)
  expect(await lacking(begun)).toEqual([])
  expect((await sync.state()).coverage.complete).toBe(true)
})

test('by the very next look, also where no answer came after that one', async () => {
  // Nothing runs, and all was counted lately, so that a look is a single call.
  const fetch = changing((_query, answer) => {
    // A refusal has none.
    for (const row of (answer as Partial<Answer>).job_set ?? []) row.status = 'successful'
    return answer
  })
  const begun = await begin({}, { syncIntervalS: 120 }, { fetch })
  const { clock, sync } = begun
  await sync.backfill()
  await clock.pass(3 * minute)
  strayDate(begun, 0, 3 * hour)
  await clock.until(async () => (await claimedUntil(begun)) > clock.now() + hour)
  await clock.pass(2.5 * minute)
  expect(await claimedUntil(begun)).toBeLessThan(clock.now())
  expect(await lacking(begun)).toEqual([])
})

test('also where the next look comes long after the time that was named, over many pages', async () => {
  const begun = await begin({ growthPerMinute: 20 })
  const { clock, sync, open } = begun
  await sync.backfill()
  strayDate(begun, 1, 3 * hour)
  await sync.settled(sync.newest())
  expect(await claimedUntil(begun)).toBeGreaterThan(clock.now() + 2 * hour)
  await sync.sync.close()

  await clock.pass(30 * hour)
  const next = open()
  const { coverage } = await next.settled(next.newest())
  expect(await lacking(begun)).toEqual([])
  expect(coverage).toMatchObject({ complete: true })
})

test('a Date that is behind takes nothing back, and costs hardly a call', async () => {
  const begun = await begin()
  const { zone, clock, sync } = begun
  await sync.backfill()
  await clock.pass(10 * minute)
  await sync.settled(sync.newest())
  const until = await claimedUntil(begun)
  const asked = zone.requests.length
  await clock.pass(minute)
  strayDate(begun, 1, -year)
  await sync.settled(sync.newest())
  expect(zone.requests.length - asked).toBeLessThan(12)
  expect(await claimedUntil(begun)).toBeGreaterThan(until)
  expect(await lacking(begun)).toEqual([])
})

test('a backfill leaves what is not settled yet to the looks', async () => {
  const begun = await begin()
  const { clock, sync, archive } = begun
  await sync.backfill()
  const end = await claimedUntil(begun)
  const ahead = end + 2 * hour
  // As a re-count leaves it that found fewer rows held than there are.
  await archive.sync.mark(
    'p',
    { start: end - hour, end: ahead, state: 'partial', at: clock.now() },
    { lookedUntil: ahead }
  )
  await sync.sync.close()
  const next = begun.open()
  await next.backfill()
  expect(await claimedUntil(begun)).toBeLessThan(clock.now())
  await clock.pass(3 * hour)
  await next.settled(next.newest())
  expect(await lacking(begun)).toEqual([])
})
