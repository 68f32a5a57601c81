import pRetry from 'p-retry'
import { AppError } from '#shared/errors'
import type { RawOperation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'
import type { Settings } from '#shared/settings'
import { toInstant } from '#shared/time'
import type { Clock, Fetch, Log, QuotaMemory } from '../ports'
import { fromUtf8 } from '../utf8'
import { readAnswer } from './answer'
import { createSkewMeter, skewToleranceMs } from './clock-skew'
import { createQuotaMeter } from './quota'
import { retriesAllowed } from './ret-codes'
import { signedUrl, type QueryParams } from './sign'
import { proxyPassword, transportError } from './transport-errors'

interface Deps {
  fetch: Fetch
  now: Clock
  settings: () => Pick<
    Settings,
    'connectTimeoutMs' | 'totalTimeoutMs' | 'quotaCalls' | 'quotaWindowS'
  >
  log: Log
  quotaMemory?: QuotaMemory
  /** A call went through although the quota had been refused: whoever waits for it may go on. */
  quotaFreed?: () => void
  /** First pause before a repeated call, ms. */
  retryDelayMs?: number
}

export interface OperationCall {
  profileId: string
  /** `quotaIdOf` the profile. */
  quotaId: string
  endpoint: string
  zone: string
  accessKeyId: string
  secret: string
  parameters: OperationParameters
  signal: AbortSignal
}

export interface OperationAnswer {
  /** The answer itself, JSON text in UTF-8. */
  body: Uint8Array
  rows: RawOperation[]
  total: number
  /** When it arrived, ms since the epoch. */
  at: number
  roundTripMs: number
  skewMs: number | null
}

export type HpcClient = ReturnType<typeof createHpcClient>

/** Signed calls of the E-HPC API; each attempt has a timestamp and signature of its own. */
export function createHpcClient(deps: Deps) {
  const { fetch, now, settings, log, quotaMemory, quotaFreed, retryDelayMs = 300 } = deps
  const skews = createSkewMeter()
  const quota = createQuotaMeter(now, settings, quotaMemory)

  /**
   * `GET /operation`.
   * @throws AppError; see `ret-codes.ts` and `transport-errors.ts`, `aborted` when the signal fires
   */
  async function operation(call: OperationCall): Promise<OperationAnswer> {
    // Counted by cause: a busy gateway must not use up the one repeat with a corrected time.
    const failures = new Map<string, number>()
    try {
      return await pRetry(() => attempt(call), {
        retries: 2,
        minTimeout: retryDelayMs,
        factor: 2,
        randomize: true,
        signal: call.signal,
        shouldRetry: ({ error }) =>
          error instanceof AppError && countOf(failures, error) <= retriesAllowed(error)
      })
    } catch (error) {
      if (call.signal.aborted) throw new AppError('aborted', 'The call was cancelled.')
      throw withFacts(error, call)
    }
  }

  async function attempt(call: OperationCall): Promise<OperationAnswer> {
    const { profileId, quotaId, zone, accessKeyId } = call
    const host = new URL(call.endpoint).host
    const sentAt = now()
    const url = urlOf(call, sentAt)
    quota.count(quotaId)
    const response = await send(url, host, call.signal)
    const receivedAt = now()
    const date = response.headers.get('date')
    const skewMs = skews.measure(profileId, { sentAt, receivedAt, date })
    const answer = readAnswer(fromUtf8(response.body), {
      httpStatus: response.status,
      host,
      zone,
      accessKeyId,
      log
    })
    if (quota.accept(quotaId)) quotaFreed?.()
    const { total_count: total, job_set: rows } = answer
    return {
      body: response.body,
      rows,
      total,
      at: receivedAt,
      // The clock may have been set back meanwhile.
      roundTripMs: Math.max(0, receivedAt - sentAt),
      skewMs
    }
  }

  /** The whole answer, within both time limits. */
  async function send(url: string, host: string, signal: AbortSignal) {
    const { connectTimeoutMs, totalTimeoutMs } = settings()
    const limits = limited(signal)
    // fetch does not tell when it is connected; the first limit ends with the answer's head.
    limits.set(Math.min(connectTimeoutMs, totalTimeoutMs))
    try {
      const response = await fetch(url, {
        method: 'GET',
        signal: limits.signal,
        redirect: 'error',
        headers: { accept: 'application/json' }
      })
      // Before the body: of a tunnel that a proxy refuses no more than this comes.
      if (response.status === 407) throw proxyPassword(host)
      limits.set(totalTimeoutMs)
      return { status: response.status, headers: response.headers, body: await response.bytes() }
    } catch (error) {
      signal.throwIfAborted()
      const limitMs = limits.ranOut()
      if (limitMs === null) throw transportError(error, host)
      throw new AppError('timed-out', 'The service did not answer in time.', {
        detail: { host, limitMs }
      })
    } finally {
      limits.end()
    }
  }

  function urlOf(
    { endpoint, zone, accessKeyId, secret, parameters, profileId }: OperationCall,
    at: number
  ) {
    const skew = skews.skew(profileId) ?? 0
    const corrected = Math.abs(skew) > skewToleranceMs ? at - skew : at
    const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
    const params: QueryParams = {
      ...Object.fromEntries(given as [string, string | number][]),
      access_key_id: accessKeyId,
      signature_method: 'HmacSHA256',
      signature_version: '1',
      version: '1',
      timestamp: toInstant(corrected),
      zone
    }
    return signedUrl({ endpoint, path: '/operation', params, secret })
  }

  function withFacts(error: unknown, { profileId, quotaId }: OperationCall): unknown {
    if (!(error instanceof AppError)) return error
    const detail = { ...error.detail }
    if (error.code === 'quota-exceeded') detail.resumesAt = quota.refuse(quotaId)
    const skewMs = skews.skew(profileId)
    if (error.code === 'clock-skewed' && skewMs !== null) detail.skewMs = skewMs
    return new AppError(error.code, error.message, { detail, cause: error.cause })
  }

  return { operation, quota: quota.state, quotaFreeAt: quota.freeAt, skew: skews.skew }
}

function countOf(failures: Map<string, number>, { code, detail }: AppError): number {
  const cause = `${code} ${detail.retCode ?? ''}`
  const count = (failures.get(cause) ?? 0) + 1
  failures.set(cause, count)
  return count
}

/** A signal that fires with the caller's, or when the limit that was set last has passed. */
function limited(caller: AbortSignal) {
  const controller = new AbortController()
  const begun = performance.now()
  let handle: ReturnType<typeof setTimeout> | undefined
  let passedMs: number | null = null
  const stop = () => controller.abort(caller.reason)
  if (caller.aborted) stop()
  else caller.addEventListener('abort', stop)

  return {
    signal: controller.signal,
    /** @param limitMs counted from the beginning, ms */
    set: (limitMs: number) => {
      clearTimeout(handle)
      const expire = () => {
        passedMs = limitMs
        controller.abort()
      }
      handle = setTimeout(expire, Math.max(0, limitMs - (performance.now() - begun)))
    },
    /** The limit that passed, ms. */
    ranOut: () => passedMs,
    end: () => {
      clearTimeout(handle)
      caller.removeEventListener('abort', stop)
    }
  }
}
