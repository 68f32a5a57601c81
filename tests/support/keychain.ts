import { createRequire } from 'node:module'
import type { Keytar } from '../../electron/services/keychain'

const require = createRequire(import.meta.url)

/** The secret in the keychain of this run, read past the app. Null: none. */
export function secretOf(profileId: string): Promise<string | null> {
  return (require('keytar') as Keytar).getPassword('Oplog', profileId)
}
