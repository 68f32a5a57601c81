import type { UnreadArchive } from '#shared/archive-query'
import { AppError } from '#shared/errors'

/** Where an answer has to be whole, no archive may be left out. @throws AppError that says whose it is */
export function throwIfUnread([first]: readonly UnreadArchive[]): void {
  if (!first) return
  const { profileId, error } = first
  throw new AppError(error.code, error.message, { detail: { ...error.detail, profileId } })
}

/** The failure of one of several archives with the name of its profile; any other as it is. */
export function withProfileName(
  error: unknown,
  profileName: (profileId: string) => string
): unknown {
  if (!(error instanceof AppError) || error.detail.profileId === undefined) return error
  const { code, message, detail } = error
  const profile = profileName(error.detail.profileId)
  return new AppError(code, message, { detail: { ...detail, profile }, cause: error })
}
