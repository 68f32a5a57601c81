import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import type { RawOperation } from '#shared/operation'
import type { SyncArchive } from '../../../../electron/services/ports'
import { pagesOf } from '../../../../electron/services/sync/window-query'
import { windowRows } from '../../../../electron/services/sync/windows'
import { randomFault } from '../../../support/random-faults'
import { keepRows } from '../../../support/held'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { changing, type Answer } from './changing'
import { isAtRest, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()
const mostPages = pagesOf(windowRows.most)

async function begin(options: Parameters<typeof zones>[0] = {}, more: object = {}) {
  const { zone, clock } = await zones(options)
  const { archive, pids } = archives()
  const sync = syncs({ zone, clock, archive: archive.sync, ...more })
  return { zone, clock, archive, pids, sync }
}

test('a backfill holds exactly what the service has', async () => {
  const { zone, clock, archive, sync } = await begin({ size: 9000 })
  const state = await sync.backfill()
  expect(state).toMatchObject({ phase: 'idle', error: null, done: 9000, total: 9000 })
  expect(state.coverage).toMatchObject({ complete: true, held: 9000, serviceTotal: 9000 })
  await clock.pass(3_600_000)
  await sync.settled(sync.newest())
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
})

test('a service that leaves out its bounds makes no gap', async () => {
  const { zone, clock, archive, sync } = await begin({ size: 9000, exclusiveBounds: true })
  expect((await sync.backfill()).coverage).toMatchObject({ complete: true, held: 9000 })
  await clock.pass(3_600_000)
  await sync.settled(sync.newest())
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
  const report = await sync.settled(sync.verify())
  expect(report).toMatchObject({ lacking: [], vanished: 0 })
})

test('an archive that is killed again and again has no hole and no double', async () => {
  const { zone, archive, pids, sync } = await begin({ size: 9000 })
  const kills = [12, 40, 41, 70]
  const killed = new Set<number>()
  const timer = setInterval(() => {
    const pid = pids.at(-1) ?? 0
    // The one that was killed last may still have no successor: then there is nothing to kill yet.
    if (zone.requests.length < (kills[0] ?? Infinity) || killed.has(pid)) return
    kills.shift()
    killed.add(pid)
    process.kill(pid, 'SIGKILL')
  }, 1)
  const state = await sync.backfill()
  clearInterval(timer)
  expect(pids.length).toBeGreaterThan(2)
  expect(state.coverage).toMatchObject({ complete: true, held: 9000 })
  expect((await heldRecords(archive)).size).toBe(9000)
})

test('where the disk is full for a while, no window is marked before its rows or out of turn', async () => {
  const { zone, clock } = await zones({ size: 9000 })
  const { archive } = archives()
  const marked: { end: number; held: number; sent: number }[] = []
  let stores = 0
  const failing: SyncArchive = {
    ...archive.sync,
    store: async (...input) => {
      stores++
      // Amid a window, and where one follows on another.
      if ([4, 5, 6, 9].includes(stores)) throw new AppError('disk-full', 'The disk is full.')
      return archive.sync.store(...input)
    },
    mark: async (profileId, interval, facts) => {
      if (interval) {
        const held = await archive.sync.countBetween(profileId, interval)
        const times = [...shownRecords(zone, clock.now()).values()].map((row) =>
          Date.parse(String(row.create_time))
        )
        const sent = times.filter((time) => time >= interval.start && time <= interval.end).length
        marked.push({ end: interval.end, held, sent })
      }
      return archive.sync.mark(profileId, interval, facts)
    }
  }
  const sync = syncs({ zone, clock, archive: failing })
  const state = await sync.backfill()
  expect(stores).toBeGreaterThan(9)
  expect(state.coverage).toMatchObject({ complete: true, held: 9000 })
  for (const { held, sent } of marked) expect(held).toBe(sent)
  // The first look comes first; the windows of the history then follow each other.
  const ends = marked.slice(1).map(({ end }) => end)
  expect(ends.length).toBeGreaterThan(3)
  const history = ends.slice(0, -1)
  expect(history).toEqual(history.toSorted((a, b) => a - b))
})

test('a sync that is abandoned goes on at the same window, by itself', async () => {
  const { zone, clock, archive, sync } = await begin({ size: 9000 })
  await sync.start()
  await clock.meanwhile(() => zone.requests.length > 60)
  await sync.sync.close()
  const { intervals } = await archive.sync.coverage('p')
  // What the windows cover so far, and the newest rows, which came first.
  expect(intervals).toHaveLength(2)
  const before = zone.requests.length
  const known = new Set(zone.requests.map(({ query }) => JSON.stringify(pageOf(query))))

  const next = syncs({ zone, clock, archive: archive.sync })
  await next.state()
  await clock.until(async () => isAtRest(await next.state()))
  expect((await next.state()).coverage).toMatchObject({ complete: true, held: 9000 })
  const again = zone.requests
    .slice(before)
    .filter(({ query }) => known.has(JSON.stringify(pageOf(query))))
  // The survey, and no more pages than the largest window may have.
  expect(again.length).toBeLessThanOrEqual(mostPages + 2)
  // All windows together: nothing that was complete is asked for again.
  const done = intervals[0]?.end ?? 0
  const starts = zone.requests
    .slice(before)
    .filter(isPage)
    .map(({ query }) => Date.parse(query.start_time ?? ''))
    .filter((time) => !Number.isNaN(time))
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(done - 1000)
})

test('no more is under way than the largest window may have, whenever it ends', async () => {
  const { zone, clock } = await zones({ size: 15_000 })
  const { archive } = archives()
  const atRisk: number[] = []
  const begun: number[] = []
  const watched: SyncArchive = {
    ...archive.sync,
    mark: async (profileId, interval, facts) => {
      // Just before a mark the most would have to be fetched again.
      if (interval) {
        atRisk.push(zone.requests.filter(isFrom(interval.start)).length)
        begun.push(zone.requests.filter(isFrom(interval.end + 1000)).length)
      }
      return archive.sync.mark(profileId, interval, facts)
    }
  }
  const sync = syncs({ zone, clock, archive: watched })
  expect((await sync.backfill()).coverage).toMatchObject({ complete: true, held: 15_000 })
  expect(atRisk.length).toBeGreaterThan(7)
  // And the page that says how large the next window is.
  expect(Math.max(...atRisk)).toBeLessThanOrEqual(mostPages + 1)
  // More of the next window than its first page is there before the last one is marked.
  expect(Math.max(...begun)).toBeGreaterThan(1)
})

test('small windows do not each wait for the mark of the one before, and stay as few', async () => {
  const { zone, clock } = await zones({ size: 9000 })
  const { archive } = archives()
  const timeOf = (row: RawOperation) => Date.parse(String(row.create_time))
  const rows = [...shownRecords(zone, clock.now()).values()].toSorted(
    (a, b) => timeOf(a) - timeOf(b)
  )
  // Every other stretch of 150 rows is held, so the gaps are windows of two pages each.
  for (let row = 0; row + 150 < rows.length; row += 300) {
    const stretch = rows.slice(row, row + 150)
    const [start = 0, end = 0] = [stretch[0], stretch.at(-1)].map((one) => timeOf(one ?? {}))
    const others = rows.filter((one) => timeOf(one) === start || timeOf(one) === end)
    await keepRows(archive, 'p', [...stretch, ...others], null)
    await archive.sync.mark('p', { start, end, state: 'complete', at: 0 }, {})
  }
  const pages: number[] = []
  const windows: number[] = []
  const slow: SyncArchive = {
    ...archive.sync,
    mark: async (profileId, interval, facts) => {
      await wait(20)
      if (interval) {
        const asked = zone.requests.filter(isFrom(interval.start))
        pages.push(asked.length)
        windows.push(new Set(asked.map(({ query }) => query.start_time)).size)
      }
      return archive.sync.mark(profileId, interval, facts)
    }
  }
  const state = await syncs({ zone, clock, archive: slow }).backfill()
  expect(state.coverage.complete).toBe(true)
  expect(Math.max(...windows)).toBeGreaterThan(5)
  expect(Math.max(...pages)).toBeLessThanOrEqual(mostPages + 1)
})

test('paused, it asks for nothing; started, it goes on', async () => {
  const { zone, clock, sync } = await begin({ size: 9000 }, { settings: { syncIntervalS: 60 } })
  await sync.start()
  await clock.meanwhile(() => zone.requests.length > 20)
  const paused = await sync.pause()
  expect(paused.coverage.complete).toBe(false)
  expect(paused.phase).toBe('paused')
  const asked = zone.requests.length
  await clock.pass(3_600_000)
  expect(zone.requests.length).toBe(asked)
  expect((await sync.backfill()).coverage.complete).toBe(true)
})

test('waits for its quota, leaves a part to the user, and says when it will end', async () => {
  const settings = { quotaCalls: 60, quotaWindowS: 600 }
  const { zone, clock, sync } = await begin({ size: 15_000 }, { settings })
  await sync.settled(sync.start())
  await clock.until(async () => (await sync.state()).phase === 'waiting')
  const { resumesAt, endsAt, error } = await sync.state()
  expect(error).toBeNull()
  expect(resumesAt).toBeGreaterThan(clock.now())
  expect(zone.requests.length).toBeLessThanOrEqual(57)
  expect(zone.requests.length).toBeGreaterThan(50)
  await clock.until(async () => isAtRest(await sync.state()))
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 15_000 })
  expect(Math.abs(clock.now() - (endsAt ?? 0))).toBeLessThan(600_000)
  // In no window of the quota more calls than it allows.
  const times = zone.requests.map(({ at }) => at)
  times.forEach((at, index) => {
    const made = times.slice(0, index + 1).filter((other) => other > at - 600_000)
    expect(made.length).toBeLessThanOrEqual(57)
  })
})

test('goes on at once where its quota is raised', async () => {
  const settings = { quotaCalls: 60, quotaWindowS: 3600 }
  const { clock, sync } = await begin({ size: 15_000 }, { settings })
  await sync.settled(sync.start())
  await clock.until(async () => (await sync.state()).phase === 'waiting')
  const raised = clock.now()
  await sync.change({ quotaCalls: 2000 })
  await clock.until(async () => isAtRest(await sync.state()))
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 15_000 })
  expect(clock.now() - raised).toBeLessThan(60_000)
})

test('a refusal for the quota pauses it until then', async () => {
  const { zone, clock, sync } = await begin({ size: 5000 })
  zone.faults.set({ quota: 20, times: 30 })
  await sync.settled(sync.start())
  await clock.until(async () => (await sync.state()).phase === 'waiting')
  const state = await sync.state()
  expect(state.error).toMatchObject({ code: 'quota-exceeded' })
  expect(state.resumesAt).toBeGreaterThanOrEqual(clock.now() + 60_000)
  const asked = zone.requests.length
  await clock.runUntil((state.resumesAt ?? 0) - 1)
  expect(zone.requests.length).toBe(asked)
  zone.faults.clear()
  await clock.until(async () => isAtRest(await sync.state()))
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 5000 })
})

test('a machine that wakes up asks at once, without waiting for its turn', async () => {
  const { zone, clock, sync } = await begin({ size: 5000 })
  const port = Number(new URL(zone.endpoint ?? '').port)
  await zone.stop()
  await sync.settled(sync.start())
  const waitOf = async () => ((await sync.state()).resumesAt ?? 0) - clock.now()
  await clock.until(async () => (await waitOf()) === 300_000)
  await zone.start(port)
  const woken = clock.now()
  await sync.sync.wake()
  await clock.until(async () => (await sync.state()).error === null)
  expect(clock.now() - woken).toBeLessThan(300_000)
  await clock.until(async () => isAtRest(await sync.state()))
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 5000 })
})

test('a zone that answers the user is not waited for any longer', async () => {
  const { zone, clock, sync } = await begin({ size: 9000 })
  const port = Number(new URL(zone.endpoint ?? '').port)
  await sync.start()
  await clock.meanwhile(() => zone.requests.length > 20)
  await zone.stop()
  await clock.until(async () => {
    const { resumesAt } = await sync.state()
    return (resumesAt ?? 0) - clock.now() === 300_000
  })
  await zone.start(port)
  const asked = clock.now()
  expect((await sync.settled(sync.newest())).error).toBeNull()
  await clock.until(async () => isAtRest(await sync.state()))
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 9000 })
  expect(clock.now() - asked).toBeLessThan(60_000)
})

test('a zone that cannot be reached is waited for with growing delays', async () => {
  const { zone, clock, sync } = await begin({ size: 5000 })
  const port = Number(new URL(zone.endpoint ?? '').port)
  await zone.stop()
  await sync.settled(sync.start())
  const delays = new Set<number>()
  await clock.until(async () => {
    const { resumesAt, phase } = await sync.state()
    if (phase === 'waiting') delays.add((resumesAt ?? 0) - clock.now())
    return delays.has(300_000)
  })
  expect(delays.size).toBeGreaterThanOrEqual(7)
  expect((await sync.state()).error).toMatchObject({ code: 'unreachable' })
  await zone.start(port)
  await clock.until(async () => isAtRest(await sync.state()))
  expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 5000 })
})

test('a refused key ends it, and starting again goes on', async () => {
  const { zone, clock, sync } = await begin({ size: 500 })
  zone.faults.set({ retCode: 1200 })
  const failed = await sync.backfill()
  expect(failed).toMatchObject({ phase: 'failed', error: { code: 'key-refused' } })
  const asked = zone.requests.length
  await clock.pass(3_600_000)
  expect(zone.requests.length).toBe(asked)
  zone.faults.clear()
  expect((await sync.backfill()).coverage.complete).toBe(true)
})

test('so does a change of its profile', async () => {
  const { zone, clock, sync } = await begin({ size: 500 })
  zone.faults.set({ retCode: 1200 })
  await sync.backfill()
  zone.faults.clear()
  await sync.sync.revive('p')
  await clock.until(async () => isAtRest(await sync.state()))
  expect(await sync.state()).toMatchObject({ error: null, coverage: { complete: true } })
})

test('a history that is refused is said to have failed, though new rows can be had', async () => {
  const fetch = changing((query, answer) => {
    const isWindow = query.has('end_time') && query.get('limit') === '100'
    return isWindow ? ({ ret_code: 1400, message: 'denied' } as unknown as Answer) : answer
  })
  const { zone, clock, sync } = await begin({ size: 500 }, { fetch })
  const failed = await sync.backfill()
  expect(failed).toMatchObject({ phase: 'failed', error: { code: 'denied' } })
  const asked = zone.requests.length
  await clock.pass(3_600_000)
  expect(zone.requests.length).toBe(asked)
})

test('a log without rows is complete, and is not gone through again and again', async () => {
  const { zone, clock, sync } = await begin(
    { size: 0, growthPerMinute: 0 },
    { settings: { syncIntervalS: 3600 } }
  )
  const state = await sync.backfill()
  expect(state).toMatchObject({ phase: 'idle', coverage: { complete: true, held: 0 } })
  await clock.pass(2 * 3_600_000)
  const asked = zone.requests.length
  await clock.pass(3 * 3_600_000)
  // A look is a count and a page.
  expect(zone.requests.length - asked).toBeLessThanOrEqual(3 * 2)
})

test('rows that vanish, change and arrive meanwhile make no hole and no double', async () => {
  const { zone, clock, archive, sync } = await begin(
    { size: 9000, growthPerMinute: 20, late: { every: 5, ms: 8000 } },
    { settings: { syncIntervalS: 30, quotaCalls: 100, quotaWindowS: 600 } }
  )
  await sync.settled(sync.start())
  let vanished = 0
  while (!isAtRest(await sync.state())) {
    // Somewhere around what is being read, so that pages shift under the reader.
    zone.vanish(vanished * 137 + 50, 3000 + vanished)
    vanished++
    await clock.pass(20_000)
  }
  await clock.pass(3_600_000)
  await sync.settled(sync.newest())
  const held = await heldRecords(archive)
  const shown = shownRecords(zone, clock.now())
  for (const [jobId, row] of shown) {
    // What was created within the settle time is the next look's.
    if (Date.parse(String(row.create_time)) > clock.now() - 20_000) continue
    if (row.status !== 'pending') expect(held.get(jobId)).toEqual(row)
    else expect(held.has(jobId)).toBe(true)
  }
  expect(vanished).toBeGreaterThan(10)
  expect((await sync.state()).coverage.complete).toBe(true)
})

/** Whether a call asks for a page of a window that begins then or later; its bounds lie a second outside. */
interface Request {
  query: Record<string, string>
}

/** A page of a window, and no count. */
function isPage({ query }: Request): boolean {
  return query.end_time !== undefined && query.limit === '100'
}

function isFrom(start: number) {
  return (request: Request) =>
    isPage(request) && Date.parse(request.query.start_time ?? '') >= start - 1000
}

function pageOf({ start_time, end_time, offset }: Record<string, string>) {
  return [start_time, end_time, offset]
}

test.each([1, 2])('random faults delay a backfill and change nothing (seed %i)', async (seed) => {
  const { zone, clock, archive, sync } = await begin({ size: 6000, growthPerMinute: 0, seed })
  // Each is followed by a few requests that are answered.
  const row = Array.from({ length: 25 }, (_, n) => [randomFault(seed, n), { times: 4 }]).flat()
  zone.faults.set(...row)
  const state = await sync.backfill()
  expect(zone.requests.filter(({ retCode }) => retCode !== 0).length).toBeGreaterThan(15)
  expect(state).toMatchObject({ phase: 'idle', error: null })
  expect(state.coverage).toMatchObject({ complete: true, held: 6000 })
  zone.faults.clear()
  await clock.pass(3_600_000)
  await sync.settled(sync.newest())
  await sync.settled(sync.newest())
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
})

test('a window whose count never fits is partial, and fetched by the next backfill', async () => {
  const { zone, clock, archive, sync } = await begin({ size: 3000, growthPerMinute: 0 })
  // Rows go while pages are read, so that no attempt sees what was counted.
  let gone = 0
  const timer = setInterval(() => zone.vanish(gone++), 1)
  const state = await sync.backfill()
  clearInterval(timer)
  expect(state.coverage.complete).toBe(false)
  expect(state.coverage.intervals.some((interval) => interval.state === 'partial')).toBe(true)
  const again = await sync.backfill()
  expect(again.coverage).toMatchObject({ complete: true, serviceTotal: 3000 - gone })
  const held = await heldRecords(archive)
  for (const jobId of shownRecords(zone, clock.now()).keys()) expect(held.has(jobId)).toBe(true)
})
