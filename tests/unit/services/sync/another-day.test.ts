import { expect, test } from 'vitest'
import { createDemoZone } from '../../../../electron/demo/server'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { keys, monday, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const day = 86_400_000

test('a demo zone of the next day has the rows of the day before, and a look fetches the new', async () => {
  const options = { growthPerMinute: 3, madeAt: monday }
  const { zone: first, clock } = await zones(options)
  const { archive } = archives()
  const before = syncs({ zone: first, clock, archive: archive.sync })
  await before.backfill()
  await before.sync.close()
  const seen = shownRecords(first, clock.now())
  expect([...seen.values()].some(({ status }) => status === 'pending')).toBe(true)

  await clock.pass(day)
  const second = createDemoZone({ size: 1000, seed: 7, now: clock.now, ...keys, ...options })
  await second.start()
  const sync = syncs({ zone: second, clock, archive: archive.sync })
  const state = await sync.settled(sync.newest())
  await second.stop()
  expect(state).toMatchObject({ error: null, coverage: { complete: true } })

  const now = shownRecords(second, clock.now())
  expect(now.size).toBe(first.log.count(clock.now()))
  expect(now.size).toBeGreaterThan(seen.size + 4000)
  for (const [jobId, row] of seen) {
    expect(now.get(jobId)).toMatchObject({ create_time: row.create_time, owner: row.owner })
  }
  const held = await heldRecords(archive)
  expect(held.size).toBe(now.size)
  // What ran the day before has ended; the newest may still run.
  for (const [jobId, row] of now) expect(held.get(jobId)).toEqual(row)
  for (const jobId of seen.keys()) expect(held.get(jobId)?.status).not.toBe('pending')
})
