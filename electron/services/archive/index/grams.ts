/** Which three bytes in a row occur in the job ids of a block, as bits by their hash. */
export type Grams = Uint8Array

const gramBits = 1 << 16
export const noGrams: Grams = new Uint8Array(gramBits / 8)
const length = 3

function hash(bytes: Uint8Array, at: number): number {
  const word = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)
  return Math.imul(word, 0x9e37_79b1) >>> 16
}

/** @param ends where each id ends in the bytes */
export function gramsOf(jobs: Uint8Array, ends: ArrayLike<number>): Grams {
  const grams = new Uint8Array(gramBits / 8)
  let at = 0
  for (let row = 0; row < ends.length; row++) {
    const end = ends[row] ?? 0
    for (; at + length <= end; at++) {
      const bit = hash(jobs, at)
      grams[bit >>> 3] = (grams[bit >>> 3] ?? 0) | (1 << (bit & 7))
    }
    at = end
  }
  return grams
}

/** False: surely no id holds the needle. A needle shorter than a gram may be anywhere. */
export function mayHold(grams: Grams, needle: Uint8Array): boolean {
  for (let at = 0; at + length <= needle.length; at++) {
    const bit = hash(needle, at)
    if (((grams[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
