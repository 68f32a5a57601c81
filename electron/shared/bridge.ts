import { contract, type Client } from './api'
import { AppError, fromWire, WireError } from './errors'
import type { PushName, Pushes } from './pushes'
import { decodeResult } from './result'

/** What the preload gives the page. */
export interface Bridge {
  /** @returns what `decodeResult` reads */
  call: (method: string, input: unknown, callId: string) => Promise<string>
  on: (push: PushName, listener: (payload: unknown) => void) => () => void
}

type Subscribe = <P extends PushName>(push: P, listener: (payload: Pushes[P]) => void) => () => void

/**
 * The contract as typed functions. A failed result is thrown as its AppError; a signal that fires
 * cancels the call at the other side and rejects with code `aborted`.
 */
export function createClient(bridge: Bridge): Client & { on: Subscribe } {
  let calls = 0

  async function call(
    name: string,
    input: unknown,
    options: { signal?: AbortSignal; callId?: string } = {}
  ): Promise<unknown> {
    const { signal, callId = `${name}-${++calls}` } = options
    signal?.throwIfAborted()
    const cancel = () => void bridge.call('calls.cancel', callId, `cancel-${callId}`)
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      // A reactive proxy cannot be cloned between processes; only JSON crosses.
      const plain: unknown = input === undefined ? undefined : JSON.parse(JSON.stringify(input))
      const result = decodeResult(await bridge.call(name, plain, callId))
      if (!result.ok) throw fromWire(WireError.parse(result.error))
      return result.value
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  const groups = Object.entries(contract).map(([group, methods]) => [
    group,
    Object.fromEntries(
      Object.keys(methods).map((name) => [
        name,
        (input: unknown, options?: { signal?: AbortSignal; callId?: string }) =>
          call(`${group}.${name}`, input, options)
      ])
    )
  ])
  // Built from the contract itself, so every group and method is there.
  const client = Object.fromEntries(groups) as Client
  const on: Subscribe = (push, listener) =>
    bridge.on(push, (payload) => listener(payload as Parameters<typeof listener>[0]))
  return { ...client, on }
}

export function isAborted(error: unknown): boolean {
  return (
    (error instanceof AppError && error.code === 'aborted') ||
    (error instanceof DOMException && error.name === 'AbortError')
  )
}
