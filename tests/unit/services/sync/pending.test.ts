import { expect, test } from 'vitest'
import type { RawOperation } from '#shared/operation'
import { toInstant } from '#shared/time'
import type { Fetch } from '../../../../electron/services/ports'
import { keepRows } from '../../../support/held'
import { rawRow, useArchives } from '../archive/harness'
import { monday, nodeFetch, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * A zone that is asked for a status or a job id answers with these rows, oldest first; null: it refuses.
 * All else it answers itself.
 */
function answering(
  rowsOf: (query: URLSearchParams) => readonly RawOperation[] | null,
  retCode = 1100
): Fetch {
  return async (url, init) => {
    const response = await nodeFetch(url, init)
    const { searchParams: query } = new URL(url)
    if (!query.has('status') && !query.has('job_ids')) return response
    const rows = rowsOf(query)
    const offset = Number(query.get('offset'))
    const page = rows?.slice(offset, offset + Number(query.get('limit')))
    const body = rows
      ? { ret_code: 0, total_count: rows.length, job_set: page }
      : { ret_code: retCode, message: 'refused' }
    const headers = { date: response.headers.get('date') ?? '' }
    return new Response(JSON.stringify(body), { headers })
  }
}

/** An operation that runs, created so long before the test begins. */
function pendingSince(jobId: string, ageMs: number): RawOperation {
  const time = toInstant(monday - ageMs)
  return rawRow(jobId, { status: 'pending', create_time: time, status_time: time })
}

test('a thousand operations that never end hide none that does', async () => {
  const { zone, clock } = await zones({ size: 300, growthPerMinute: 0 })
  const { archive } = archives()
  const young = pendingSince('j-young', 10 * minute)
  const rows = Array.from({ length: 1000 }, (_, n) =>
    pendingSince(`j-endless${n}`, 700 * day - n * hour)
  ).concat(young)
  await keepRows(archive, 'p', rows)
  const sync = syncs({
    zone,
    clock,
    archive: archive.sync,
    settings: { stuckMinutes: 8 },
    fetch: answering((query) => {
      if (query.has('job_ids')) return rows.filter((row) => row.job_id === query.get('job_ids'))
      return rows.filter((row) => row.status === query.get('status'))
    })
  })
  await sync.settled(sync.newest())
  expect(sync.news.at(-1)?.stuck[0]).toBe('j-young')
  Object.assign(young, { status: 'failed', status_time: toInstant(clock.now()) })
  await clock.pass(minute)
  await sync.settled(sync.newest())
  expect(await archive.record('p', 'j-young')).toBe(JSON.stringify(young))
  expect(sync.news.at(-1)).toMatchObject({ failed: ['j-young'] })
})

test.each(['listed', 'unknown', 'refused', 'ignored'] as const)(
  'sixty that are working for days cost few calls, and none is forgotten (the status is %s)',
  async (status) => {
    const { zone, clock } = await zones({ size: 6200, growthPerMinute: 0 })
    const { archive } = archives()
    const rows = Array.from({ length: 6200 }, (_, n): RawOperation => {
      const row = zone.log.row(n, monday)
      // So far from each other that none shares a page with another.
      return n % 102 === 50 && n < 6120 ? { ...row, status: 'working' } : { ...row }
    })
    const working = rows.filter((row) => row.status === 'working')
    for (let from = 0; from < rows.length; from += 1000) {
      await keepRows(archive, 'p', rows.slice(from, from + 1000))
    }
    const sync = syncs({
      zone,
      clock,
      archive: archive.sync,
      fetch: answering((query) => {
        if (query.has('job_ids')) return rows.filter((row) => row.job_id === query.get('job_ids'))
        if (query.get('status') === 'pending' || status === 'unknown') return []
        if (status === 'refused') return null
        return status === 'ignored' ? rows : rows.filter((row) => row.status === 'working')
      })
    })
    const look = async () => {
      const before = zone.requests.length
      await clock.pass(minute)
      expect((await sync.settled(sync.newest())).error).toBeNull()
      const since = zone.requests.slice(before)
      expect(since.length).toBeLessThan(60)
      return since.filter(({ query }) => query.job_ids !== undefined).length
    }

    expect(working).toHaveLength(60)
    // Those that no list has are asked for by their ids, once each; so are the last rows of the log.
    const asked = (await look()) + (await look())
    expect(asked).toBeLessThanOrEqual(status === 'listed' ? 4 : 64)
    expect(await look()).toBeLessThan(5)
    expect(await look()).toBeLessThan(5)

    const last = working[40] ?? {}
    last.status = 'failed'
    if (status !== 'listed') await clock.pass(6 * hour)
    await look()
    await look()
    expect(await archive.record('p', String(last.job_id))).toContain('"failed"')
    expect(await archive.sync.due('p')).toEqual({ failed: [], stuck: [] })
    expect(sync.news.flatMap(({ failed }) => failed)).toEqual([last.job_id])
  }
)

test.each([
  ['refused as unknown', 2100],
  ['refused as illegal', 1100],
  ['no condition', 0]
])(
  'an operation whose id is %s does not end the looks, and is found by its time',
  async (_how, retCode) => {
    const { zone, clock } = await zones({ size: 300, growthPerMinute: 0 })
    const { archive } = archives()
    const there = { ...zone.log.row(20, monday), status: 'pending', status_time: null }
    const time = zone.log.row(280, monday).create_time
    const gone = { ...pendingSince('j-gone', 0), create_time: time, status_time: time }
    const unnamed = { ...there, job_id: null, create_time: null }
    const others = Array.from({ length: 250 }, (_, n) => ({ ...zone.log.row(n + 22, monday) }))
    await keepRows(archive, 'p', [there, gone, unnamed, ...others])
    const asked: (string | null)[] = []
    const sync = syncs({
      zone,
      clock,
      archive: archive.sync,
      fetch: answering((query) => {
        if (!query.has('job_ids')) return []
        asked.push(query.get('job_ids'))
        return retCode === 0 ? [{ ...zone.log.row(0, monday) }] : null
      }, retCode)
    })
    await sync.settled(sync.newest())
    await clock.pass(minute)
    expect(await sync.settled(sync.newest())).toMatchObject({ phase: 'idle', error: null })
    // A refusal that says so is believed; whatever does not tell is looked for at its own time.
    const isEnded = (await archive.record('p', String(there.job_id)))?.includes('"successful"')
    expect(isEnded).toBe(retCode !== 2100)
    expect(asked.toSorted()).toEqual(['j-gone', String(there.job_id)].toSorted())
  }
)

test('hundreds that never end are not listed at each look of one who follows', async () => {
  const { zone, clock } = await zones({ size: 300, growthPerMinute: 0 })
  const { archive } = archives()
  const rows = Array.from({ length: 650 }, (_, n) =>
    pendingSince(`j-endless${n}`, day + n * minute)
  )
  await keepRows(archive, 'p', rows)
  const fetch = answering((query) => rows.filter((row) => row.status === query.get('status')))
  const sync = syncs({ zone, clock, archive: archive.sync, fetch })
  await sync.settled(sync.newest())
  await sync.follow(true)
  const lists = () => zone.requests.filter(({ query }) => query.status === 'pending').length
  const before = lists()
  await clock.pass(10 * minute)
  // Seven pages each, every 140 s instead of every ten.
  expect(lists() - before).toBeGreaterThanOrEqual(4 * 7)
  expect(lists() - before).toBeLessThanOrEqual(5 * 7)
  // What is asked for comes at once.
  const asked = lists()
  await sync.settled(sync.newest())
  expect(lists() - asked).toBe(7)
})

test('one that is gone is said to be, is not stuck, and is asked for again for a day', async () => {
  const { zone, clock } = await zones({ size: 300, growthPerMinute: 0 })
  const { archive } = archives()
  const gone = pendingSince('j-gone', 30 * day)
  // By then nothing of the zone's own runs.
  await clock.pass(hour)
  await keepRows(archive, 'p', [gone])
  let answer: RawOperation[] | null = [gone]
  let asked = 0
  const sync = syncs({
    zone,
    clock,
    archive: archive.sync,
    settings: { stuckMinutes: 30, quietHours: true, quietFrom: '00:00', quietTo: '12:00' },
    fetch: answering((query) => {
      if (query.has('job_ids')) asked++
      return query.has('job_ids') || query.get('status') === 'pending' ? answer : []
    }, 2100)
  })
  await sync.settled(sync.newest())
  expect(sync.news.at(-1)?.stuck).toEqual(['j-gone'])
  expect((await archive.sync.due('p')).stuck).toEqual(['j-gone'])

  answer = []
  await clock.pass(minute)
  await sync.settled(sync.newest())
  const since = clock.now()
  expect(asked).toBe(1)
  expect(sync.news.at(-1)).toMatchObject({ changed: 1, failed: [], stuck: [] })
  const [held] = await archive.sync.pending('p')
  expect(Math.abs((held?.goneAt ?? 0) - since)).toBeLessThan(minute)
  // What was to be said of it when the quiet hours are over is no longer so.
  expect((await archive.sync.due('p')).stuck).toEqual([])

  // Nothing else runs, so no list is read for its sake.
  const lists = () => zone.requests.filter(({ query }) => query.status === 'pending').length
  const before = lists()
  const news = sync.news.length
  await clock.pass(day)
  await sync.settled(sync.newest())
  expect([asked, lists() - before, sync.news.length - news]).toEqual([2, 0, 0])

  answer = [{ ...gone, status: 'failed', status_time: toInstant(monday + minute) }]
  await clock.pass(2 * day)
  await sync.settled(sync.newest())
  expect(await archive.record('p', 'j-gone')).toContain('"failed"')
  expect(await archive.sync.pending('p')).toEqual([])
})
