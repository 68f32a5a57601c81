import { z } from 'zod'

/** Every way a request can fail. Each has a sentence in both languages (`renderer/locales`). */
export const errorCodes = [
  'invalid-input',
  'invalid-parameter',
  'profile-unknown',
  'profile-zone-fixed',
  'profile-built-in',
  'runtime-locked',
  'secret-missing',
  'keychain-unavailable',
  'keychain-locked',
  'keychain-timed-out',
  'unreachable',
  'timed-out',
  'certificate-refused',
  'proxy-password',
  'bad-response',
  'key-refused',
  'clock-skewed',
  'denied',
  'quota-exceeded',
  'zone-unknown',
  'service-refused',
  'service-failed',
  'aborted',
  'disk-full',
  'permission-denied',
  'file-in-use',
  'write-failed',
  'read-failed',
  'open-failed',
  'config-newer',
  'views-unreadable',
  'views-newer',
  'view-unknown',
  'archive-unavailable',
  'archive-newer',
  'internal'
] as const

export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>

/** Facts a sentence may name. Values only; the sentence itself is the renderer's. */
export const ErrorDetail = z.object({
  /** Name of the input field or API parameter at fault. */
  field: z.string().optional(),
  /** What the field breaks; a key under `rules` in the locales. */
  rule: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** `ret_code` of the service, where it gave one. */
  retCode: z.number().optional(),
  /** `message` of the service, where it gave one. */
  serviceMessage: z.string().optional(),
  /** HTTP status of the answer. */
  httpStatus: z.number().optional(),
  host: z.string().optional(),
  zone: z.string().optional(),
  path: z.string().optional(),
  /** Whose archive failed, where several were asked. */
  profileId: z.string().optional(),
  /** The name of that profile, where an export of several failed. */
  profile: z.string().optional(),
  /** What keeps an archive's file from being read or written; a key under `archiveFailures`. */
  archive: z.enum(['disk-full', 'permission-denied', 'locked', 'unreadable']).optional(),
  /** Local clock minus the service's, ms. */
  skewMs: z.number().optional(),
  /** When automatic work goes on, ms since the epoch. */
  resumesAt: z.number().optional(),
  /** Time limit that ran out, ms. */
  limitMs: z.number().optional()
})
export type ErrorDetail = z.infer<typeof ErrorDetail>

/** An AppError as it crosses the process boundary. */
export const WireError = z.object({
  code: ErrorCode,
  message: z.string(),
  detail: ErrorDetail.optional()
})
export type WireError = z.infer<typeof WireError>

/** The only error class that may cross the process boundary. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  constructor(
    code: ErrorCode,
    message: string,
    { detail = {}, cause }: { detail?: ErrorDetail; cause?: unknown } = {}
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.detail = detail
  }
}

export function toWire(error: AppError): WireError {
  const { code, message, detail } = error
  return Object.keys(detail).length > 0 ? { code, message, detail } : { code, message }
}

export function fromWire(error: WireError): AppError {
  return new AppError(error.code, error.message, { detail: error.detail ?? {} })
}

/** Troubles of a zone that mend by themselves or by the user elsewhere. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'unreachable',
  'timed-out',
  // A captive portal's, mostly, until its user has logged in, or one that ran out and is renewed.
  'certificate-refused',
  'bad-response',
  'clock-skewed',
  'quota-exceeded',
  'service-failed'
])

/** Whether the same call may come through later, with nothing changed in Oplog. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  // From 5000 up it is the service's own trouble; below, the request's.
  const refused = error.code === 'service-refused' && (error.detail.retCode ?? 0) >= 5000
  return passing.has(error.code) || refused
}

const unreachableCodes: ReadonlySet<ErrorCode> = new Set(['unreachable', 'timed-out'])

/** Whether what is held locally should answer instead: the zone did not answer at all. */
export function isUnreachable(error: unknown): error is AppError {
  return error instanceof AppError && unreachableCodes.has(error.code)
}
