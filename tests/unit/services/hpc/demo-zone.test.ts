import { afterEach, beforeEach, expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { createDemoZone, type DemoZone } from '../../../../electron/demo/server'
import { createHpcClient, type OperationCall } from '../../../../electron/services/hpc/client'
import type { Fetch } from '../../../../electron/services/ports'

const keys = { zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'SECRETCANARY' }
const settings = {
  connectTimeoutMs: 400,
  totalTimeoutMs: 800,
  quotaCalls: 2000,
  quotaWindowS: 3600
}
const lines: string[] = []
const note = (message: string, facts?: object) => void lines.push(message + JSON.stringify(facts))
const log = { info: note, warn: note, error: note }

let zone: DemoZone
let endpoint: string

beforeEach(async () => {
  zone = createDemoZone({ size: 50, seed: 1, growthPerMinute: 0, ...keys })
  ;({ endpoint } = await zone.start())
})
afterEach(() => zone.stop())

function client(now = Date.now) {
  // Node's fetch takes what the port asks for, and more.
  const nodeFetch = fetch as Fetch
  return createHpcClient({ fetch: nodeFetch, now, settings: () => settings, log, retryDelayMs: 5 })
}

function call(change: Partial<OperationCall> = {}): OperationCall {
  return {
    profileId: 'p',
    quotaId: 'p',
    endpoint,
    zone: keys.zone,
    accessKeyId: keys.accessKeyId,
    secret: keys.secretKey,
    parameters: initialParameters,
    signal: new AbortController().signal,
    ...change
  }
}

test.each([
  [{ secret: 'WRONG' }, 'key-refused', 1200],
  [{ accessKeyId: 'OTHER' }, 'key-refused', 1200],
  [{ zone: 'nowhere' }, 'zone-unknown', 1100]
])('%o is refused once, with its code', async (change, code, retCode) => {
  await expect(client().operation(call(change))).rejects.toMatchObject({
    code,
    detail: { retCode }
  })
  expect(zone.requests).toHaveLength(1)
})

test.each([
  [1400, 'denied', 1],
  [2100, 'service-refused', 1],
  [2500, 'quota-exceeded', 1],
  [5000, 'service-failed', 2],
  [5100, 'service-failed', 3],
  [5300, 'service-failed', 3]
])('ret_code %i ends as %s after %i calls', async (retCode, code, calls) => {
  zone.faults.set({ retCode })
  await expect(client().operation(call())).rejects.toMatchObject({ code, detail: { retCode } })
  expect(zone.requests).toHaveLength(calls)
})

test('a busy service is asked again until it answers', async () => {
  zone.faults.set({ retCode: 5100, times: 2 })
  expect((await client().operation(call())).total).toBe(50)
  expect(zone.requests.map(({ retCode }) => retCode)).toEqual([5100, 5100, 0])
})

test.each([600_000, -600_000])('a clock %i ms off is measured and corrected', async (offMs) => {
  const hpc = client(() => Date.now() + offMs)
  expect((await hpc.operation(call())).total).toBe(50)
  expect(zone.requests.map(({ retCode }) => retCode)).toEqual([1300, 0])
  expect(Math.abs((hpc.skew('p') ?? 0) - offMs)).toBeLessThan(2000)
  await hpc.operation(call())
  expect(zone.requests).toHaveLength(3)
})

test.each(['truncated', 'html', 'not-json', 'empty', 'wrong-shape'] as const)(
  'a body that is %s is a bad response',
  async (body) => {
    zone.faults.set({ body })
    await expect(client().operation(call())).rejects.toMatchObject({ code: 'bad-response' })
  }
)

test('rows with missing, null and new fields are kept', async () => {
  zone.faults.set({ body: 'sparse' })
  expect((await client().operation(call())).rows).toHaveLength(50)
})

test.each([429, 500, 502, 503, 504])('HTTP %i is tried three times', async (httpStatus) => {
  zone.faults.set({ httpStatus })
  await expect(client().operation(call())).rejects.toMatchObject({ detail: { httpStatus } })
  expect(zone.requests).toHaveLength(3)
})

test.each(['before', 'midway'] as const)('a connection dropped %s the answer', async (drop) => {
  zone.faults.set({ drop })
  await expect(client().operation(call())).rejects.toMatchObject({ code: 'unreachable' })
})

test('a slow answer times out', async () => {
  zone.faults.set({ delayMs: 2000 })
  const detail = { limitMs: 400 }
  await expect(client().operation(call())).rejects.toMatchObject({ code: 'timed-out', detail })
})

test('nothing that was logged holds the secret or a signature', () => {
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join()).not.toMatch(/SECRETCANARY|signature=/)
})
