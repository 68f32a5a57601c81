import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import type { OperationParameters } from '#shared/parameters'
import { toInstant } from '#shared/time'
import type { Fetch, SyncArchive } from '../../../../electron/services/ports'
import type { Calls } from '../../../../electron/services/sync/calls'
import { createGate } from '../../../../electron/services/sync/gate'
import { openLedger } from '../../../../electron/services/sync/ledger'
import { createStore, noChanges } from '../../../../electron/services/sync/store'
import { walk } from '../../../../electron/services/sync/walk'
import { toUtf8 } from '../../../../electron/services/utf8'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { rawRow, useArchives } from '../archive/harness'
import { changing } from './changing'
import { nodeFetch, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

/** Pages asked for by the window they belong to, in the order of the windows' first calls. */
function watched() {
  const windows = new Map<string, number[]>()
  let hold: Promise<unknown> | null = null
  const fetch: Fetch = async (url, init) => {
    const query = new URL(url).searchParams
    const [start, end, offset] = ['start_time', 'end_time', 'offset'].map((name) => query.get(name))
    if (start && end && query.get('limit') === '100') {
      const pages = windows.get(start) ?? []
      windows.set(start, [...pages, Number(offset) / 100])
      if (windows.size === 1 && offset === '100') await hold
    }
    return nodeFetch(url, init)
  }
  return {
    fetch,
    windows: () => [...windows.values()],
    /** Keeps the second page of the first window back. @returns what lets it go */
    holdBack: (): (() => void) => {
      let release: () => void = () => undefined
      hold = new Promise<void>((go) => (release = go))
      return release
    }
  }
}

test('the next window begins while a page of one is on its way, with as many pages as there are lanes', async () => {
  const { zone, clock } = await zones({ size: 9000, growthPerMinute: 0 })
  const { archive } = archives()
  const { fetch, windows, holdBack } = watched()
  const release = holdBack()
  const sync = syncs({ zone, clock, archive: archive.sync, fetch })
  const ended = sync.backfill()
  for (let before = -1; zone.requests.length !== before || windows().length < 2; await wait(200)) {
    before = zone.requests.length
  }
  const [first = [], second = [], ...others] = windows()
  expect(first.length).toBeGreaterThan(10)
  expect(second.toSorted()).toEqual([0, 1, 2, 3])
  expect(others).toEqual([])
  release()
  expect((await ended).coverage).toMatchObject({ complete: true, held: 9000 })
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
  // Each page of all windows was asked for once.
  for (const pages of windows()) expect(new Set(pages).size).toBe(pages.length)
})

test('nothing follows a window before its end whose count may be too short', async () => {
  const { zone, clock } = await zones({ size: 2600, growthPerMinute: 0 })
  const { archive } = archives()
  const mostCounted = 200
  /** Windows with more rows than are counted, until they are asked for what follows the last one counted. */
  const cut = new Set<string>()
  let cuts = 0
  let early = 0
  const fetch = changing((query, answer) => {
    const window = `${query.get('start_time')} ${query.get('end_time')}`
    const isPage = query.has('end_time') && query.get('limit') !== '1'
    const total_count = Math.min(answer.total_count, mostCounted)
    if (!isPage) cut.delete(window)
    else if (cut.size > 0 && !cut.has(window)) early++
    if (isPage && query.get('offset') === '0' && total_count === mostCounted) {
      cut.add(window)
      cuts++
    }
    return { ...answer, total_count }
  })
  await syncs({ zone, clock, archive: archive.sync, fetch }).backfill()
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
  expect(cuts).toBeGreaterThan(3)
  expect(early).toBe(0)
})

const start = Date.parse('2022-04-06T00:00:00Z')

/** A page of a log with so many rows every second. */
function pageOf({ start_time = '', end_time = '', offset = 0 }: OperationParameters, rate = 8) {
  const from = Date.parse(start_time)
  const total = ((Date.parse(end_time) - from) / 1000 + 1) * rate
  const rows = Array.from({ length: Math.min(100, total - offset) }, (_, n) => {
    const created = from + Math.floor((offset + n) / rate) * 1000
    return rawRow(`j-${created}-${(offset + n) % rate}`, { create_time: toInstant(created) })
  })
  const body = toUtf8(JSON.stringify({ ret_code: 0, total_count: total, job_set: rows }))
  return { body, rows, total, at: 1, roundTripMs: 1, skewMs: 0 }
}

/**
 * Walks a window of nine pages and one of two. @returns how many transactions were under way when that ended, and
 * what is complete then
 */
async function walkTwo(page: Calls['page'], store: SyncArchive['store'], signal: AbortSignal) {
  const { archive } = archives()
  let underWay = 0
  const watched: SyncArchive = {
    ...archive.sync,
    store: async (...input) => {
      underWay++
      try {
        await store(...input)
        return await archive.sync.store(...input)
      } finally {
        underWay--
      }
    }
  }
  const sleep = () => Promise.resolve()
  const gate = createGate({ now: Date.now, sleep, quotaFreeAt: () => 0, changed: () => undefined })
  const ledger = await openLedger(watched, { get: () => null, set: () => undefined }, 'p')
  await ledger.mark(null, { windowMs: 100_000 })
  const calls = { page, serviceTime: Date.now, settledUntil: Date.now }
  const deps = {
    calls,
    gate,
    ledger,
    signal,
    store: createStore({ archive: watched, profileId: 'p', gate, changes: noChanges() }),
    asker: 'user' as const,
    now: Date.now,
    began: () => undefined,
    received: () => undefined
  }
  const error: unknown = await walk(deps, [{ start, end: start + 118_000 }], 0).catch(
    (reason: unknown) => reason
  )
  return { error, underWay, complete: ledger.complete() }
}

test('nothing of a window is written after the end, though the one before it is not to be marked', async () => {
  const stop = new AbortController()
  let pages = 0
  const page: Calls['page'] = async (parameters, _asker, signal) => {
    const isSecond = Date.parse(parameters.start_time ?? '') > start
    // All of the first window but its last page is stored before a page of the second comes.
    if (isSecond) while (pages < 8) await wait(1)
    else if (parameters.offset === 800) await wait(60_000, undefined, { signal })
    return pageOf(parameters)
  }
  const store: SyncArchive['store'] = async (_profileId, ...list) => {
    if (pages >= 8) {
      setTimeout(() => stop.abort(), 20)
      await wait(60)
    }
    pages += list.length
    return { added: 0, changed: 0, rows: 0 }
  }
  const { error, underWay } = await walkTwo(page, store, stop.signal)
  expect(stop.signal.aborted).toBe(true)
  expect(error).toMatchObject({ name: 'AbortError' })
  expect(underWay).toBe(0)
})

test('nothing of a window is written after the end, though a page of it could not be stored', async () => {
  let isFirst = true
  const failure = new AppError('disk-full', 'The disk is full.')
  const store: SyncArchive['store'] = async () => {
    const fails = isFirst
    isFirst = false
    // The pages that come meanwhile have a transaction of their own.
    await wait(60)
    if (fails) throw failure
    return { added: 0, changed: 0, rows: 0 }
  }
  const page: Calls['page'] = (parameters) => Promise.resolve(pageOf(parameters))
  const { error, underWay } = await walkTwo(page, store, new AbortController().signal)
  expect(error).toBe(failure)
  expect(underWay).toBe(0)
})

test('a window that outgrows its size while it is fetched, and the next one already is, comes in parts', async () => {
  let rate = 8
  let longest = 0
  const page: Calls['page'] = async (parameters) => {
    const isFirst = Date.parse(parameters.start_time ?? '') < start
    if (isFirst && parameters.offset === 800) rate = 50
    const answer = pageOf(parameters, rate)
    if (rate === 50 && answer.rows.length > 1) longest = Math.max(longest, parameters.offset)
    return answer
  }
  const store: SyncArchive['store'] = async () => ({ added: 0, changed: 0, rows: 0 })
  const { error, complete } = await walkTwo(page, store, new AbortController().signal)
  expect(error).toBeUndefined()
  expect(complete).toMatchObject([{ start, end: start + 118_000 }])
  expect(longest).toBeLessThan(4000)
})
