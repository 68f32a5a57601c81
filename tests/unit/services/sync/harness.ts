import { afterEach } from 'vitest'
import type { CallContext, Handlers } from '#shared/api'
import type { Pushes } from '#shared/pushes'
import { Config, Settings } from '#shared/settings'
import { StoredProfile } from '#shared/profile'
import type { SyncState } from '#shared/sync'
import {
  createDemoZone,
  type DemoZone,
  type DemoZoneOptions
} from '../../../../electron/demo/server'
import { createConnections } from '../../../../electron/services/connection'
import { createHpcClient } from '../../../../electron/services/hpc/client'
import type {
  ConfigStore,
  Fetch,
  Log,
  SecretStore,
  SyncArchive,
  SyncWishes
} from '../../../../electron/services/ports'
import { fixedSecret } from '../../../support/fixed-secret'
import { createSync } from '../../../../electron/services/sync/sync'
import { createWishes } from '../../../../electron/services/sync/wishes'
import { createZones } from '../../../../electron/services/zones'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock'

export const keys = { zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'SECRETCANARY' }
export const monday = Date.parse('2026-11-23T04:00:00Z')
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
/** Node's takes what the port asks for, and more. */
export const nodeFetch = fetch as Fetch
const unused = () => Promise.reject(new Error('there is no demo profile here'))

interface Started {
  zone: ReturnType<typeof createDemoZone>
  archive: SyncArchive
  clock: VirtualClock
  settings?: Partial<Settings>
  language?: 'zh-CN' | 'en'
  /** Beside `p`. */
  others?: StoredProfile[]
  /** Kept over a restart. */
  wishes?: SyncWishes
  /** Stands between the client and the zone. */
  fetch?: Fetch
  /** What the keychain does other than to give the secret. */
  keychain?: Partial<SecretStore>
}

/** A zone on a clock of its own; it ends after each test. */
export function useZones() {
  const zones: ReturnType<typeof createDemoZone>[] = []
  afterEach(async () => {
    await Promise.all(zones.splice(0).map((zone) => zone.stop()))
  })
  return async (options: Partial<DemoZoneOptions> = {}) => {
    const clock = createVirtualClock(monday)
    const zone = createDemoZone({ size: 1000, seed: 7, now: clock.now, ...keys, ...options })
    await zone.start()
    zones.push(zone)
    return { zone, clock }
  }
}

/** The profile of a zone that listens. */
export function profileOf({ endpoint }: DemoZone): StoredProfile {
  return StoredProfile.parse({
    id: 'p',
    name: 'Jinan',
    zone: keys.zone,
    accessKeyId: keys.accessKeyId,
    endpoint: endpoint ?? ''
  })
}

/** A sync over the real client, zones and archive; only the clock and the desktop are the test's. */
export function useSyncs() {
  const syncs: ReturnType<typeof createSync>[] = []
  afterEach(async () => {
    await Promise.all(syncs.splice(0).map((sync) => sync.close()))
  })

  return (started: Started) => {
    const { zone, archive, clock, settings: changes = {}, language = 'en', others = [] } = started
    let settings = Settings.parse({ syncIntervalS: 0, ...changes })
    const profile = profileOf(zone)
    const all = Config.parse({ profiles: [profile, ...others] })
    const config: ConfigStore = { get: () => ({ ...all, settings }), update: () => undefined }
    const hpc = createHpcClient({
      fetch: started.fetch ?? nodeFetch,
      now: clock.machine,
      settings: () => settings,
      log: silent,
      quotaFreed: () => void sync.reset(),
      retryDelayMs: 1
    })
    const demo = { profile, secretKey: '', endpoint: unused, stop: async () => undefined }
    const secrets = fixedSecret(
      keys.secretKey,
      started.keychain,
      () => void sync.keychainAnswered()
    )
    const contacts: Pushes['connection']['state'][] = []
    const zones = createZones({
      config,
      secrets,
      hpc,
      demo,
      locked: false,
      heard: (id, contact) => connections.heard(id, contact)
    })
    const connections = createConnections({
      zones,
      // Nothing else is pushed from there.
      push: (_name, payload) => void contacts.push((payload as Pushes['connection']).state),
      now: clock.machine
    })
    const shown: { title: string; body: string }[] = []
    const progress: SyncState[] = []
    const news: Pushes['newRows'][] = []
    const sync = createSync({
      zones: { ...zones, fetchPage: clock.counted(zones.fetchPage) },
      archive: countedArchive(archive, clock),
      wishes: started.wishes ?? memoryWishes(),
      push: (name, payload) => {
        // The name says which payload it is, which the compiler cannot follow.
        if (name === 'syncProgress') progress.push(payload as SyncState)
        if (name === 'newRows') news.push(payload as Pushes['newRows'])
      },
      now: clock.machine,
      sleep: clock.sleep,
      settings: () => settings,
      notifier: { show: (notification) => void shown.push(notification) },
      language: () => language,
      timeZone: 'UTC',
      log: silent
    })
    syncs.push(sync)

    async function settled<T>(work: Promise<T>): Promise<T> {
      let ended = false
      const over = () => (ended = true)
      work.then(over, over)
      await clock.until(() => ended)
      return work
    }

    const client = clientOf(sync.handlers)
    return {
      ...client,
      sync,
      secrets,
      shown,
      news,
      progress,
      /** How the zone was reached, as the window was told. */
      contacts,
      quota: () => zones.quota('p'),
      change: async (patch: Partial<Settings>) => {
        settings = { ...settings, ...patch }
        await sync.reset()
      },
      /** Runs a call while time passes. */
      settled,
      /** Starts the backfill and lets time pass until it ended. */
      backfill: async (): Promise<SyncState> => {
        await settled(client.start())
        await clock.until(async () => isAtRest(await client.state()))
        return client.state()
      }
    }
  }
}

/** Wishes in a configuration that is kept in memory. */
export function memoryWishes(): SyncWishes {
  let all = Config.parse({})
  return createWishes({ get: () => all, update: (change) => void (all = change(all)) }, silent)
}

export function isAtRest(state: SyncState): boolean {
  return !['backfill', 'newest', 'waiting', 'verify'].includes(state.phase)
}

function clientOf(handlers: Handlers['sync']) {
  const context: CallContext = { signal: new AbortController().signal, callId: 'test' }
  return {
    state: async () => handlers.state('p', context),
    start: async () => handlers.start('p', context),
    pause: async () => handlers.pause('p', context),
    newest: async () => handlers.newest('p', context),
    verify: async () => handlers.verify('p', context),
    follow: async (on: boolean) => handlers.follow({ profileId: 'p', on }, context)
  }
}

function countedArchive(archive: SyncArchive, { counted }: VirtualClock): SyncArchive {
  return {
    store: counted(archive.store),
    exists: counted(archive.exists),
    coverage: counted(archive.coverage),
    mark: counted(archive.mark),
    pending: counted(archive.pending),
    countBetween: counted(archive.countBetween),
    announce: counted(archive.announce),
    due: counted(archive.due),
    noteGone: counted(archive.noteGone),
    told: counted(archive.told),
    record: counted(archive.record),
    onLost: archive.onLost
  }
}
