import type { SecretStore } from '../../electron/services/ports'
import { createSecrets } from '../../electron/services/secrets'

/**
 * Every profile's secret is this one; there is no keychain in a plain Node process.
 * @param failing what the keychain does otherwise
 */
export function fixedSecret(
  secretKey: string,
  failing: Partial<SecretStore> = {},
  answered?: () => void
): ReturnType<typeof createSecrets> {
  const keychain: SecretStore = {
    probe: async () => undefined,
    get: async () => secretKey,
    set: async () => undefined,
    delete: async () => true,
    ...failing
  }
  return createSecrets(keychain, () => true, answered)
}
