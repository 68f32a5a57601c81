import { net, session, type ClientRequest, type IncomingMessage } from 'electron'
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
      session: serviceSession(),
      credentials: 'omit',
      cache: 'no-store'
    })
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
    request.on('error', reject)
    request.on('response', (response) => {
      const body = textOf(response, request)
      // Whoever gave up waiting does not ask for the body.
      body.catch(() => undefined)
      resolve({
        status: response.statusCode,
        headers: { get: (name) => [response.headers[name] ?? null].flat()[0] ?? null },
        text: () => body
      })
    })
    const cancel = () => {
      reject(new Error('the call was given up', { cause: signal.reason }))
      request.abort()
    }
    if (signal.aborted) return cancel()
    signal.addEventListener('abort', cancel, { once: true })
    request.once('close', () => signal.removeEventListener('abort', cancel))
    request.end()
  })

/** The body as UTF-8, decoded while it arrives. */
function textOf(response: IncomingMessage, request: ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder()
    let text = ''
    response.on('data', (chunk) => (text += decoder.decode(chunk, { stream: true })))
    response.on('end', () => resolve(text + decoder.decode()))
    // The type of `on` is too narrow: a broken connection ends the stream with an error.
    response.on('error', reject)
    response.on('aborted', () => reject(new Error('the answer broke off')))
    request.on('abort', () => reject(new Error('the call was given up')))
  })
}

/** Apart from the page's session, whose hook on every request has no business with these calls. */
function serviceSession() {
  return session.fromPartition('service', { cache: false })
}
