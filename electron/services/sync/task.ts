/** Work under way. */
export interface Task {
  stop: AbortController
  /** Resolves when nothing of it is under way any more; never rejects. */
  ended: Promise<void>
}
