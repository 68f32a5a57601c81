import { expect, test } from 'vitest'
import { useArchives } from '../archive/harness'
import { profileOf, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

test('a call that finds the quota free again lets go on what waits for it in another profile of the key', async () => {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const { archive } = archives()
  const others = [{ ...profileOf(zone), id: 'q', name: 'Other' }]
  const settings = { syncIntervalS: 60 }
  const sync = syncs({ zone, clock, archive: archive.sync, settings, others })
  await sync.backfill()
  zone.faults.set({ retCode: 2500 })
  await clock.pass(120_000)
  const waiting = await sync.state()
  expect(waiting).toMatchObject({ phase: 'waiting', error: { code: 'quota-exceeded' } })
  expect(waiting.resumesAt).toBeGreaterThan(clock.now() + 600_000)

  zone.faults.clear()
  const context = { signal: new AbortController().signal, callId: 'test' }
  await sync.settled(Promise.resolve(sync.sync.handlers.newest('q', context)))
  await clock.pass(1000)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: null, resumesAt: null })
})
