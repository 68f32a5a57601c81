import { AppError } from '#shared/errors'

/** What the service answers that a client may cope with. */
export const refusals = {
  /** A parameter it does not take. */
  illegalParameter: 1100,
  /** What it is asked for is not there. */
  notFound: 2100
}

/** Whether a call failed because the service answered one of these. */
export function isRefused(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof AppError && codes.includes(error.detail.retCode ?? 0)
}
