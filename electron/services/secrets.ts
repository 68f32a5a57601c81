import { AppError } from '#shared/errors'
import type { SecretPlace } from '#shared/profile'
import type { SecretStore } from './ports'

/**
 * Where each profile's secret key is. A session-only secret stays in this process's memory and wins
 * over the keychain's; nothing is ever written in plain text.
 * @param isProfile whether a profile of this id is saved
 * @param answered called when the keychain gave a secret or took one, as it may not have done before
 */
export function createSecrets(
  keychain: SecretStore,
  isProfile: (id: string) => boolean,
  answered: () => void = () => undefined
) {
  const session = new Map<string, string>()
  // Read once per run: the keychain may ask the user, and each query needs the secret.
  const known = new Map<string, string>()
  const reading = new Map<string, Promise<string>>()

  /** @throws AppError `secret-missing`, `keychain-…` */
  async function get(id: string): Promise<string> {
    const held = session.get(id) ?? known.get(id)
    if (held !== undefined) return held
    const begun = reading.get(id) ?? read(id).finally(() => reading.delete(id))
    reading.set(id, begun)
    return begun
  }

  async function read(id: string): Promise<string> {
    const secret = await keychain.get(id, (late) => {
      // Not to be asked for again, nor kept of a profile that was removed meanwhile.
      if (late !== null && isProfile(id)) learn(id, late)
    })
    if (secret === null) {
      // A locked keyring reads as empty; writing tells the two apart, and may have it unlocked.
      await keychain.probe(answered)
      throw new AppError('secret-missing', 'The secret key of this profile is not in the keychain.')
    }
    learn(id, secret)
    return secret
  }

  function learn(id: string, secret: string): void {
    known.set(id, secret)
    answered()
  }

  /** @throws AppError `keychain-…`, unless `sessionOnly` */
  async function set(id: string, secret: string, sessionOnly: boolean): Promise<void> {
    if (sessionOnly) {
      session.set(id, secret)
      known.delete(id)
      return
    }
    await keychain.set(id, secret, () => void removeOrphan(id))
    session.delete(id)
    learn(id, secret)
  }

  /**
   * As `set`, where there may be one already.
   * @returns puts that back; rejects as `set`
   */
  async function replace(
    id: string,
    secret: string,
    sessionOnly: boolean
  ): Promise<() => Promise<void>> {
    const [ofSession, read] = [session.get(id), known.get(id)]
    const ofKeychain = sessionOnly ? null : (read ?? (await keychain.get(id)))
    await set(id, secret, sessionOnly)
    return async () => {
      restore(session, id, ofSession)
      restore(known, id, read)
      if (ofKeychain !== null) await keychain.set(id, ofKeychain)
      else if (!sessionOnly) await keychain.delete(id)
    }
  }

  /** The user answered the keychain so late that the profile was not saved: nothing else would ever remove it. */
  async function removeOrphan(id: string): Promise<void> {
    // One that was there before needs an entry, and the late one is what the user typed last.
    if (!isProfile(id)) await keychain.delete(id).catch(() => undefined)
  }

  /**
   * Forgets it everywhere. A keychain that is away cannot hold that up, nor can any that of a session secret.
   * @returns whether the keychain may still hold it
   * @throws AppError `keychain-locked`, `keychain-timed-out`; nothing is forgotten then
   */
  async function remove(id: string): Promise<boolean> {
    const mayBeLeft = !(await isOutOfKeychain(id))
    session.delete(id)
    known.delete(id)
    return mayBeLeft
  }

  async function isOutOfKeychain(id: string): Promise<boolean> {
    try {
      // A locked keyring deletes nothing without a word; writing tells it from one without the entry.
      if (!(await keychain.delete(id))) await keychain.probe()
      return true
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'keychain-unavailable'
      if (isAway || session.has(id)) return false
      throw error
    }
  }

  function place(id: string): SecretPlace {
    if (session.has(id)) return 'session'
    return known.has(id) ? 'keychain' : 'unknown'
  }

  return {
    get,
    set,
    replace,
    remove,
    place,
    values: () => [...session.values(), ...known.values()]
  }
}

function restore(map: Map<string, string>, id: string, value: string | undefined): void {
  if (value === undefined) map.delete(id)
  else map.set(id, value)
}

export type Secrets = ReturnType<typeof createSecrets>
