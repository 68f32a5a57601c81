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
import { createSecrets } from '../../../electron/services/secrets'
import { sleep } from '../../../electron/services/sleep'
import { createSync } from '../../../electron/services/sync/sync'
import { createZones } from '../../../electron/services/zones'
import { alternate, median, quantile } from '../measure'

const [bundle = '', endpoint = '', secretKey = '', rounds = '3'] = process.argv.slice(2)
const keys = { zone: 'jn1a', accessKeyId: 'KEY' }
const inFlight = 4
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const settings = Settings.parse({ quotaCalls: 1_000_000, syncIntervalS: 0 })
const profile = StoredProfile.parse({ id: 'p', name: 'p', endpoint, ...keys })
const config = Config.parse({ profiles: [profile], settings })
/** Delays of the event loop of each backfill, ms. */
const delays: { p99: number; max: number }[] = []

/** A whole backfill into an archive of its own. */
async function backfill(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-sync-'))
  const spawn = () => forkArchive(bundle, folder)
  const archive = createArchive({ spawn, folder, log: silent })
  const hpc = createHpcClient({
    fetch: fetch as Fetch,
    now: Date.now,
    settings: () => settings,
    log: silent
  })
  const secrets = createSecrets({
    probe: async () => undefined,
    get: async () => secretKey,
    set: async () => undefined,
    delete: async () => undefined
  })
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

/** Fetches and parses as many pages with as many requests in flight, and stores nothing. */
async function fetchOnly(): Promise<() => Promise<void>> {
  let next = 0
  async function page(): Promise<number> {
    const offset = next
    next += 100
    const url = signedUrl({
      endpoint,
      path: '/operation',
      secret: secretKey,
      params: {
        access_key_id: keys.accessKeyId,
        signature_method: 'HmacSHA256',
        signature_version: '1',
        version: '1',
        timestamp: toInstant(Date.now()),
        zone: keys.zone,
        reverse: 0,
        limit: 100,
        offset
      }
    })
    const answer = JSON.parse(await (await fetch(url)).text()) as { total_count: number }
    return answer.total_count
  }

  // The first says how many there are.
  const total = await page()
  async function lane(): Promise<void> {
    while (next < total) await page()
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
  return async () => undefined
}

await (
  await fetchOnly()
)()
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
