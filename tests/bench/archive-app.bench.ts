import { test, type ElectronApplication, type Page } from 'playwright/test'
import { createLog } from '../../electron/demo/generator'
import { createProfile, expectTotal, openApp, profileOf, temporaryFolder } from '../support/app'
import { demoRows, profileIds, seedArchive } from '../support/seed-archive'
import { addressOf } from '../support/oracle'
import { startZone, type Zone } from '../support/zone-process'
import { median, quantile, row } from './measure'

const keys = { zone: 'jn1a', accessKeyId: 'BENCHKEY', secretKey: 'BENCHSECRET' }

test('an archive of a million rows in the app: pages as the window sees them, memory', async () => {
  // Of another seed than the rows that are put in: their job ids differ.
  const zone = await startZone({ size: 60, seed: 3, ...keys })
  const few = await inApp(zone, 1000)
  const some = await inApp(zone, 100_000)
  const many = await inApp(zone, 1_000_000)
  row('archive in the app', '100,000', '1,000,000', 'ratio', 'goal')
  const line = (name: string, a: number, b: number, unit: string, goal: string) =>
    row(name, `${a.toFixed(2)} ${unit}`, `${b.toFixed(2)} ${unit}`, (b / a).toFixed(2), goal)
  line('page of 200 as the window sees it, p50', some.p50, many.p50, 'ms', 'growth ≤ 1.5')
  line('page of 200 as the window sees it, p95', some.p95, many.p95, 'ms', '≤ 25 ms, growth ≤ 1.5')
  line('memory, beside 1,000 rows', few.megabytes, many.megabytes, 'MB', '≤ 1.15')
  await zone.stop()
})

/** Figures of the running app on an archive of so many rows. */
async function inApp(zone: Zone, size: number) {
  const folder = temporaryFolder()
  const first = await openApp(folder)
  await createProfile(first.page, profileOf(zone, 'Bench'))
  await expectTotal(first.page, 60)
  await first.page.getByTestId('view-archive').click()
  await expectTotal(first.page, 60)
  await first.close()
  const [id = ''] = profileIds(folder)
  await seedArchive(folder, id, demoRows(size))

  const { app, page, close } = await openApp(folder)
  await expectTotal(page, size + 60)
  // Until the rest of the index is there.
  await page.waitForTimeout(2000)
  const times = await pagesOf(page, id, size)
  await page.waitForTimeout(3000)
  const megabytes = await memoryOf(app)
  await close()
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), megabytes }
}

/** 300 pages, each of another filter, some of them twice. */
function pagesOf(page: Page, profileId: string, size: number): Promise<number[]> {
  const now = Date.parse('2026-11-20T00:00:00Z')
  const log = createLog({ seed: 7, size, now, growthPerMinute: 0 })
  const inputs = Array.from({ length: 300 }, (_, number) => {
    const found = log.row((number * 7919) % size, now + 86_400_000)
    const resource = found.resource_ids.split(' ').at(-1)
    const texts = [found.action_describe.slice(0, 2), found.job_id.slice(2, 8), '节', 'restart']
    const conditions = [
      { status: found.status },
      { owner: found.owner, status: 'failed' },
      { resource_ids: resource },
      { job_action: found.job_action, end_time: found.create_time },
      {}
    ]
    return {
      selection: {
        profileIds: [profileId],
        parameters: { reverse: 1, limit: 100, offset: 0, ...conditions[number % 5] },
        filter: number % 3 === 0 ? { text: texts[number % 4] } : {}
      },
      start: { row: number % 7 === 0 ? 150 : 0 }
    }
  })
  return page.evaluate(async (asked) => {
    const times: number[] = []
    for (const [number, input] of asked.entries()) {
      const start = performance.now()
      const answer = await window.oplog.call('archive.page', input, `bench-${number}`)
      const result = JSON.parse(answer) as { ok: boolean }
      times.push(performance.now() - start)
      if (!result.ok) throw new Error(answer)
    }
    return times
  }, inputs)
}

/** Resident memory of all processes of the app, MB. */
function memoryOf(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: running }) => {
    const kilobytes = running
      .getAppMetrics()
      .reduce((sum, { memory }) => sum + memory.workingSetSize, 0)
    return kilobytes / 1024
  })
}

const rounds = 3
/** Calls the sync has in flight at once. */
const inFlight = 4
/** Until what a call left to be done is done, ms. */
const restMs = 2500

interface Backfill {
  size: number
  /** What a line adds to each call, ms. */
  delayMs: number
  /** The window asks for pages all the time. */
  asks: boolean
}

/** How long the main process kept a timer waiting, ms. */
interface Wait {
  max: number
  p99: number
}

/** One backfill into a new archive, and the loop that makes its requests and keeps nothing. */
async function beside(opened: OpenedApp, name: string, { size, delayMs, asks }: Backfill) {
  const { app, page, folder } = opened
  const zone = await startZone({ size, ...keys })
  const known = profileIds(folder)
  await createProfile(page, profileOf(zone, name))
  await expectTotal(page, size)
  if (delayMs > 0) await zone.say({ faults: { delayMs } })
  await page.waitForTimeout(restMs)
  const id = profileIds(folder).find((one) => !known.includes(one)) ?? ''
  const before = (await requestsOf(zone)).length
  const delays = watchDelay(app)
  await delays.start()
  const ours = await backfill(page, id, asks)
  const wait: Wait = await delays.stop()
  const requests = (await requestsOf(zone)).slice(before)
  await page.waitForTimeout(restMs)
  await delays.start()
  const bare = await loop(app, zone, requests, size)
  const bareWait: Wait = await delays.stop()
  await zone.stop()
  return { ours, wait, bare, bareWait }
}

type Run = Awaited<ReturnType<typeof beside>>

async function openForBackfills(): Promise<OpenedApp> {
  const folder = temporaryFolder()
  const opened = await openApp(folder)
  await opened.page.evaluate((quotaCalls) => {
    return window.oplog.call('settings.set', { quotaCalls }, 'quota')
  }, 1_000_000)
  return { ...opened, folder }
}

type OpenedApp = Awaited<ReturnType<typeof openApp>> & { folder: string }

function took(name: string, runs: readonly { ours: number; bare: number }[], goal: string): void {
  const seconds = (list: readonly number[]) =>
    list.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')
  const [ours, bare] = [runs.map((run) => run.ours), runs.map((run) => run.bare)]
  row(name, seconds(ours), seconds(bare), (median(ours) / median(bare)).toFixed(2), goal)
}

test('a backfill of 100,000 rows against a loop that keeps nothing', async () => {
  const opened = await openForBackfills()
  const quiet: Run[] = []
  const asked: Run[] = []
  for (let round = 0; round < 2 * rounds; round++) {
    const asks = round % 2 === 1
    const run = await beside(opened, `Bench ${round}`, { size: 100_000, delayMs: 0, asks })
    ;(asks ? asked : quiet).push(run)
  }
  row('backfill of 100,000 rows', 'ours', 'bare loop', 'ratio of medians', 'goal')
  took('until all is held and counted', quiet, '≤ 1.3')
  took('… while the window asks for pages all the time', asked, '–')
  const waited = (name: string, pick: (wait: Wait) => number, goal: string) => {
    const mine = asked.map(({ wait }) => pick(wait))
    const peers = [...quiet, ...asked].map(({ bareWait }) => pick(bareWait))
    const text = (list: readonly number[]) => list.map((ms) => `${ms.toFixed(1)} ms`).join(', ')
    row(name, text(mine), text(peers), (median(mine) / median(peers)).toFixed(2), goal)
  }
  waited(
    'main process, longest wait of its loop while syncing and querying',
    ({ max }) => max,
    '≤ 20 ms'
  )
  waited('… p99', ({ p99 }) => p99, '–')
  await opened.close()
})

test('the same over a line: 40,000 rows, each call 40 ms longer', async () => {
  const opened = await openForBackfills()
  const runs: Run[] = []
  for (let round = 0; round < rounds; round++) {
    runs.push(await beside(opened, `Line ${round}`, { size: 40_000, delayMs: 40, asks: false }))
  }
  row('backfill of 40,000 rows, 40 ms a call', 'ours', 'bare loop', 'ratio of medians', 'goal')
  took('until all is held and counted', runs, '≤ 1.3')
  await opened.close()
})

/** Fetches the history, where wanted while the window asks for pages all the time. @returns ms */
async function backfill(page: Page, profileId: string, asks: boolean): Promise<number> {
  return page.evaluate(
    async ([id, asksForPages]) => {
      const ask = async (method: string, input: unknown, call: string) =>
        (JSON.parse(await window.oplog.call(method, input, call)) as { value: unknown }).value
      const start = performance.now()
      await ask('sync.start', id, 'start')
      for (let turn = 0; ; turn++) {
        const state = (await ask('sync.state', id, `state-${turn}`)) as {
          phase: string
          coverage: { held: number; complete: boolean }
        }
        if (state.coverage.complete) return performance.now() - start
        if (state.phase === 'failed') throw new Error(JSON.stringify(state))
        const selection = { profileIds: [id], parameters: { reverse: 1, limit: 100, offset: 0 } }
        if (asksForPages) await ask('archive.page', { selection }, `page-${turn}`)
        await new Promise((resume) => setTimeout(resume, 100))
      }
    },
    [profileId, asks] as const
  )
}

/** What the zone was asked so far. */
async function requestsOf(zone: Zone): Promise<Record<string, string>[]> {
  const { requests } = await zone.say({ count: true })
  // What the zone's process says of each request.
  return (requests as { query: Record<string, string> }[]).map(({ query }) => query)
}

/** The very requests of the backfill by the same network, with as many in flight, parsed and dropped. @returns ms */
async function loop(
  app: ElectronApplication,
  zone: Zone,
  asked: readonly Record<string, string>[],
  size: number
): Promise<number> {
  const urls = asked.map(({ timestamp: _old, ...parameters }) => addressOf(zone, parameters))
  return app.evaluate(
    async ({ net }, { addresses, lanes, least }) => {
      const start = performance.now()
      let next = 0
      let rows = 0
      const lane = async () => {
        for (let url = addresses[next++]; url !== undefined; url = addresses[next++]) {
          const answer = await net.fetch(url, { cache: 'no-store' })
          const { job_set } = (await answer.json()) as { job_set: unknown[] }
          rows += job_set.length
        }
      }
      await Promise.all(Array.from({ length: lanes }, lane))
      if (rows < least) throw new Error(`${rows} rows`)
      return performance.now() - start
    },
    { addresses: urls, lanes: inFlight, least: size }
  )
}

/** How long the main process kept a timer waiting, ms. */
function watchDelay(app: ElectronApplication) {
  return {
    start: () =>
      app.evaluate(() => {
        const hooks = process.getBuiltinModule('node:perf_hooks')
        const histogram = hooks.monitorEventLoopDelay({ resolution: 1 })
        histogram.enable()
        Object.assign(globalThis, { benchDelay: histogram })
      }),
    stop: () =>
      app.evaluate(() => {
        const { benchDelay } = globalThis as unknown as {
          benchDelay: { max: number; percentile: (part: number) => number; disable: () => void }
        }
        benchDelay.disable()
        return { max: benchDelay.max / 1e6, p99: benchDelay.percentile(99) / 1e6 }
      })
  }
}
