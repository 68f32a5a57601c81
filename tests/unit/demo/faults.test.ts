import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoZone } from '../../../electron/demo/defaults'
import { createFaults } from '../../../electron/demo/faults'
import { createDemoZone, type DemoZone } from '../../../electron/demo/server'
import { signedUrl } from '../../../electron/services/hpc/sign'

let zone: DemoZone

beforeEach(async () => {
  zone = createDemoZone({ ...demoZone, size: 300, growthPerMinute: 0 })
  await zone.start()
})
afterEach(() => zone.stop())

function ask(init: RequestInit = {}): Promise<Response> {
  const params = {
    access_key_id: demoZone.accessKeyId,
    signature_method: 'HmacSHA256',
    signature_version: '1',
    version: '1',
    zone: demoZone.zone,
    timestamp: `${new Date().toISOString().slice(0, 19)}Z`
  }
  const endpoint = zone.endpoint ?? ''
  const url = signedUrl({ endpoint, path: '/operation', params, secret: demoZone.secretKey })
  return fetch(url, init)
}

test('waits before it answers', async () => {
  zone.faults.set({ delayMs: 200, times: 1 })
  const from = performance.now()
  expect(await (await ask()).json()).toMatchObject({ ret_code: 0 })
  expect(performance.now() - from).toBeGreaterThan(190)
})

test('a caller that gives up does not keep the zone waiting', async () => {
  zone.faults.set({ delayMs: 60_000, times: 1 })
  await expect(ask({ signal: AbortSignal.timeout(50) })).rejects.toThrow()
  await zone.stop()
})

test('sends the page of a proxy with an HTTP status, for so many requests', async () => {
  zone.faults.set({ httpStatus: 503, times: 2, headers: { 'retry-after': '1' } })
  const first = await ask()
  expect(first.status).toBe(503)
  expect(first.headers.get('retry-after')).toBe('1')
  expect(await first.text()).toMatch(/^<!doctype html>/)
  expect((await ask()).status).toBe(503)
  expect((await ask()).status).toBe(200)
  expect(zone.requests.map(({ retCode }) => retCode)).toEqual([null, null, 0])
})

test('sends an error of the service at any HTTP status', async () => {
  zone.faults.set(
    { retCode: 5100, message: 'busy', times: 1 },
    { retCode: 5000, message: null, times: 1 },
    { retCode: 1400, httpStatus: 403 }
  )
  expect(await (await ask()).json()).toEqual({ ret_code: 5100, message: 'busy' })
  expect(await (await ask()).json()).toEqual({ ret_code: 5000, message: null })
  const denied = await ask()
  expect(denied.status).toBe(403)
  expect(await denied.json()).toEqual({ ret_code: 1400 })
  expect((await ask()).status).toBe(403)
})

test('breaks the body on demand', async () => {
  const bodyOf = async () => (await ask()).text()
  zone.faults.set({ body: 'truncated' })
  const half = await bodyOf()
  expect(half).toMatch(/^\{"action":/)
  expect(() => JSON.parse(half)).toThrow()
  zone.faults.set({ body: 'html' })
  expect(await bodyOf()).toMatch(/^<!doctype html>/)
  zone.faults.set({ body: 'not-json' })
  const text = await bodyOf()
  expect(() => JSON.parse(text)).toThrow()
  zone.faults.set({ body: 'empty' })
  expect(await bodyOf()).toBe('')
  zone.faults.set({ body: 'wrong-shape' })
  expect(JSON.parse(await bodyOf())).toMatchObject({ total_count: 'many' })
  zone.faults.clear()
  expect(JSON.parse(await bodyOf())).toMatchObject({ total_count: 300 })
})

test('sends rows with missing, null and new fields', async () => {
  zone.faults.set({ body: 'sparse' })
  const { job_set } = (await (await ask()).json()) as { job_set: Record<string, unknown>[] }
  expect(job_set).toHaveLength(10)
  expect(job_set.every(({ job_id }) => typeof job_id === 'string')).toBe(true)
  expect(job_set[0]).not.toHaveProperty('owner')
  expect(job_set[1]).toMatchObject({ owner: null })
  expect(job_set[2]).toHaveProperty('tags')
})

test('drops the connection before or half way through the answer', async () => {
  zone.faults.set({ drop: 'before', times: 1 }, { drop: 'midway', times: 1 })
  await expect(ask()).rejects.toThrow()
  const response = await ask()
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow()
  expect((await ask()).status).toBe(200)
})

test('answers 2500 once the quota is used up, until cleared', async () => {
  zone.faults.set({ quota: 2 })
  const codes = []
  for (let call = 0; call < 4; call++) codes.push((await (await ask()).json()).ret_code)
  expect(codes).toEqual([0, 0, 2500, 2500])
  zone.faults.clear()
  expect(await (await ask()).json()).toMatchObject({ ret_code: 0 })
})

test('lets the oldest rows vanish', async () => {
  const before = await (await ask()).json()
  zone.faults.set({ vanish: 3 })
  const after = await (await ask()).json()
  expect(after.total_count).toBe(297)
  expect(after.job_set[0]).toEqual(before.job_set[3])
})

test('redirects where told to', async () => {
  zone.faults.set({ httpStatus: 302, headers: { location: 'http://127.0.0.1:1/' } })
  await expect(ask({ redirect: 'error' })).rejects.toThrow()
})

test('faults follow each other, and none lasts longer than it should', () => {
  const faults = createFaults()
  faults.set({ httpStatus: 500, times: 2 }, { retCode: 5100, times: 0 }, { delayMs: 1, times: 1 })
  expect(faults.take()).toMatchObject({ httpStatus: 500 })
  expect(faults.current()).toMatchObject({ httpStatus: 500 })
  expect(faults.take()).toMatchObject({ httpStatus: 500 })
  expect(faults.take()).toMatchObject({ delayMs: 1 })
  expect(faults.take()).toEqual({})
})
