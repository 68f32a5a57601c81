import { expect, test } from 'vitest'
import { pick } from '../../electron/demo/random'
import { randomFault } from '../support/random-faults'
import { heldRecords, shownRecords } from '../support/same-log'
import { useArchives } from '../unit/services/archive/harness'
import { isAtRest, useSyncs, useZones } from '../unit/services/sync/harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const day = 24 * 60 * minute

/**
 * A day in which the zone grows, shows rows late and loses some, breaks at random, goes away, in which
 * the archive's process is killed and the app is closed and opened: in the end the archive is the log.
 */
test.each([1, 2, 3])('after a day of faults the archive is the service (seed %i)', async (seed) => {
  const { zone, clock } = await zones({
    seed,
    size: 20_000,
    growthPerMinute: 6,
    late: { every: 6, ms: 4 * minute },
    exclusiveBounds: seed % 2 === 0
  })
  const port = Number(new URL(zone.endpoint ?? '').port)
  const first = archives()
  const settings = { syncIntervalS: 60, quotaCalls: 2000, quotaWindowS: 3600, stuckMinutes: 10 }
  const open = () => syncs({ zone, clock, archive: first.archive.sync, settings })
  const news: { failed: string[]; stuck: string[] }[] = []
  const vanished = new Set<number>()
  let earlier = 0
  let sync = open()
  await sync.settled(sync.start())

  const end = clock.now() + day
  for (let step = 0; clock.now() < end; step++) {
    await clock.pass(1000 * (20 + pick(seed, 71, step, 400)))
    zone.faults.set(...[0, 1].map((n) => randomFault(seed, step * 2 + n)))
    const event = pick(seed, 72, step, 30)
    if (event < 4) {
      const index = pick(seed, 73, step, zone.log.count(clock.now() - 30 * minute))
      zone.vanish(index)
      vanished.add(index)
    }
    if (event === 4) kill(first.pids.at(-1))
    if (event === 5) {
      await zone.stop()
      await clock.pass(1000 * pick(seed, 74, step, 3600))
      await zone.start(port)
    }
    if (event === 6) {
      await sync.sync.close()
      news.push(...sync.news)
      earlier += said(sync.shown)
      sync = open()
      await sync.state()
    }
    if (event === 7) void sync.newest()
  }

  zone.faults.clear()
  await clock.pass(20 * minute)
  // The service is at rest: nothing may be missing once it was looked at again.
  const state = await sync.backfill()
  expect(isAtRest(state)).toBe(true)
  const report = await sync.settled(sync.verify())
  expect(report.lacking).toEqual([])
  await sync.settled(sync.newest())

  const held = await heldRecords(first.archive)
  const shown = shownRecords(zone, clock.now())
  const settled = clock.now() - 6 * minute
  let compared = 0
  for (const [jobId, row] of shown) {
    if (Date.parse(String(row.create_time)) > settled) continue
    const isNews = row.status === 'pending' || Date.parse(String(row.status_time)) > settled
    if (isNews) expect(held.has(jobId)).toBe(true)
    else expect(held.get(jobId)).toEqual(row)
    compared++
  }
  expect(compared).toBeGreaterThan(28_000)
  // What is held beyond that is what the service had once.
  for (const jobId of held.keys()) {
    const index = zone.log.indexOf(jobId) ?? -1
    expect(shown.has(jobId) || vanished.has(index)).toBe(true)
  }
  expect((await sync.state()).coverage.complete).toBe(true)

  news.push(...sync.news)
  const failed = news.flatMap((one) => one.failed)
  const stuck = news.flatMap((one) => one.stuck)
  expect([failed.length, stuck.length]).toEqual([new Set(failed).size, new Set(stuck).size])
  // Each failure of the day was told: a push names twenty, a notification counts them all.
  const ended = [...shown.values()].filter(({ status, status_time }) => {
    return status === 'failed' && Date.parse(String(status_time)) > end - day
  })
  expect(earlier + said(sync.shown)).toBeGreaterThanOrEqual(ended.length)
  expect(stuck.length).toBeGreaterThan(5)
})

function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch {
    // It is dead from the last time, and nobody has needed it since.
  }
}

/** Failures that notifications spoke of. */
function said(shown: readonly { body: string }[]): number {
  const counts = shown.map(({ body }) => Number(/^(\d+) operations? failed/.exec(body)?.[1] ?? 0))
  return counts.reduce((sum, count) => sum + count, 0)
}
