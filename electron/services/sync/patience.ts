import { AppError, isPassing, type ErrorCode } from '#shared/errors'

/** Of the disk and the archive; calls that succeed meanwhile say nothing about these. */
const local: ReadonlySet<ErrorCode> = new Set([
  'archive-unavailable',
  'disk-full',
  'permission-denied',
  'write-failed'
])

export type Cause = 'zone' | 'archive'

/** What is not there yet where waiting may mend it, else null. */
export function causeOf(error: unknown): Cause | null {
  if (!(error instanceof AppError)) return null
  if (local.has(error.code)) return 'archive'
  // At login the app may start before the keychain does; one that is away opens no prompt.
  if (error.code === 'keychain-unavailable') return 'zone'
  return isPassing(error) ? 'zone' : null
}

const firstDelayMs = 5_000
const longestDelayMs = 300_000

/** Pause after so many failures in a row, ms. */
export function delayAfter(failures: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1))
}
