import { net, type IncomingMessage } from 'electron'
import type { Fetch } from '../services/ports'

/**
 * Calls of the service through Chromium's network, with the system's proxy and certificates; no
 * cookies, no cache. `net.fetch` would do the same with web streams around it, which cost a tenth
 * of a call's time.
 */
export const serviceFetch: Fetch = (url, { method, signal, redirect, headers }) =>
  new Promise((resolve, reject) => {
    const request = net.request({
      url,
      method,
      redirect,
      credentials: 'omit',
      cache: 'no-store'
    })
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
    // The request's own `close` comes once it is sent, so it does not tell that all is over.
    signal.addEventListener('abort', () => request.abort(), { once: true })
    onAbort(signal, reject)
    request.on('error', reject)
    request.on('response', (response) => {
      const body = bytesOf(response, signal)
      // Whoever gave up waiting does not ask for the body.
      body.catch(() => undefined)
      resolve({
        status: response.statusCode,
        headers: { get: (name) => [response.headers[name] ?? null].flat()[0] ?? null },
        bytes: () => body
      })
    })
    request.end()
  })

function bytesOf(response: IncomingMessage, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    onAbort(signal, reject)
    response.on('data', (chunk) => chunks.push(chunk))
    response.on('end', () => resolve(Buffer.concat(chunks)))
    response.on('error', reject)
    response.on('aborted', () => reject(new Error('the answer broke off')))
  })
}

/** An aborted request falls silent, so whoever waits for it has to be told. */
function onAbort(signal: AbortSignal, reject: (error: Error) => void): void {
  const refuse = () => reject(new Error('the call was given up', { cause: signal.reason }))
  if (signal.aborted) refuse()
  else signal.addEventListener('abort', refuse, { once: true })
}
