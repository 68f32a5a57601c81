import { expect, test } from 'vitest'
import type { RawOperation } from '#shared/operation'
import { toInstant } from '#shared/time'
import { initialParameters, type OperationParameters } from '#shared/parameters'
import type { DemoZone } from '../../../../electron/demo/server'
import type { Archive } from '../../../../electron/services/ports'
import { useArchives } from '../archive/harness'
import { keepRows } from '../../../support/held'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { changing, type Answer, type Query } from './changing'
import { monday, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** An answer that refuses. */
function refusal(ret_code: number): Answer {
  return { ret_code, message: 'refused' } as unknown as Answer
}

/** Counts the zone was asked for. */
function countsOf({ requests }: DemoZone): number {
  return requests.filter(({ query }) => query.limit === '1').length
}

/** The newest row under some parameters. */
function pageOf(archive: Archive, parameters: Partial<OperationParameters>) {
  return archive.page({
    selection: {
      profileIds: ['p'],
      parameters: { ...initialParameters, ...parameters },
      filter: {}
    },
    order: { field: 'create_time', descending: true },
    start: { row: 0 },
    limit: 1
  })
}

async function begin(size: number, change: (query: Query, answer: Answer) => Answer) {
  const { zone, clock } = await zones({ size, growthPerMinute: 0 })
  const { archive } = archives()
  const settings = { syncIntervalS: 300 }
  const sync = syncs({ zone, clock, archive: archive.sync, settings, fetch: changing(change) })
  return { zone, clock, archive, sync }
}

test('windows that a service wrongly said to be empty are found and fetched', async () => {
  let wrong = 0
  const { zone, clock, archive, sync } = await begin(9000, (query, answer) => {
    // For its first pages of windows a replica answers that was just set up.
    const isWindow = query.has('end_time') && query.get('limit') === '100'
    if (!isWindow || wrong >= 3) return answer
    wrong++
    return { total_count: 0, job_set: [] }
  })
  const state = await sync.backfill()
  expect(wrong).toBe(3)
  expect(state.coverage).toMatchObject({ complete: true, held: 9000, unreached: 0 })
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
})

test.each(['first', 'last'] as const)(
  'rows without a time, which no window shows, are fetched where the service puts them %s',
  async (place) => {
    const untimed = Array.from({ length: 230 }, (_, n): RawOperation => {
      return { job_id: `j-untimed${n}`, create_time: null, status: 'failed' }
    })
    const { archive, sync } = await begin(1000, (query, answer) => withUntimed(query, answer))
    expect((await sync.backfill()).coverage).toMatchObject({
      complete: true,
      held: 1230,
      serviceTotal: 1230,
      unreached: 0
    })
    const held = await heldRecords(archive)
    for (const row of untimed) expect(held.get(String(row.job_id))).toEqual(row)
    // Held once, they are not asked for again.
    expect((await sync.backfill()).coverage).toMatchObject({ complete: true, held: 1230 })

    function withUntimed(query: Query, answer: Answer): Answer {
      if (['start_time', 'end_time', 'status', 'job_ids'].some((name) => query.has(name))) {
        return answer
      }
      const isAhead = (place === 'first') === (query.get('reverse') === '0')
      const total_count = answer.total_count + untimed.length
      if (!isAhead) return { ...answer, total_count }
      const offset = Number(query.get('offset'))
      const page = untimed.slice(offset, offset + Number(query.get('limit')))
      return { total_count, job_set: page.length > 0 ? page : answer.job_set }
    }
  }
)

test('a service that counts no further than a round number loses no row', async () => {
  const { zone, clock, archive, sync } = await begin(2600, (_query, answer) => {
    return { ...answer, total_count: Math.min(answer.total_count, 200) }
  })
  await sync.backfill()
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
  // The newest page shows a hundred, and so does the look.
  await clock.pass(hour)
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 2600 })
})

test('rows older than the one the service gives as its oldest are fetched', async () => {
  const { zone, clock, archive, sync } = await begin(3000, (query, answer) => {
    // Asked for its oldest, it gives those whose status is the oldest.
    const isSurvey = query.get('limit') === '10'
    return isSurvey ? { ...answer, job_set: [{ ...zone.log.row(400, monday) }] } : answer
  })
  expect((await sync.backfill()).coverage).toMatchObject({ complete: true, held: 3000 })
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
  // With them all that is there is held, and nothing is asked again.
  const asked = countsOf(zone)
  await clock.pass(3 * hour)
  expect(countsOf(zone)).toBe(asked)
  // Until they are, nothing before the others is called complete.
  const { oldest } = (await sync.state()).coverage
  const gap = { start: oldest ?? 0, end: monday - 7 * day, state: 'partial' as const, at: 0 }
  await archive.sync.mark('p', gap, {})
  const early = await pageOf(archive, { end_time: toInstant(monday - 6 * day) })
  expect(early.coverage.complete).toBe(false)
})

test('what a service counts and never gives is said, and tried for ever more seldom', async () => {
  let extra = 25
  const { zone, clock, archive, sync } = await begin(1000, (query, answer) => {
    const isAll = !['start_time', 'end_time', 'status', 'job_ids'].some((name) => query.has(name))
    return isAll ? { ...answer, total_count: answer.total_count + extra } : answer
  })
  const { coverage } = await sync.backfill()
  expect(coverage).toMatchObject({ complete: true, held: 1000, unreached: 25 })
  // An answer that has no time bounds would have them.
  expect((await pageOf(archive, {})).coverage).toMatchObject({ complete: false, unreached: 25 })
  const bounded = await pageOf(archive, { end_time: toInstant(monday - hour) })
  expect(bounded.coverage).toMatchObject({ complete: true, unreached: 0 })
  const triesIn = async (ms: number) => {
    const before = countsOf(zone)
    await clock.pass(ms)
    return countsOf(zone) - before
  }
  const [first, later] = [await triesIn(2 * hour), await triesIn(2 * hour)]
  expect(first).toBeGreaterThan(later)
  await clock.pass(day)
  expect(await triesIn(6 * hour)).toBe(0)
  // What is found to lack meanwhile does not wait as long.
  const lost = { start: monday - 2 * day, end: monday - day, state: 'partial' as const, at: 0 }
  await archive.sync.mark('p', lost, {})
  await clock.pass(11 * minute)
  expect((await sync.state()).coverage.complete).toBe(true)
  // Nor is it said for ever.
  extra = 0
  await clock.pass(day + hour)
  expect((await sync.state()).coverage.unreached).toBe(0)
})

test('a service that takes no time of long ago is fetched all the same, and what lacks is found', async () => {
  let wrong = 0
  const { clock, sync } = await begin(3000, (query, answer) => {
    const isOld = Date.parse(query.get('start_time') ?? '') < Date.UTC(2020, 0, 1)
    if (isOld) return refusal(1100)
    // Of the history: the look's own are asked for again by the next one.
    const isWindow = Date.parse(query.get('end_time') ?? '') < monday - day
    const isPage = query.get('limit') === '100'
    return isWindow && isPage && wrong++ === 0 ? { total_count: 0, job_set: [] } : answer
  })
  const state = await sync.backfill()
  expect(wrong).toBeGreaterThan(0)
  expect(state).toMatchObject({ phase: 'idle', error: null })
  expect(state.coverage).toMatchObject({ complete: true, held: 3000 })
  await clock.pass(6 * minute)
  expect((await sync.state()).error).toBeNull()
})

test.each([
  ['all its rows', 'start_time'],
  ['those of a stretch', 'end_time']
])('a service that never manages to count %s holds up nothing', async (_rows, bound) => {
  let isBroken = true
  const { zone, clock, sync } = await begin(1000, (query, answer) => {
    const isCount = query.get('limit') === '1' && query.get('offset') === '0'
    return isBroken && isCount && query.has(bound) ? refusal(5000) : answer
  })
  await sync.backfill()
  const asked = countsOf(zone)
  await clock.pass(2 * hour)
  const state = await sync.state()
  expect(state).toMatchObject({ phase: 'idle', error: null })
  expect(state.coverage).toMatchObject({ complete: true, held: 1000 })
  // Tried again all the same, ever more seldom.
  expect(countsOf(zone) - asked).toBeGreaterThan(5)
  expect(countsOf(zone) - asked).toBeLessThan(80)
  isBroken = false
  await clock.pass(day)
  const mended = countsOf(zone)
  await clock.pass(day)
  expect(countsOf(zone)).toBe(mended)
})

test('rows that a look was wrongly told not to be there are fetched by the next history', async () => {
  let isWrong = false
  const { zone, clock } = await zones({ size: 1000, growthPerMinute: 6 })
  const { archive } = archives()
  const settings = { syncIntervalS: 60 }
  const fetch = changing((query, answer) => {
    const isLook = query.has('start_time') && !query.has('end_time')
    return isWrong && isLook ? { total_count: 0, job_set: [] } : answer
  })
  const sync = syncs({ zone, clock, archive: archive.sync, settings, fetch })
  await sync.backfill()
  // As many as are lost below, and more, so that the totals alone would not tell.
  for (let index = 0; index < 300; index++) zone.vanish(index)
  isWrong = true
  await clock.pass(20 * minute)
  isWrong = false
  await clock.pass(40 * minute)
  const settled = toInstant(clock.now() - 10 * minute)
  const held = await heldRecords(archive)
  for (const [jobId, row] of shownRecords(zone, clock.now())) {
    if (String(row.create_time) < settled) expect(held.has(jobId)).toBe(true)
  }
})

test('an archive that was complete before anybody compared it is compared once', async () => {
  const { zone, clock } = await zones({ size: 2000, growthPerMinute: 0 })
  const { archive } = archives()
  const rows = [...shownRecords(zone, clock.now()).values()]
  for (let from = 0; from < rows.length; from += 500) {
    await keepRows(archive, 'p', rows.slice(from, from + 500))
  }
  const [start = 0, end = 0] = [rows[0], rows.at(-1)].map((row) =>
    Date.parse(String(row?.create_time))
  )
  const facts = { oldest: start, serviceTotal: 2000, countedAt: clock.now(), lookedUntil: end }
  const interval = { start, end, state: 'complete' as const, at: clock.now() }
  await archive.sync.mark('p', interval, { ...facts, started: 1 })
  // Fewer are there than are held, which says nothing of those without a time.
  for (let index = 0; index < 100; index++) zone.vanish(700 + index)
  const sync = syncs({ zone, clock, archive: archive.sync, settings: { syncIntervalS: 60 } })
  await sync.state()
  await clock.pass(15 * minute)
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 2000 })
  const asked = countsOf(zone)
  expect(asked).toBeGreaterThan(2)
  await clock.pass(3 * hour)
  expect(countsOf(zone)).toBe(asked)
})
