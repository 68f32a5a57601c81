import { afterEach, expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { StoredProfile } from '#shared/profile'
import { Config } from '#shared/settings'
import { createDemoZone } from '../../../../electron/demo/server'
import { createHpcClient } from '../../../../electron/services/hpc/client'
import type { Fetch } from '../../../../electron/services/ports'
import { createZones } from '../../../../electron/services/zones'
import { fixedSecret } from '../../../support/fixed-secret'

const keys = { zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'SECRETCANARY' }
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const signal = new AbortController().signal
const zone = createDemoZone({ size: 10, seed: 1, ...keys })
afterEach(() => zone.stop())

test('profiles of one access key share its quota, those of another key or endpoint do not', async () => {
  await zone.start()
  const endpoint = zone.endpoint ?? ''
  const profile = (id: string, change: object = {}) =>
    StoredProfile.parse({ id, name: id, ...keys, endpoint, ...change })
  const one = profile('one')
  const profiles = [
    one,
    profile('two'),
    profile('other-key', { accessKeyId: 'OTHER' }),
    profile('elsewhere', { endpoint: 'https://hpc-api.qingcloud.com/api' })
  ]
  const all = Config.parse({ profiles })
  const hpc = createHpcClient({
    // Node's fetch takes what the port asks for, and more.
    fetch: fetch as Fetch,
    now: Date.now,
    settings: () => all.settings,
    log
  })
  const secrets = fixedSecret(keys.secretKey)
  const noDemo = () => Promise.reject(new Error('there is no demo profile here'))
  const demo = { profile: one, secretKey: '', endpoint: noDemo, stop: async () => undefined }
  const config = { get: () => all, update: () => undefined }
  const zones = createZones({ config, secrets, hpc, demo, locked: false })

  await zones.fetchPage('one', initialParameters, signal)
  await zones.fetchPage('two', initialParameters, signal)
  // A test of values not saved yet uses the same key.
  await zones.test({ ...one, id: undefined, secretKey: keys.secretKey, sessionOnly: false }, signal)
  const used = Object.fromEntries(profiles.map(({ id }) => [id, zones.quota(id).used]))
  expect(used).toEqual({ one: 3, two: 3, 'other-key': 0, elsewhere: 0 })
  zone.faults.set({ retCode: 2500 })
  await expect(zones.fetchPage('one', initialParameters, signal)).rejects.toMatchObject({
    code: 'quota-exceeded'
  })
  expect(zones.quotaFreeAt('two', 0)).toBeGreaterThan(Date.now())
  expect(zones.quotaFreeAt('elsewhere', 0)).toBe(0)
  expect(zones.quota('removed').used).toBe(0)
})
