import type { ServerResponse } from 'node:http'
import type { Fault } from './faults'
import type { DemoRow } from './generator'

/** The body of an answer of the service. */
export interface Body {
  action?: string
  ret_code: number
  message?: string | null
  total_count?: number
  job_set?: unknown[]
  data?: Record<string, never>
}

export function rowsBody(total: number, rows: readonly unknown[]): Body {
  return {
    action: 'HpcOperationListOperationResponse',
    ret_code: 0,
    total_count: total,
    job_set: [...rows],
    data: {}
  }
}

/** A body without `message` where that is undefined. */
export function errorBody(retCode: number, message: string | null | undefined): Body {
  return message === undefined ? { ret_code: retCode } : { ret_code: retCode, message }
}

/** Rows as a service that grew or broke might send them: fields missing, null and new. */
export function sparse(rows: readonly DemoRow[]): unknown[] {
  return rows.map((row, index) => {
    if (index % 3 === 1) return { ...row, owner: null, status_time: null, error_codes: null }
    if (index % 3 === 2) return { ...row, region: 'demo-1', tags: [{ key: 'new' }] }
    const { job_id, create_time, status } = row
    return { job_id, create_time, status }
  })
}

function proxyPage(status: number): string {
  const title = `${status} ${status < 400 ? 'Sign in' : 'Error'}`
  return (
    `<!doctype html><html><head><title>${title}</title></head>` +
    `<body><h1>${title}</h1><p>This page is not the service.</p></body></html>`
  )
}

function textOf(body: Body, broken: Fault['body'], status: number): [text: string, type: string] {
  const json = JSON.stringify(body)
  const type = 'application/json; charset=utf-8'
  switch (broken) {
    case 'truncated':
      return [json.slice(0, Math.ceil(json.length / 2)), type]
    case 'html':
      return [proxyPage(status), 'text/html; charset=utf-8']
    case 'not-json':
      return ['ret_code: 0, job_set: [', type]
    case 'empty':
      return ['', type]
    case 'wrong-shape':
      return ['{"ret_code":0,"total_count":"many","job_set":{"rows":[]}}', type]
    default:
      return [json, type]
  }
}

/**
 * Sends a body as the fault leaves it. `now`: the service's clock for the `Date` header, ms.
 * @returns the `ret_code` sent, null where what was sent has none
 */
export function respond(
  response: ServerResponse,
  { body, status, fault, now }: { body: Body; status: number; fault: Fault; now: number }
): number | null {
  // A status that is not the service's own comes from something in between, with its own page.
  const isProxy = fault.httpStatus !== undefined && status >= 400 && fault.retCode === undefined
  const broken = fault.body ?? (isProxy ? 'html' : undefined)
  const [text, type] = textOf(body, broken, status)
  const bytes = Buffer.from(text)
  response.sendDate = false
  response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    date: new Date(now).toUTCString(),
    ...fault.headers
  })
  if (fault.drop === 'midway') {
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy())
    return null
  }
  response.end(bytes)
  return broken === undefined || broken === 'sparse' ? body.ret_code : null
}
