import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHpcClient } from '../../../../electron/services/hpc/client'
import { transportError } from '../../../../electron/services/hpc/transport-errors'

type Answer = (request: IncomingMessage, response: ServerResponse, call: number) => void

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

const rows = { ret_code: 0, total_count: 1, job_set: [{ job_id: 'j-1' }] }

function json(body: unknown, status = 200): Answer {
  return (_request, response) => response.writeHead(status).end(JSON.stringify(body))
}

/** Answers in turn; the last one stays. */
async function startClient(answers: Answer[], limits: { totalTimeoutMs?: number } = {}) {
  const urls: URL[] = []
  const lines: string[] = []
  const server = createServer((request, response) => {
    const call = urls.push(new URL(request.url ?? '', 'http://127.0.0.1'))
    answers[Math.min(call, answers.length) - 1]?.(request, response, call)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  stops.push(stop)
  const { port } = server.address() as AddressInfo
  const line = (message: string, facts?: object) =>
    void lines.push(message + JSON.stringify(facts ?? {}))
  const client = createHpcClient({
    fetch,
    now: Date.now,
    settings: () => ({
      connectTimeoutMs: 5000,
      totalTimeoutMs: 5000,
      quotaCalls: 2000,
      quotaWindowS: 3600,
      ...limits
    }),
    log: { info: line, warn: line, error: line },
    retryDelayMs: 5
  })
  const ask = (signal = new AbortController().signal, owner = '') =>
    client.operation({
      profileId: 'p',
      quotaId: 'p',
      endpoint: `http://127.0.0.1:${port}/api`,
      zone: 'jn1a',
      accessKeyId: 'KEYCANARY',
      secret: 'SECRETCANARY',
      parameters: { reverse: 1, limit: 100, offset: 0, owner },
      signal
    })
  return { client, ask, urls, lines, stop }
}

test('sends signed parameters, without empty ones and without action', async () => {
  const { client, ask, urls } = await startClient([json(rows)])
  expect(await ask()).toMatchObject({ rows: rows.job_set, total: 1 })
  const sent = urls[0]?.searchParams
  expect(sent?.get('zone')).toBe('jn1a')
  expect(sent?.get('signature_method')).toBe('HmacSHA256')
  expect(sent?.has('signature')).toBe(true)
  expect(sent?.has('action')).toBe(false)
  expect(sent?.has('owner')).toBe(false)
  expect(client.quota('p').used).toBe(1)
})

test('a call that cannot be put into an address is none, and no fault of the network', async () => {
  const { client, ask, urls } = await startClient([json(rows)])
  await expect(ask(undefined, 'usr-\ud83d')).rejects.toThrow(URIError)
  expect([urls.length, client.quota('p').used]).toEqual([0, 0])
})

test.each([
  [1100, 'service-refused', 1],
  [1200, 'key-refused', 1],
  [1400, 'denied', 1],
  [5000, 'service-failed', 2],
  [5100, 'service-failed', 3],
  [5300, 'service-failed', 3]
])('%d is %s after %d calls', async (retCode, code, calls) => {
  const { ask, urls } = await startClient([json({ ret_code: retCode, message: null }, 400)])
  await expect(ask()).rejects.toMatchObject({ code, detail: { retCode } })
  expect(urls).toHaveLength(calls)
})

test('a 1100 that names the zone is an unknown zone', async () => {
  const { ask } = await startClient([json({ ret_code: 1100, message: 'bad zone_id' })])
  await expect(ask()).rejects.toMatchObject({ code: 'zone-unknown', detail: { zone: 'jn1a' } })
})

test('a refused time is corrected by the Date of the answer, also after a busy gateway', async () => {
  const date = new Date(Date.now() + 600_000).toUTCString()
  const refuse: Answer = (_request, response) =>
    response.writeHead(200, { date }).end(JSON.stringify({ ret_code: 1300 }))
  const { ask, urls } = await startClient([json({}, 503), refuse, json(rows)])
  await ask()
  const timestamp = Date.parse(urls[2]?.searchParams.get('timestamp') ?? '')
  expect(Math.abs(timestamp - Date.parse(date))).toBeLessThan(5000)

  const still = await startClient([refuse])
  const failure = await still.ask().catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'clock-skewed' })
  expect((failure as { detail: { skewMs: number } }).detail.skewMs).toBeLessThan(-590_000)
  expect(still.urls).toHaveLength(2)
})

test('an exhausted quota says until when, and an answer ends that', async () => {
  const { client, ask } = await startClient([json({ ret_code: 2500 }), json(rows)])
  await expect(ask()).rejects.toMatchObject({ code: 'quota-exceeded' })
  expect(client.quota('p').resumesAt).toBeGreaterThan(Date.now())
  await ask()
  expect(client.quota('p').resumesAt).toBeNull()
})

test('another shape is a bad response, and the log holds no key', async () => {
  for (const job_set of [[1], [[]], [null], {}]) {
    const { ask } = await startClient([json({ ...rows, job_set })])
    await expect(ask()).rejects.toMatchObject({ code: 'bad-response' })
  }
  const page: Answer = (_request, response) => response.end(`<p>KEYCANARY ${'x'.repeat(500)}`)
  const { ask, lines } = await startClient([page])
  await expect(ask()).rejects.toMatchObject({ code: 'bad-response', detail: { httpStatus: 200 } })
  expect(lines.join()).toContain('<p>')
  expect(lines.join()).not.toMatch(/CANARY|signature/)
})

test('a gateway that stays down and a closed port are unreachable', async () => {
  const page: Answer = (_request, response) => response.writeHead(502).end('<p>')
  const { ask, urls, stop } = await startClient([page])
  await expect(ask()).rejects.toMatchObject({ code: 'unreachable', detail: { httpStatus: 502 } })
  expect(urls).toHaveLength(3)
  stop()
  await expect(ask()).rejects.toMatchObject({ code: 'unreachable' })
})

test('a redirection is not followed and not repeated', async () => {
  const redirect: Answer = (_request, response) =>
    response.writeHead(302, { location: '/elsewhere' }).end()
  const { ask, urls } = await startClient([redirect])
  await expect(ask()).rejects.toMatchObject({ code: 'bad-response' })
  expect(urls).toHaveLength(1)
})

test('a silent service times out; a cancelled call closes its connection', async () => {
  const slow = await startClient([() => undefined], { totalTimeoutMs: 50 })
  await expect(slow.ask()).rejects.toMatchObject({ code: 'timed-out', detail: { limitMs: 50 } })
  expect(slow.urls).toHaveLength(3)

  const abort = new AbortController()
  let closed: Promise<void> = Promise.reject(new Error('never asked'))
  closed.catch(() => undefined)
  const { ask } = await startClient([
    (request) => {
      closed = new Promise((resolve) => request.once('close', () => resolve()))
      abort.abort()
    }
  ])
  await expect(ask(abort.signal)).rejects.toMatchObject({ code: 'aborted' })
  await closed
})

test.each([
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate-refused'],
  ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
  ['net::ERR_INTERNET_DISCONNECTED', 'unreachable'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'unreachable'],
  ['getaddrinfo ENOTFOUND certificate.example', 'unreachable']
])('%s is %s', (message, code) => {
  expect(transportError(new Error(message), 'h')).toMatchObject({ code, detail: { host: 'h' } })
})
