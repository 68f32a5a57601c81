import { createSecrets } from '../../electron/services/secrets'

/** Every profile's secret is this one; there is no keychain in a plain Node process. */
export function fixedSecret(secretKey: string): ReturnType<typeof createSecrets> {
  const keychain = {
    probe: async () => undefined,
    get: async () => secretKey,
    set: async () => undefined,
    delete: async () => true
  }
  return createSecrets(keychain, () => true)
}
