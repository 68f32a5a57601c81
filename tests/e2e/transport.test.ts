import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { decodeResult, type Result } from '../../electron/shared/result'
import { openApp, temporaryFolder } from '../support/app'
import { ask } from '../support/ask'

const beginning = `{"ret_code":0,"padding":"${'x'.repeat(4000)}"`

/** How a server can misbehave below HTTP's own rules of success, by the first part of the path. */
const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  endless: (response) => void response.writeHead(200).write(beginning),
  broken: (response, request) => {
    response.writeHead(200, { 'content-length': 9000 }).write(beginning)
    setTimeout(() => request.socket.destroy(), 100)
  },
  elsewhere: (response) => void response.writeHead(302, { location: '/fine' }).end(),
  password: (response) =>
    void response
      .writeHead(401, { 'www-authenticate': 'Basic realm="zone"' })
      .end('{"ret_code":1200}'),
  // A second call tells whether a cookie was kept.
  cookie: (response, { headers }) =>
    void response
      .writeHead(200, { 'set-cookie': 'kept=yes' })
      .end(JSON.stringify({ ret_code: 1100, message: `cookie: ${headers.cookie ?? 'none'}` })),
  fine: (response) => void response.end('\uFEFF{"ret_code":0,"total_count":7,"job_set":[]}')
}

test('calls end in time and say what happened, whatever the server does', async () => {
  const server = createServer((request, response) => {
    const [, name = ''] = request.url?.split('/') ?? []
    answers[name]?.(response, request)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Listening on TCP, so its address is no pipe's name.
  const { port } = server.address() as AddressInfo
  const { page, close } = await openApp(temporaryFolder())
  const call = async (name: string, input: unknown): Promise<Result> => {
    const text = await page.evaluate(
      ({ name, input }) => window.oplog.call(name, input, `transport-${name}`),
      { name, input }
    )
    return decodeResult(text)
  }
  const outcome = (name: string) =>
    call('profiles.test', {
      name,
      zone: 'jn1a',
      endpoint: `http://127.0.0.1:${port}/${name}`,
      accessKeyId: 'KEY',
      secretKey: 'SECRET',
      colour: 'green',
      group: '',
      note: '',
      sessionOnly: false
    })

  await call('settings.set', { connectTimeoutMs: 500, totalTimeoutMs: 1000 })
  expect(await outcome('endless')).toMatchObject({
    error: { code: 'timed-out', detail: { limitMs: 1000 } }
  })
  expect(await outcome('broken')).toMatchObject({ error: { code: 'unreachable' } })
  expect(await outcome('elsewhere')).toMatchObject({ error: { code: 'bad-response' } })
  expect(await outcome('password')).toMatchObject({ error: { code: 'key-refused' } })
  for (let times = 0; times < 2; times++) {
    expect(await outcome('cookie')).toMatchObject({
      error: { detail: { serviceMessage: 'cookie: none' } }
    })
  }
  expect(await outcome('fine')).toMatchObject({ ok: true, value: { total: 7 } })
  await close()
  server.closeAllConnections()
  server.close()
})

test('a proxy that asks for a password is no absent service, and is asked once', async () => {
  const asked: string[] = []
  const head = { 'proxy-authenticate': 'Basic realm="office"' }
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(407, head).end('<html>Who are you?</html>')
  })
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url ?? '')
    socket.end(
      `HTTP/1.1 407 Who are you?\r\nProxy-Authenticate: ${head['proxy-authenticate']}\r\n\r\n`
    )
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const flags = [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>']
  const { page, close } = await openApp(temporaryFolder(), flags)
  for (const scheme of ['http', 'https']) {
    asked.length = 0
    const input = {
      name: scheme,
      zone: 'jn1a',
      endpoint: `${scheme}://127.0.0.1:18999/api`,
      accessKeyId: 'KEY',
      secretKey: 'SECRET'
    }
    await expect(ask(page, 'profiles.test', input, scheme)).rejects.toThrow('"proxy-password"')
    expect(asked).toHaveLength(1)
  }
  await close()
  proxy.closeAllConnections()
  proxy.close()
})
