import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDemoZone, type DemoZone } from '../../../electron/demo/server'
import { encode } from '#shared/percent-encoding'
import { canonicalQuery, signature, signedUrl } from '../../../electron/services/hpc/sign'

const credentials = { zone: 'demo', accessKeyId: 'KEY', secretKey: 'very-secret' }
const start = Date.parse('2026-11-20T06:00:00Z')
let clock = start
let zone: DemoZone
let endpoint: string

beforeEach(async () => {
  clock = start
  zone = createDemoZone({ ...credentials, size: 300, seed: 5, now: () => clock })
  ;({ endpoint } = await zone.start())
})
afterEach(() => zone.stop())

type Params = Record<string, string | number>

function common(params: Params = {}): Params {
  return {
    access_key_id: 'KEY',
    signature_method: 'HmacSHA256',
    signature_version: '1',
    version: '1',
    zone: 'demo',
    timestamp: `${new Date(clock).toISOString().slice(0, 19)}Z`,
    ...params
  }
}

function urlOf(params: Params = {}, secret = 'very-secret'): string {
  return signedUrl({ endpoint, path: '/operation', params: common(params), secret })
}

async function ask(params: Params = {}, secret?: string): Promise<Record<string, unknown>> {
  const response = await fetch(urlOf(params, secret))
  // Whatever it is, the expectations look at its parts.
  return (await response.json()) as Record<string, unknown>
}

test('answers a signed call', async () => {
  const answer = await ask({ limit: 100, reverse: 1 })
  expect(Object.keys(answer)).toEqual(['action', 'ret_code', 'total_count', 'job_set', 'data'])
  expect(answer).toMatchObject({
    action: 'HpcOperationListOperationResponse',
    ret_code: 0,
    total_count: 300,
    data: {}
  })
  expect(answer.job_set).toHaveLength(100)
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/)
})

test('takes the signature of values that need encoding', async () => {
  expect(await ask({ search_word: "节点 +&=%/!'()*~" })).toMatchObject({ ret_code: 0 })
  expect(await ask({ action_describe: '移除' })).toMatchObject({ ret_code: 0 })
})

test('refuses a wrong key, a wrong secret and a changed query with 1200', async () => {
  expect(await ask({}, 'other')).toMatchObject({ ret_code: 1200 })
  expect(await ask({ access_key_id: 'OTHER' })).toMatchObject({ ret_code: 1200 })
  const changed = await fetch(urlOf({ limit: 10 }).replace('limit=10', 'limit=11'))
  expect(await changed.json()).toMatchObject({ ret_code: 1200 })
})

test('refuses a signature that is encoded only once', async () => {
  const params = common()
  const sign = signature({ path: '/api/operation', params, secret: 'very-secret' })
  const once = await fetch(
    `${endpoint}/operation?${canonicalQuery(params)}&signature=${encode(sign)}`
  )
  expect(await once.json()).toMatchObject({ ret_code: 1200 })
})

test('refuses times more than a minute from its clock with 1300', async () => {
  const at = (ms: number) => `${new Date(start + ms).toISOString().slice(0, 19)}Z`
  for (const ms of [-60_000, 60_000]) {
    expect(await ask({ timestamp: at(ms) })).toMatchObject({ ret_code: 0 })
  }
  for (const ms of [-61_000, 61_000]) {
    expect(await ask({ timestamp: at(ms) })).toMatchObject({ ret_code: 1300 })
  }
})

test.each([
  'access_key_id',
  'signature_method',
  'signature_version',
  'version',
  'timestamp',
  'zone'
])('refuses a call without %s with 1100', async (name) => {
  const answer = await ask({ [name]: '' })
  expect(answer).toMatchObject({ ret_code: 1100 })
  expect(answer.message).toContain(name)
})

test('refuses what it does not know', async () => {
  expect(await ask({ zone: 'pek3a' })).toEqual({
    ret_code: 1100,
    message: 'zone [pek3a] does not exist'
  })
  expect(await ask({ limit: 101 })).toMatchObject({ ret_code: 1100 })
  expect(await ask({ timestamp: 'now' })).toMatchObject({ ret_code: 1100 })
  const unsigned = await fetch(`${endpoint}/operation?${canonicalQuery(common())}`)
  expect(await unsigned.json()).toMatchObject({ ret_code: 1100 })
  const elsewhere = await fetch(urlOf().replace('/operation', '/operations'))
  expect(elsewhere.status).toBe(404)
  expect(await elsewhere.json()).toMatchObject({ ret_code: 2100 })
  const post = await fetch(urlOf(), { method: 'POST', body: '{}' })
  expect(await post.json()).toMatchObject({ ret_code: 1101 })
  const twice = await fetch(`${urlOf()}&zone=demo`)
  expect(await twice.json()).toMatchObject({ ret_code: 1100 })
  const signedTwice = await fetch(urlOf().replace('&signature=', '&signature=x&signature='))
  expect(await signedTwice.json()).toMatchObject({ ret_code: 1100 })
  const malformed = await fetch(`${urlOf()}&x=%E0%A4%A`)
  expect(await malformed.json()).toMatchObject({ ret_code: 1100 })
})

test('keeps what it was asked, without signature', async () => {
  await ask({ status: 'failed', search_word: '节点 a' })
  await ask({ zone: 'other' })
  expect(zone.requests).toMatchObject([
    { path: '/api/operation', query: { status: 'failed', search_word: '节点 a' }, retCode: 0 },
    { query: { zone: 'other' }, retCode: 1100, httpStatus: 200 }
  ])
  expect(JSON.stringify(zone.requests)).not.toMatch(/very-secret|"signature"/)
})

test('can be stopped and started again at the same place', async () => {
  const port = Number(new URL(endpoint).port)
  await zone.stop()
  expect(zone.endpoint).toBeNull()
  await expect(ask()).rejects.toThrow()
  expect(await zone.start(port)).toEqual({ endpoint })
  expect(zone.endpoint).toBe(endpoint)
  expect(await ask()).toMatchObject({ ret_code: 0 })
})

test('tells when its port is taken', async () => {
  const other = createDemoZone({ ...credentials, size: 1, seed: 1 })
  await expect(other.start(Number(new URL(endpoint).port))).rejects.toThrow('EADDRINUSE')
  await other.stop()
})

test('shows new rows and finished operations as its clock goes on', async () => {
  await zone.stop()
  zone = createDemoZone({
    ...credentials,
    size: 50,
    seed: 5,
    growthPerMinute: 6,
    now: () => clock
  })
  ;({ endpoint } = await zone.start())
  const pending = async () => (await ask({ status: 'pending' })).total_count
  expect(await ask()).toMatchObject({ total_count: 50 })
  expect(await pending()).toBe(4)
  clock += 600_000
  expect(await ask()).toMatchObject({ total_count: 110 })
})

test('sends its own clock as Date, and keeps to it', async () => {
  zone.faults.set({ clockSkewMs: 300_000 })
  const response = await fetch(urlOf())
  expect(await response.json()).toMatchObject({ ret_code: 1300 })
  expect(Date.parse(response.headers.get('date') ?? '') - start).toBe(300_000)
  const timestamp = `${new Date(start + 300_000).toISOString().slice(0, 19)}Z`
  expect(await ask({ timestamp })).toMatchObject({ ret_code: 0 })
  zone.faults.clear()
  const healed = await fetch(urlOf())
  expect(Date.parse(healed.headers.get('date') ?? '')).toBe(start)
})
