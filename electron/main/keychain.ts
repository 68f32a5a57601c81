import { createRequire } from 'node:module'
import { createKeychain, type Keytar } from '../services/keychain'

const require = createRequire(import.meta.url)

/** The keychain of this system through keytar, loaded at first use: it may not be built here. */
export function openKeychain(timeoutMs: () => number) {
  return createKeychain({
    service: 'Oplog',
    timeoutMs,
    // The addon's own types say the same; it is loaded by name so that its absence is no crash.
    load: () => require('keytar') as Keytar
  })
}
