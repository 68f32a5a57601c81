import type { Page } from 'playwright/test'
import type { DemoRow } from '../../electron/demo/generator'
import { createProfile, expectTotal, openApp, profileOf } from './app'
import { profileIds, seedArchive } from './seed-archive'
import { startZone, type Zone, type ZoneOptions } from './zone-process'

/** The zones most tests work with; the secrets are looked for where none may be. */
export const east = { zone: 'jn1a', accessKeyId: 'EASTKEY', secretKey: 'EASTSECRETCANARY' }
export const west = { zone: 'pek3a', accessKeyId: 'WESTKEY', secretKey: 'WESTSECRETCANARY' }

interface Site extends ZoneOptions {
  /** Of its profile. */
  name: string
  /** Rows its archive holds from before, beside those that were seen. */
  held?: readonly DemoRow[]
}

/** Starts zones and makes a profile of each, in this order; the last one is on screen. */
export async function createZones(page: Page, sites: readonly Site[]): Promise<Zone[]> {
  const zones: Zone[] = []
  for (const { name, ...options } of sites) {
    const zone = await startZone(options)
    zones.push(zone)
    await createProfile(page, profileOf(zone, name))
    await expectTotal(page, options.size)
  }
  return zones
}

/** The same in an app that is closed again, so that the archives can be filled. */
export async function seedZones(userData: string, sites: readonly Site[]): Promise<Zone[]> {
  const { page, close } = await openApp(userData)
  const zones = await createZones(page, sites)
  await close()
  const ids = profileIds(userData)
  for (const [index, { held = [] }] of sites.entries()) {
    if (held.length > 0) await seedArchive(userData, ids[index] ?? '', held)
  }
  return zones
}

export async function stopZones(zones: readonly Zone[]): Promise<void> {
  await Promise.all(zones.map((zone) => zone.stop()))
}
