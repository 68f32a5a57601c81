import { createPublicKey, verify } from 'node:crypto'

/**
 * Whether a list of releases was signed by the project: Ed25519 over the bytes of the file. Whoever
 * takes over the feed's server still cannot name a file of his own.
 * @param key public key, base64 of its DER form (SPKI)
 * @param signature base64
 */
export function isSigned(list: string, signature: string, key: string): boolean {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key, 'base64'),
      format: 'der',
      type: 'spki'
    })
    if (publicKey.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(list), publicKey, Buffer.from(signature.trim(), 'base64'))
  } catch {
    // No key or no signature at all.
    return false
  }
}
