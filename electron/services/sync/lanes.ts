/** How pieces of work come to their lanes. */
interface Pieces {
  count: number
  signal: AbortSignal
  /** What has to be done before a piece takes a lane. */
  before: (piece: number) => Promise<void>
  work: (piece: number, signal: AbortSignal) => Promise<void>
}

export type Lanes = ReturnType<typeof createLanes>

/** So many pieces of work at a time; who waits longest has the next lane. */
export function createLanes(count: number) {
  let free = count
  const waiting: (() => void)[] = []

  async function enter(): Promise<void> {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else free++
  }

  /** Does one piece of work in a lane. */
  async function one<T>(work: () => Promise<T>): Promise<T> {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }

  /** Begins pieces `0 … count-1` in their order; resolves once all are done. The first failure stops all. */
  async function each({ count: pieces, signal, before, work }: Pieces): Promise<void> {
    const stop = new AbortController()
    const cut = () => stop.abort(signal.reason)
    signal.throwIfAborted()
    signal.addEventListener('abort', cut, { once: true })
    let failure: { error: unknown } | null = null
    const fail = (error: unknown) => {
      failure ??= { error }
      stop.abort()
    }
    const begun: Promise<void>[] = []
    try {
      for (let piece = 0; piece < pieces && !stop.signal.aborted; piece++) {
        await before(piece)
        await enter()
        const done = stop.signal.aborted ? Promise.resolve() : work(piece, stop.signal)
        begun.push(done.catch(fail).finally(leave))
      }
    } catch (error) {
      fail(error)
    }
    await Promise.all(begun)
    signal.removeEventListener('abort', cut)
    signal.throwIfAborted()
    // Set inside a piece, which the compiler does not follow.
    const found = failure as { error: unknown } | null
    if (found) throw found.error
  }

  return { count, one, each }
}
