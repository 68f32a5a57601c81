import { AppError } from '#shared/errors'

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('aborted', 'The export was cancelled.')
}
