import { AppError } from '#shared/errors'

/**
 * Waits for work that knows nothing of the signal and goes on without whoever gave up.
 * @throws AppError `aborted` as soon as the signal fires, and whatever the work fails with
 */
export function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(cancelled())
    if (signal.aborted) cancel()
    else signal.addEventListener('abort', cancel, { once: true })
    const ended = () => signal.removeEventListener('abort', cancel)
    work.then(resolve, reject).finally(ended)
  })
}

export function cancelled(): AppError {
  return new AppError('aborted', 'The call was cancelled.')
}
