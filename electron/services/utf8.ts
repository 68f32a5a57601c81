const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function toUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** What is not UTF-8 becomes U+FFFD, a byte order mark is left out. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
