import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { authenticate, readQuery, type Credentials } from './authentication'
import { createFaults, type Fault, type Faults } from './faults'
import { createFilter } from './filter'
import { createLog, type DemoLog } from './generator'
import { createHidden, type Late } from './hidden'
import { errorBody, respond, rowsBody, sparse, type Body } from './respond'

export interface DemoZoneOptions extends Credentials {
  /** Rows when it is made. */
  size: number
  seed: number
  /** ms since the epoch. */
  now?: () => number
  /** Where the log ended when it was made, ms, to grow from then on; absent: it is made now. */
  madeAt?: number
  /** New rows a minute; 0 keeps the log as it is. */
  growthPerMinute?: number
  /** Some rows appear later than their own time says. */
  late?: Late
  /** Rows created in the very second of a time bound are left out. */
  exclusiveBounds?: boolean
}

/** A request as received: the decoded query without its signature, and how it was answered. */
export interface ReceivedRequest {
  /** ms since the epoch. */
  at: number
  path: string
  query: Record<string, string>
  /** Null where the connection was closed or the answer was no JSON. */
  retCode: number | null
  httpStatus: number | null
}

export interface DemoZone {
  /** Listens on loopback, on any free port unless one is given. Does nothing when it listens already. */
  start: (port?: number) => Promise<{ endpoint: string }>
  /** Closes every connection. The zone can be started again. */
  stop: () => Promise<void>
  /** Null while it does not listen. */
  readonly endpoint: string | null
  readonly faults: Faults
  /** The last 10,000 requests since the zone was made, oldest first. */
  readonly requests: ReceivedRequest[]
  readonly log: DemoLog
  /** Rows that are gone from now on, by index. */
  vanish: (...indices: readonly number[]) => void
  /** Whether a row can be seen now. */
  shows: (index: number) => boolean
}

interface Outcome {
  body: Body
  status: number
}

const host = '127.0.0.1'
const path = '/api/operation'
const keptRequests = 10_000

function refuse(retCode: number, message: string | null | undefined, status = 200): Outcome {
  return { body: errorBody(retCode, message), status }
}

function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms)
    response.once('close', () => {
      clearTimeout(timer)
      done()
    })
  })
}

/** A zone of this machine that answers `GET /api/operation` as the vendor documents it. */
export function createDemoZone(options: DemoZoneOptions): DemoZone {
  const { size, seed, now = Date.now, growthPerMinute = 0, madeAt = now() } = options
  const log = createLog({ size, seed, growthPerMinute, now: madeAt })
  const answer = createFilter(log, options)
  const hidden = createHidden(log, seed, options.late)
  const faults = createFaults()
  const requests: ReceivedRequest[] = []
  let server: Server | null = null
  let endpoint: string | null = null

  function outcomeOf(request: IncomingMessage, url: URL, fault: Fault, clock: number): Outcome {
    if (url.pathname !== path) return refuse(2100, `no such resource [${url.pathname}]`, 404)
    if (request.method !== 'GET') return refuse(1101, `illegal method [${request.method}]`, 405)
    const query = readQuery(url.search.slice(1))
    if (!query) return refuse(1100, 'illegal query')
    const refusal = authenticate(query, path, options, clock)
    if (refusal) return refuse(refusal.retCode, refusal.message)
    if (fault.retCode !== undefined) return refuse(fault.retCode, fault.message)
    const page = answer(query.params, {
      at: now(),
      vanished: fault.vanish ?? 0,
      hidden: hidden.at(now())
    })
    if (!page.ok) return refuse(page.retCode, page.message)
    const rows = fault.body === 'sparse' ? sparse(page.rows) : page.rows
    return { body: rowsBody(page.total, rows), status: 200 }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Nothing is read from a body, but an unread one would block the connection.
    request.resume()
    const fault = faults.take()
    // The text is taken as it came: `new URL` leaves percent-encoding alone.
    const url = new URL(request.url ?? '/', `http://${host}`)
    const received: ReceivedRequest = {
      at: now(),
      path: url.pathname,
      query: { ...readQuery(url.search.slice(1))?.params },
      retCode: null,
      httpStatus: null
    }
    requests.push(received)
    if (requests.length > keptRequests) requests.shift()
    if (fault.delayMs) await pause(fault.delayMs, response)
    if (response.destroyed) return
    if (fault.drop === 'before') {
      response.destroy()
      return
    }
    const clock = now() + (fault.clockSkewMs ?? 0)
    const outcome = outcomeOf(request, url, fault, clock)
    const status = fault.httpStatus ?? outcome.status
    received.httpStatus = status
    received.retCode = respond(response, { body: outcome.body, status, fault, now: clock })
  }

  async function start(port = 0): Promise<{ endpoint: string }> {
    if (endpoint) return { endpoint }
    const listening = createServer((request, response) => {
      serve(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((done, fail) => {
      listening.once('error', fail)
      listening.listen(port, host, done)
    })
    const address = listening.address()
    if (address === null || typeof address === 'string') throw new Error('no port to listen on')
    server = listening
    endpoint = `http://${host}:${address.port}/api`
    return { endpoint }
  }

  async function stop(): Promise<void> {
    const closing = server
    server = null
    endpoint = null
    if (!closing) return
    const closed = new Promise<void>((done) => closing.close(() => done()))
    closing.closeAllConnections()
    await closed
  }

  return {
    start,
    stop,
    get endpoint() {
      return endpoint
    },
    faults,
    requests,
    log,
    vanish: (...indices) => indices.forEach(hidden.remove),
    shows: (index) => index < log.count(now()) && !hidden.isHidden(index, now())
  }
}
