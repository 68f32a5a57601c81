/** An answer that is given, or fails, when the test says so. */
export function lateAnswer<T = unknown>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (cause: unknown) => void = () => undefined
  const promise = new Promise<T>((give, fail) => {
    resolve = give
    reject = fail
  })
  return { promise, resolve, reject }
}
