import { AppError } from '#shared/errors'

/** Work under way. */
export interface Task {
  stop: AbortController
  /** Resolves when nothing of it is under way any more; never rejects. */
  ended: Promise<void>
}

/** Resolves when work has ended. @throws AppError `aborted` as soon as the signal fires */
export function endOf(work: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(cancelled())
    if (signal.aborted) return cancel()
    signal.addEventListener('abort', cancel, { once: true })
    void Promise.resolve(work).then(() => {
      signal.removeEventListener('abort', cancel)
      resolve()
    })
  })
}

export function cancelled(): AppError {
  return new AppError('aborted', 'The call was cancelled.')
}
