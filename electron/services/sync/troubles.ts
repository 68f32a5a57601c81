import { AppError } from '#shared/errors'
import type { Log } from '../ports'

export type Troubles = ReturnType<typeof createTroubles>

/** What went wrong for one profile and is still to be told. */
export function createTroubles({ log, profileId }: { log: Log; profileId: string }) {
  let failure: AppError | null = null
  let complaint: AppError | null = null

  return {
    /** Ends automatic work until the user mends it. */
    fail: (error: unknown): void => {
      log.warn('sync failed', { profileId, error: String(error) })
      failure = toAppError(error)
    },
    /** It could not be done now; automatic work goes on. */
    complain: (error: unknown): void => {
      complaint = toAppError(error)
    },
    clear: (): void => {
      failure = null
      complaint = null
    },
    failure: () => failure,
    latest: () => failure ?? complaint
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', 'An unexpected error occurred.', { cause: error })
}
