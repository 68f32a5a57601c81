import { AppError, type ErrorCode } from '#shared/errors'

const codes: Readonly<Record<number, ErrorCode>> = {
  1200: 'key-refused',
  1300: 'clock-skewed',
  1400: 'denied',
  2500: 'quota-exceeded',
  5000: 'service-failed',
  5100: 'service-failed',
  5300: 'service-failed'
}

/** The error of a `ret_code`, by the vendor's table. A 1100 that names the zone is an unknown zone. */
export function retCodeError(
  retCode: number,
  serviceMessage: string,
  { zone, httpStatus }: { zone: string; httpStatus: number }
): AppError {
  const unknownZone = retCode === 1100 && /zone/i.test(serviceMessage)
  const code = unknownZone ? 'zone-unknown' : (codes[retCode] ?? 'service-refused')
  const detail = { retCode, httpStatus, zone, ...(serviceMessage && { serviceMessage }) }
  return new AppError(code, `The service answered ${retCode}.`, { detail })
}

/** How often a failed call may be repeated. `busy` 5100/5300, `internal` 5000 at most once. */
export function retriesAllowed(error: AppError): number {
  const { retCode, httpStatus = 0 } = error.detail
  if (retCode === 5100 || retCode === 5300) return 2
  if (retCode === 5000 || retCode === 1300) return 1
  if (retCode !== undefined) return 0
  if (error.code === 'unreachable' || error.code === 'timed-out') return 2
  return [429, 500, 502, 503, 504].includes(httpStatus) ? 2 : 0
}
