import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newKeys, signList } from '../../electron/runtime/package/sign-feed.mjs'

interface Served {
  version: string
  file: Buffer
  /** What the list says the file is; absent: what it is. */
  claimed?: Buffer
  /** Who signs the list; absent: the project. `null`: nobody. */
  signer?: string | null
}

/** A feed of releases on this machine, as a web server would hold it; its proxy too. */
export async function startFeed() {
  const { publicKey, privateKey } = newKeys()
  const files = new Map<string, Buffer>()
  const asked: string[] = []
  /** Held-back answers of files that are to be slow. */
  let slow = false
  const server = createServer((request, response) => {
    // A proxy is asked for whole addresses.
    const { pathname } = new URL(request.url ?? '/', 'http://feed')
    asked.push(request.url ?? '')
    const body = files.get(pathname)
    if (!body) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-length': body.length })
    if (slow && pathname.endsWith('.AppImage')) drip(response, body)
    else response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = (server.address() as AddressInfo).port

  function serve({ version, file, claimed = file, signer = privateKey }: Served): void {
    const name = `oplog-${version}-linux-x86_64.AppImage`
    const sha512 = createHash('sha512').update(claimed).digest('base64')
    const list = [
      `version: ${version}`,
      'files:',
      `  - url: ${name}`,
      `    sha512: ${sha512}`,
      `    size: ${claimed.length}`,
      `path: ${name}`,
      `sha512: ${sha512}`,
      `releaseNotes: 'What ${version} brings'`,
      "releaseDate: '2026-11-20T00:00:00.000Z'",
      ''
    ].join('\n')
    files.clear()
    files.set(`/${name}`, file)
    files.set('/latest-linux.yml', Buffer.from(list))
    if (signer) files.set('/latest-linux.yml.sig', Buffer.from(signList(list, signer)))
  }

  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    key: publicKey,
    asked,
    serve,
    beSlow: (on: boolean) => (slow = on),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

/** The first half, and no more: whoever asked has to give up. */
function drip(response: ServerResponse, body: Buffer): void {
  response.write(body.subarray(0, body.length / 2))
}
