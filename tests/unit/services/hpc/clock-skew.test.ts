import { expect, test } from 'vitest'
import { createHpcClient } from '../../../../electron/services/hpc/client'
import { createSkewMeter } from '../../../../electron/services/hpc/clock-skew'
import type { Log } from '../../../../electron/services/ports'
import { Settings } from '#shared/settings'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const noon = Date.parse('2026-11-20T12:00:00Z')
const date = new Date(noon).toUTCString()
const hour = 3_600_000

test('the skew is measured from the middle of a call, and a header in whole seconds', () => {
  const meter = createSkewMeter()
  expect(meter.skew('p')).toBeNull()
  expect(meter.measure('p', { sentAt: noon + 60_000, receivedAt: noon + 62_000, date })).toBe(
    60_500
  )
  expect(meter.skew('p')).toBe(60_500)
  expect(meter.measure('p', { sentAt: noon, receivedAt: noon, date: null })).toBeNull()
  expect(meter.skew('p')).toBe(60_500)
})

test('a slow answer makes no right clock wrong, nor a known skew another one', () => {
  const meter = createSkewMeter()
  // Dated as it was sent, after 40 s of thinking.
  const slow = { sentAt: noon - 40_000, receivedAt: noon, date }
  expect(meter.measure('p', slow)).toBe(0)
  // Dated as it came in, before them.
  expect(meter.measure('p', { sentAt: noon, receivedAt: noon + 40_000, date })).toBe(0)

  const off = 60_000
  const late = (by: number) => ({ ...slow, sentAt: slow.sentAt + by, receivedAt: noon + by })
  expect(meter.measure('q', { sentAt: noon + off, receivedAt: noon + off, date })).toBe(off - 500)
  expect(meter.measure('q', late(off))).toBe(off - 500)
  expect(meter.skew('q')).toBe(off - 500)
  // That is more than so slow an answer can be wrong by.
  expect(meter.measure('q', late(3 * off))).toBe(3 * off - 20_500)
})

test('a quick answer corrects what a slow one could only guess', () => {
  const meter = createSkewMeter()
  const off = 10_000
  meter.measure('p', { sentAt: noon + off, receivedAt: noon + off + 30_000, date })
  expect(meter.measure('p', { sentAt: noon + off, receivedAt: noon + off + 200, date })).toBe(9_600)
})

test.each([
  ['set back', noon + hour, noon + 100],
  ['set forward', noon, noon + hour + 100],
  ['stopped by a sleep', noon - 8 * hour, noon + 100]
])('a call during which the clock was %s says nothing of it', (_what, sentAt, receivedAt) => {
  const meter = createSkewMeter()
  expect(meter.measure('p', { sentAt, receivedAt, date })).toBeNull()
  expect(meter.skew('p')).toBeNull()
  meter.measure('p', { sentAt: noon, receivedAt: noon + 1000, date })
  meter.measure('p', { sentAt, receivedAt, date })
  expect(meter.skew('p')).toBe(0)
})

test('an answer never arrives before its call', async () => {
  const times = [noon + hour, noon + hour, noon + 100]
  const client = createHpcClient({
    fetch: async () =>
      new Response('{"ret_code":0,"total_count":0,"job_set":[]}', { headers: { date } }),
    now: () => times.shift() ?? noon + 100,
    settings: () => Settings.parse({}),
    log: silent
  })
  const answer = await client.operation({
    profileId: 'p',
    quotaId: 'q',
    endpoint: 'http://127.0.0.1:1/api',
    zone: 'jn1a',
    accessKeyId: 'KEY',
    secret: 'SECRET',
    parameters: { reverse: 0, limit: 10, offset: 0 },
    signal: new AbortController().signal
  })
  expect(answer).toMatchObject({ at: noon + 100, roundTripMs: 0, skewMs: null })
})
