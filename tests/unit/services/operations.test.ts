import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { CallContext } from '#shared/api'
import { initialParameters } from '#shared/parameters'
import { Config } from '#shared/settings'
import { createHpcClient } from '../../../electron/services/hpc/client'
import { createOperations } from '../../../electron/services/operations'
import type { ConfigStore, Fetch, Log } from '../../../electron/services/ports'
import { createZones } from '../../../electron/services/zones'
import { fixedSecret } from '../../support/fixed-secret'
import { useArchives } from './archive/harness'
import { keys, profileOf, useZones } from './sync/harness'

const archives = useArchives()
const zones = useZones()

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const unused = () => Promise.reject(new Error('there is no demo profile here'))
const context: CallContext = { signal: new AbortController().signal, callId: 'test' }

/** Searches over the real client and archive, of one profile that can be removed. */
async function begin() {
  const { zone, clock } = await zones({ size: 200 })
  const { archive } = archives()
  const profile = profileOf(zone)
  let all = Config.parse({ profiles: [profile] })
  const config: ConfigStore = { get: () => all, update: (change) => void (all = change(all)) }
  const hpc = createHpcClient({
    // Node's fetch takes what the port asks for, and more.
    fetch: fetch as Fetch,
    now: clock.now,
    settings: () => all.settings,
    log: silent,
    retryDelayMs: 1
  })
  const demo = { profile, secretKey: '', endpoint: unused, stop: async () => undefined }
  const operations = createOperations({
    zones: createZones({ config, secrets: fixedSecret(keys.secretKey), hpc, demo, locked: false }),
    archive,
    push: () => undefined,
    kept: () => undefined,
    now: clock.now,
    log: silent
  })
  return {
    zone,
    exists: () => archive.sync.exists('p'),
    search: async () => {
      const query = {
        profileId: 'p',
        parameters: initialParameters,
        text: '',
        from: 'auto'
      } as const
      return operations.search(query, context)
    },
    remove: async () => {
      await archive.remove('p')
      config.update((known) => ({ ...known, profiles: [] }))
    },
    /** Whoever asks next comes after what waits to be stored. */
    stored: () => archive.engine()
  }
}

test('what is shown is kept', async () => {
  const { search, exists, stored } = await begin()
  expect(await search()).toMatchObject({ source: 'live', total: 200 })
  await stored()
  expect(await exists()).toBe(true)
})

test.each([{ delayMs: 300 }, { delayMs: 300, drop: 'before' }] as const)(
  'an answer that comes after its profile was removed leaves nothing behind (%o)',
  async (fault) => {
    const { zone, search, exists, remove, stored } = await begin()
    await search()
    await stored()
    zone.faults.set(fault)
    const asked = zone.requests.length
    const answer = search().catch(() => null)
    while (zone.requests.length === asked) await wait(5)
    await remove()
    expect(await exists()).toBe(false)
    await answer
    await stored()
    expect(await exists()).toBe(false)
  }
)
