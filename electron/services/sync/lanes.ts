/** Does pieces of work `0 … count-1` in order, so many at a time. The first failure stops all. */
export async function inLanes(
  count: number,
  lanes: number,
  signal: AbortSignal,
  work: (piece: number, signal: AbortSignal) => Promise<void>
): Promise<void> {
  const stop = new AbortController()
  const cut = () => stop.abort(signal.reason)
  signal.throwIfAborted()
  signal.addEventListener('abort', cut, { once: true })
  let next = 0
  let failure: { error: unknown } | null = null

  async function lane(): Promise<void> {
    while (next < count && !failure) {
      try {
        await work(next++, stop.signal)
      } catch (error) {
        failure ??= { error }
        stop.abort()
      }
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.max(0, Math.min(lanes, count)) }, lane))
  } finally {
    signal.removeEventListener('abort', cut)
  }
  signal.throwIfAborted()
  // Set inside a lane, which the compiler does not follow.
  const found = failure as { error: unknown } | null
  if (found) throw found.error
}
