import { expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { StoredProfile } from '#shared/profile'
import { Config } from '#shared/settings'
import { createHpcClient } from '../../../electron/services/hpc/client'
import { createZones } from '../../../electron/services/zones'
import { fixedSecret } from '../../support/fixed-secret'

const access = { zone: 'jn1a', endpoint: 'https://hpc.example/api', accessKeyId: 'KEY' }
const unused = () => Promise.reject(new Error('not asked here'))

test('a call that waits for the keychain ends when it is given up, and is not made later', async () => {
  const all = Config.parse({ profiles: [{ ...access, id: 'p', name: 'Jinan' }] })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  let asked = 0
  const fetch = () => {
    asked++
    return unused()
  }
  const hpc = createHpcClient({ fetch, now: Date.now, settings: () => all.settings, log })
  let answer: (secret: string) => void = () => undefined
  const zones = createZones({
    config: { get: () => all, update: () => undefined },
    secrets: {
      ...fixedSecret(''),
      get: () => new Promise<string>((resolve) => (answer = resolve))
    },
    hpc,
    demo: {
      profile: StoredProfile.parse({ ...access, id: 'demo', name: 'Demo', kind: 'demo' }),
      secretKey: '',
      endpoint: unused,
      stop: async () => undefined
    },
    locked: false
  })
  const controller = new AbortController()
  const page = zones.fetchPage('p', initialParameters, controller.signal)
  controller.abort()
  await expect(page).rejects.toMatchObject({ code: 'aborted' })
  answer('SECRET')
  await new Promise((done) => setTimeout(done, 10))
  expect([asked, hpc.quota('p').used]).toEqual([0, 0])

  const before = zones.fetchPage('p', initialParameters, controller.signal)
  await expect(before).rejects.toMatchObject({ code: 'aborted' })
})
