import { unlessCancelled } from '../cancelled'

/** Work under way. */
export interface Task {
  stop: AbortController
  /** Resolves when nothing of it is under way any more; never rejects. */
  ended: Promise<void>
}

/** Resolves when work has ended. @throws AppError `aborted` as soon as the signal fires */
export function endOf(work: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  return unlessCancelled(Promise.resolve(work), signal)
}
