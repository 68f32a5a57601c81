/** Which three bytes in a row occur in the job ids of a block, as bits by their hash. */
export type Grams = Uint8Array

const gramBits = 1 << 16
export const noGrams: Grams = new Uint8Array(gramBits / 8)
const length = 3

function hash(bytes: Uint8Array, at: number): number {
  const word = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)
  return Math.imul(word, 0x9e37_79b1) >>> 16
}

/** Those of some ids beside those there are. Ids that are taken out leave theirs: a gram too many does no harm. */
export function withGrams(grams: Grams, ids: readonly Uint8Array[]): Grams {
  if (ids.length === 0) return grams
  const next = Uint8Array.from(grams)
  for (const id of ids) {
    for (let at = 0; at + length <= id.length; at++) {
      const bit = hash(id, at)
      next[bit >>> 3] = (next[bit >>> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return next
}

/** False: surely no id holds the needle. A needle shorter than a gram may be anywhere. */
export function mayHold(grams: Grams, needle: Uint8Array): boolean {
  for (let at = 0; at + length <= needle.length; at++) {
    const bit = hash(needle, at)
    if (((grams[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
