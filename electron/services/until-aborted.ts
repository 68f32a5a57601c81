import { AppError } from '#shared/errors'

/**
 * Waits for what knows no signal, until the signal fires.
 * @throws AppError `aborted` then, whatever becomes of it
 */
export function untilAborted<T>(waited: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new AppError('aborted', 'The call was cancelled.'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    const end = () => signal.removeEventListener('abort', stop)
    waited.then(resolve, reject).finally(end)
  })
}
