import type { UpdateProblem } from '#shared/updates'

/** Thrown where a list of releases is refused. */
export class UpdateError extends Error {
  override readonly name = 'UpdateError'
  readonly problem: UpdateProblem

  constructor(problem: UpdateProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

/** By code, as electron-updater and Node give them. */
const codes: Readonly<Record<string, UpdateProblem>> = {
  ERR_CHECKSUM_MISMATCH: 'checksum',
  ERR_UPDATER_NO_CHECKSUM: 'checksum',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'unreadable',
  ERR_UPDATER_INVALID_VERSION: 'unreadable',
  ENOSPC: 'disk',
  EDQUOT: 'disk',
  EACCES: 'disk',
  EROFS: 'disk',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ENOTFOUND: 'unreachable'
}

/** What a failure of a check or a download means to the user. */
export function problemOf(error: unknown): UpdateProblem {
  if (error instanceof UpdateError) return error.problem
  if (!(error instanceof Error)) return 'failed'
  const code = 'code' in error ? String(error.code) : ''
  const known = codes[code]
  if (known) return known
  // Chromium's failures of the network, and answers such as 503, have no code of their own.
  return /net::ERR_|timed out/i.test(error.message) || /^HTTP_ERROR_/.test(code)
    ? 'unreachable'
    : 'failed'
}
