import { expect, test } from 'vitest'
import { useArchives } from '../archive/harness'
import { useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000

/** Longer than what is done meanwhile takes, ms of real time. */
const delayMs = 500

/** A profile whose history is held. */
async function begin() {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const { archive } = archives()
  const sync = syncs({ zone, clock, archive: archive.sync, settings: { syncIntervalS: 60 } })
  await sync.backfill()
  await clock.pass(1.5 * minute)
  return { zone, clock, sync }
}

/** Lets time pass until an automatic look has a call under way. @returns what resolves once it was answered */
async function callUnderWay({ zone, clock }: Awaited<ReturnType<typeof begin>>, fault: object) {
  const asked = zone.requests.length
  zone.faults.set({ delayMs, times: 1, ...fault })
  const answered = clock.pass(minute)
  await clock.meanwhile(() => zone.requests.length > asked)
  return { answered }
}

const steps = ['newest', 'verify'] as const

test.each(steps)('%s does not wait for a look that begins to wait meanwhile', async (step) => {
  const started = await begin()
  const { zone, clock, sync } = started
  const { answered } = await callUnderWay(started, { retCode: 5999 })
  const before = clock.now()
  let doneAt = Infinity
  const asked = zone.requests.length
  const done = sync[step]().finally(() => (doneAt = clock.now()))
  await answered
  await sync.settled<unknown>(done)
  // The look itself waits for seconds.
  expect(doneAt - before).toBeLessThan(1000)
  expect(zone.requests.length).toBeGreaterThan(asked)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: null })
})

test.each(steps)('%s lets a look end that is answered', async (step) => {
  const started = await begin()
  const { zone, sync } = started
  const { answered } = await callUnderWay(started, {})
  const done = sync[step]()
  await answered
  await sync.settled<unknown>(done)
  expect(zone.requests.every(({ retCode }) => retCode === 0)).toBe(true)
})

test.each(steps)('%s is cancelled while it stands in line, the look is not', async (step) => {
  const started = await begin()
  const { zone, clock, sync } = started
  const { answered } = await callUnderWay(started, {})
  const asked = zone.requests.length
  const caller = new AbortController()
  const done = sync.sync.handlers[step]('p', { signal: caller.signal, callId: 'test' })
  caller.abort()
  await expect(done).rejects.toMatchObject({ code: 'aborted' })
  expect(await sync.state()).toMatchObject({ phase: 'newest' })
  expect(zone.requests.length).toBe(asked)
  await answered
  await clock.pass(0)
  expect(await sync.state()).toMatchObject({ phase: 'idle', error: null })
  expect(zone.requests.every(({ retCode }) => retCode === 0)).toBe(true)
})

test.each(steps)('%s that is cancelled already asks for nothing', async (step) => {
  const { zone, sync } = await begin()
  const asked = zone.requests.length
  const context = { signal: AbortSignal.abort(), callId: 'test' }
  const done = sync.settled<unknown>(Promise.resolve(sync.sync.handlers[step]('p', context)))
  await expect(done).rejects.toMatchObject({ code: 'aborted' })
  expect(zone.requests.length).toBe(asked)
})

test('a first look that waits again and again lets whoever asks go first', async () => {
  const { zone, clock } = await zones()
  const { archive } = archives()
  const sync = syncs({ zone, clock, archive: archive.sync })
  zone.faults.set({ delayMs: 50, retCode: 5999 })
  const starting = sync.start()
  await clock.meanwhile(() => zone.requests.length > 0)
  const asking = sync.newest()
  expect(await sync.settled(asking)).toMatchObject({ error: { code: 'service-refused' } })
  expect(zone.requests.length).toBeLessThan(4)
  await starting
  const counting = sync.verify()
  await expect(sync.settled(counting)).rejects.toMatchObject({ code: 'service-refused' })
  expect(zone.requests.length).toBeLessThan(8)
})

test('a pause ends a look that waits for a re-count, and does not wait for it', async () => {
  const started = await begin()
  const { zone, clock, sync } = started
  const asked = zone.requests.length
  zone.faults.set({ delayMs, times: 1 })
  const counting = sync.verify()
  await clock.meanwhile(() => zone.requests.length > asked)
  await sync.follow(true)
  await clock.meanwhile(() => zone.requests.length > asked)
  const paused = await sync.pause()
  expect(paused.phase).toBe('verify')
  await sync.settled(counting)
})

test('a re-count that stands in line is called off when the sync closes', async () => {
  const started = await begin()
  const { zone, sync } = started
  const { answered } = await callUnderWay(started, {})
  const done = sync.verify().catch((error: unknown) => error)
  const asked = zone.requests.length
  await sync.sync.close()
  await answered
  expect(await sync.settled(done)).toMatchObject({ code: 'aborted' })
  expect(zone.requests).toHaveLength(asked)
})
