/** The same work, of which each call begins once the one before has ended, however it did. */
export function inTurn<A extends unknown[], R>(
  work: (...args: A) => Promise<R>
): (...args: A) => Promise<R> {
  let before: Promise<unknown> = Promise.resolve()
  return (...args) => {
    const running = before.then(() => work(...args))
    before = running.catch(() => undefined)
    return running
  }
}
