import { AppError } from '#shared/errors'
import type { SecretStore } from './ports'

/** The part of keytar that is safe: `findCredentials` can crash the process and is never called. */
export interface Keytar {
  getPassword: (service: string, account: string) => Promise<string | null>
  setPassword: (service: string, account: string, password: string) => Promise<void>
  deletePassword: (service: string, account: string) => Promise<boolean>
}

interface Options {
  /** Loads the addon at first use; throws where it could not be built. */
  load: () => Keytar
  service: string
  /** Longest wait for one call, ms. A prompt may be open, so it is the time a person needs. */
  timeoutMs: () => number
}

export interface Keychain extends SecretStore {
  /** Whether a call is under way, perhaps one that nobody waits for any more. */
  isWaiting: () => boolean
}

const probeAccount = 'oplog-probe'

/** There is a keychain, but it is locked or the user did not let it be used. */
const refusal =
  /locked collection|prompt was dismissed|interaction is not allowed|user canceled|passphrase you entered is not correct/i

/**
 * The OS keychain behind the port. One call at a time: each waits in a thread of libuv's small pool,
 * and four waiting for a prompt would stop all file access. A call nobody waits for any more still
 * holds its thread, so the next one is not made before it has ended.
 */
export function createKeychain({ load, service, timeoutMs }: Options): Keychain {
  let underWay = 0
  let last: Promise<unknown> = Promise.resolve()
  /** Resolves when nobody waits any more for the call before, answered or not. */
  let turn: Promise<unknown> = Promise.resolve()

  /** @param late called where a call that was given up is answered well after all */
  function oneAtATime<T>(
    call: (keytar: Keytar) => Promise<T>,
    late?: (result: T) => void
  ): Promise<T> {
    const wait = new AbortController()
    const result = last.then(() => {
      // Given up while it stood in line: what was not begun must not happen later.
      wait.signal.throwIfAborted()
      const keytar = load()
      underWay++
      return call(keytar).finally(() => underWay--)
    })
    last = result.catch(() => undefined)
    const giveUp = () => {
      wait.abort()
      result.then(late, () => undefined)
    }
    const before = turn
    const answer = guarded(async () => {
      // One unanswered prompt would else fail all that stand in line, and a few slow answers the last of them.
      await before
      return withTimeout(result, timeoutMs(), giveUp)
    })
    turn = answer.catch(() => undefined)
    return answer
  }

  const store: Keychain = {
    isWaiting: () => underWay > 0,
    get: (account, late) => oneAtATime((keytar) => keytar.getPassword(service, account), late),
    set: (account, secret, late) =>
      oneAtATime((keytar) => keytar.setPassword(service, account, secret), late),
    delete: (account) => oneAtATime((keytar) => keytar.deletePassword(service, account)),
    probe: async (late) => {
      const value = `probe-${Date.now()}`
      await store.set(probeAccount, value, () => {
        store.delete(probeAccount).catch(() => undefined)
        late?.()
      })
      const read = await store.get(probeAccount)
      await store.delete(probeAccount)
      if (read !== value) throw locked()
    }
  }
  return store
}

async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (refusal.test(String(cause))) throw locked(cause)
    throw new AppError('keychain-unavailable', 'The keychain of this system cannot be used.', {
      cause
    })
  }
}

function locked(cause?: unknown): AppError {
  return new AppError('keychain-locked', 'The keychain is locked.', { cause })
}

async function withTimeout<T>(call: Promise<T>, limitMs: number, giveUp: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      giveUp()
      const detail = { limitMs }
      reject(new AppError('keychain-timed-out', 'The keychain did not answer.', { detail }))
    }, limitMs)
  })
  try {
    return await Promise.race([call, limit])
  } finally {
    clearTimeout(timer)
  }
}
