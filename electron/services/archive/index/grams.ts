import type { Block } from './block'
import { perBlock } from './per-block'

/** So many that more than half of the bits stay unset. */
const hashBits = 18
/**
 * Bytes of a gram. A block has some 130,000 stretches of so many in its job ids; of three there are so few that
 * nearly every one would occur in every block.
 */
const length = 4

/** What the job ids of a block are made of. */
interface Grams {
  /** 1 for each byte that occurs. */
  bytes: Uint8Array
  /** Which four bytes in a row occur, as bits by their hash. */
  grams: Uint8Array
}

export const gramsOf = perBlock(({ jobs, jobEnds, rows }): Grams => {
  const bytes = new Uint8Array(0x100)
  const grams = new Uint8Array((1 << hashBits) / 8)
  for (const byte of jobs) bytes[byte] = 1
  let at = 0
  for (let row = 0; row < rows; row++) {
    const end = jobEnds[row] ?? 0
    for (; at + length <= end; at++) {
      const bit = hash(jobs, at)
      grams[bit >>> 3] = (grams[bit >>> 3] ?? 0) | (1 << (bit & 7))
    }
    at = end
  }
  return { bytes, grams }
})

/** False: surely no job id of the block holds the needle. */
export function mayHold(block: Block, needle: Uint8Array): boolean {
  const { bytes, grams } = gramsOf(block)
  // One shorter than a gram may be wherever its bytes are: no Chinese sign, mostly.
  for (const byte of needle) if (bytes[byte] === 0) return false
  for (let at = 0; at + length <= needle.length; at++) {
    const bit = hash(needle, at)
    if (((grams[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
  }
  return true
}

/** Letters and digits differ in few bits, so these are mixed twice. */
function hash(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
  const high = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8)
  const mixed = Math.imul(low | (high << 16), 0x9e37_79b1)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca6b) >>> (32 - hashBits)
}
