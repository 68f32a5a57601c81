import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StoredProfile } from '#shared/profile'
import { Config, Settings } from '#shared/settings'
import { toInstant } from '#shared/time'
import { createArchive } from '../../../electron/services/archive/client'
import { forkArchive } from '../../../electron/services/archive/fork'
import { createHpcClient } from '../../../electron/services/hpc/client'
import { signedUrl } from '../../../electron/services/hpc/sign'
import type { Fetch } from '../../../electron/services/ports'
import { sleep } from '../../../electron/services/sleep'
import { createSync } from '../../../electron/services/sync/sync'
import { createZones } from '../../../electron/services/zones'
import { alternate, median, quantile } from '../measure'
import { fixedSecret } from '../../support/fixed-secret'

const [bundle = '', endpoint = '', secretKey = '', rounds = '3'] = process.argv.slice(2)
const keys = { zone: 'jn1a', accessKeyId: 'KEY' }
const inFlight = 4
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const settings = Settings.parse({ quotaCalls: 1_000_000, syncIntervalS: 0 })
const profile = StoredProfile.parse({ id: 'p', name: 'p', endpoint, ...keys })
const config = Config.parse({ profiles: [profile], settings })
/** Queries of the last backfill, without what signing adds. */
let asked: Record<string, string>[] = []
/** Delays of the event loop of each backfill, ms. */
const delays: { p99: number; max: number }[] = []

/** A whole backfill into an archive of its own. */
async function backfill(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-sync-'))
  const spawn = () => forkArchive(bundle, folder)
  const archive = createArchive({ spawn, folder, log: silent })
  asked = []
  const hpc = createHpcClient({
    fetch: (url, init) => {
      asked.push(queryOf(url))
      return (fetch as Fetch)(url, init)
    },
    now: Date.now,
    settings: () => settings,
    log: silent
  })
  const secrets = fixedSecret(secretKey)
  const zones = createZones({
    config: { get: () => config, update: () => undefined },
    secrets,
    hpc,
    demo: { profile, secretKey, endpoint: async () => endpoint, stop: async () => undefined },
    locked: false
  })
  const sync = createSync({
    zones,
    archive: archive.sync,
    wishes: { get: () => null, set: () => undefined },
    push: () => undefined,
    now: Date.now,
    sleep,
    settings: () => settings,
    notifier: { show: () => undefined },
    language: () => 'en',
    log: silent
  })
  const context = { signal: new AbortController().signal, callId: 'bench' }
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  await sync.handlers.start('p', context)
  for (;;) {
    const { phase, coverage } = await sync.handlers.state('p', context)
    if (phase === 'failed') throw new Error('the backfill failed')
    if (phase === 'idle' && coverage.complete) break
    await wait(5)
  }
  loop.disable()
  delays.push({ p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 })
  return async () => {
    await sync.close()
    await archive.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function queryOf(url: string): Record<string, string> {
  const {
    signature: _made,
    timestamp: _old,
    ...query
  } = Object.fromEntries(new URL(url).searchParams)
  return query
}

/** Fetches and parses the same pages with as many requests in flight, and stores nothing. */
async function fetchOnly(): Promise<() => Promise<void>> {
  let next = 0
  let rows = 0
  async function lane(): Promise<void> {
    for (let query = asked[next++]; query !== undefined; query = asked[next++]) {
      const params = { ...query, timestamp: toInstant(Date.now()) }
      const url = signedUrl({ endpoint, path: '/operation', secret: secretKey, params })
      const answer = JSON.parse(await (await fetch(url)).text()) as { job_set: unknown[] }
      rows += answer.job_set.length
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
  if (rows < 100_000) throw new Error(`${rows} rows`)
  return async () => undefined
}

// One that is not counted; the second runs a warm engine.
for (const once of [backfill, fetchOnly]) await (await once())()
const { ours, peer } = await alternate(Number(rounds), backfill, fetchOnly)
const figures = {
  backfillMs: median(ours),
  fetchMs: median(peer),
  ratio: median(ours.map((ms, round) => ms / (peer[round] ?? Number.NaN))),
  worst: quantile(ours, 1),
  loopP99: median(delays.map(({ p99 }) => p99)),
  loopMax: median(delays.map(({ max }) => max))
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
