import { StoredProfile } from '#shared/profile'
import { Config, Settings } from '#shared/settings'
import type { SyncState } from '#shared/sync'
import { createArchive } from '../../../electron/services/archive/client'
import { forkArchive } from '../../../electron/services/archive/fork'
import { createHpcClient } from '../../../electron/services/hpc/client'
import type { ConfigStore, Fetch, Log } from '../../../electron/services/ports'
import { sleep } from '../../../electron/services/sleep'
import { createSync } from '../../../electron/services/sync/sync'
import { createWishes } from '../../../electron/services/sync/wishes'
import { createZones } from '../../../electron/services/zones'
import { fixedSecret } from '../fixed-secret'

/**
 * What of the app fetches a history, in a process that can be killed: the services as `main/services.ts`
 * puts them together, without windows. Tells its parent each state of the sync.
 */
interface Order {
  endpoint: string
  zone: string
  accessKeyId: string
  secretKey: string
  folder: string
  bundle: string
}

// Written by the test that starts it.
const order = JSON.parse(process.argv.at(-1) ?? '') as Order
const { endpoint, zone, accessKeyId, secretKey, folder, bundle } = order
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const settings = Settings.parse({ quotaCalls: 1_000_000, syncIntervalS: 0 })
const profile = StoredProfile.parse({ id: 'p', name: 'P', zone, accessKeyId, endpoint })
const all = { ...Config.parse({ profiles: [profile] }), settings }
const config: ConfigStore = { get: () => all, update: () => undefined }
const secrets = fixedSecret(secretKey)
const noDemo = () => Promise.reject(new Error('there is no demo profile here'))
const archive = createArchive({ spawn: () => forkArchive(bundle, folder), folder, log })
const hpc = createHpcClient({
  // Node's fetch takes what the port asks for, and more.
  fetch: fetch as Fetch,
  now: Date.now,
  settings: () => settings,
  log
})
const demo = { profile, secretKey: '', endpoint: noDemo, stop: async () => undefined }
const sync = createSync({
  zones: createZones({ config, secrets, hpc, demo, locked: false }),
  archive: archive.sync,
  wishes: createWishes(config, log),
  push: (name, payload) => {
    if (name === 'syncProgress') tell(payload as SyncState)
  },
  now: Date.now,
  sleep,
  settings: () => settings,
  notifier: { show: () => undefined },
  language: () => 'en',
  log
})

function tell({ coverage }: SyncState): void {
  process.send?.({ held: coverage.held })
}

const context = { signal: new AbortController().signal, callId: 'start' }
// The first run of all is asked for; later ones go on by themselves, which asking again does not change.
void Promise.resolve(sync.handlers.start('p', context)).then(tell)
