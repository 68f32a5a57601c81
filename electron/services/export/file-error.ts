import { AppError, type ErrorCode } from '#shared/errors'

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  EROFS: 'permission-denied'
}

/** What a failed write means to the user; an AppError passes as it is. */
export function fileError(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error
  return new AppError(codes[codeOf(error)] ?? 'write-failed', 'The file cannot be written.', {
    detail: { path },
    cause: error
  })
}

/** What the system calls a failure; empty: nothing. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
