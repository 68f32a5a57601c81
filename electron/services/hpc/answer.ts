import { z } from 'zod'
import { AppError } from '#shared/errors'
import { parseExactly } from '#shared/exact-json'
import { isRecord, type RawOperation } from '#shared/operation'
import type { Log } from '../ports'
import { redact } from '../redact'
import { retCodeError } from './ret-codes'

const Failure = z.object({ ret_code: z.int(), message: z.string().nullish() })
const Success = z.object({
  ret_code: z.literal(0),
  total_count: z.int().min(0),
  // Not `z.array`, which takes longer for its entries than it takes to read them.
  job_set: z.custom<RawOperation[]>((value) => Array.isArray(value) && value.every(isRecord))
})

interface Context {
  httpStatus: number
  host: string
  zone: string
  accessKeyId: string
  log: Log
}

/**
 * The rows of an answer. The body decides, at any HTTP status.
 * @throws AppError of the `ret_code`; `unreachable` for a gateway's page (502 to 504); `bad-response`
 */
export function readAnswer(body: string, context: Context): z.infer<typeof Success> {
  const { httpStatus, host, zone, accessKeyId, log } = context
  const json = parse(body)
  const success = Success.safeParse(json)
  if (success.success) return success.data
  const failure = Failure.safeParse(json)
  if (failure.success && failure.data.ret_code !== 0) {
    throw retCodeError(failure.data.ret_code, failure.data.message ?? '', { zone, httpStatus })
  }
  if (json === undefined && [502, 503, 504].includes(httpStatus)) {
    throw new AppError('unreachable', `The gateway of the service answered ${httpStatus}.`, {
      detail: { host, httpStatus }
    })
  }
  log.warn('bad response', {
    host,
    httpStatus,
    beginning: redact(body, [accessKeyId]).slice(0, 200)
  })
  throw new AppError('bad-response', 'The answer is not one of the operation log.', {
    detail: { host, httpStatus }
  })
}

function parse(body: string): unknown {
  try {
    return parseExactly(body)
  } catch {
    return undefined
  }
}
