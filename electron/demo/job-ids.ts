import { hash } from './random'

/** Job ids of a log: every index has its own, and an id leads back to its index at once. */
export interface JobIds {
  at: (index: number) => string
  /** Null where the text is no id of this log. The index may lie beyond the rows there are. */
  indexOf: (jobId: string) => number | null
}

const places = 11
const space = 36n ** BigInt(places)

/** The inverse of an odd number that 3 does not divide, modulo the size of the id space. */
function inverse(value: bigint): bigint {
  let [rest, next, factor, nextFactor] = [space, value, 0n, 1n]
  while (next !== 0n) {
    const times = rest / next
    ;[rest, next] = [next, rest - times * next]
    ;[factor, nextFactor] = [nextFactor, factor - times * nextFactor]
  }
  return ((factor % space) + space) % space
}

function fromBase36(text: string): bigint {
  let value = 0n
  for (const character of text) value = value * 36n + BigInt(Number.parseInt(character, 36))
  return value
}

function mirrored(text: string): string {
  return Array.from(text).reverse().join('')
}

/** Two multiplications with the digits mirrored in between: a permutation of all ids. */
export function createJobIds(seed: number): JobIds {
  const half = (salt: number) => BigInt(hash(seed, salt, 0))
  // 6n + 1 shares no divisor with 36, so the multiplication can be undone.
  const factor = (((half(91) << 24n) ^ half(92)) * 6n + 1n) % space
  const undo = inverse(factor)
  const offset = ((half(93) << 24n) ^ half(94)) % space

  function step(value: bigint): string {
    return ((value * factor + offset) % space).toString(36).padStart(places, '0')
  }
  function back(text: string): bigint {
    return ((fromBase36(text) + space - offset) * undo) % space
  }

  function at(index: number): string {
    return `j-${step(fromBase36(mirrored(step(BigInt(index)))))}`
  }

  function indexOf(jobId: string): number | null {
    if (!/^j-[0-9a-z]{11}$/.test(jobId)) return null
    const middle = back(jobId.slice(2)).toString(36).padStart(places, '0')
    const index = back(mirrored(middle))
    return index <= BigInt(0x7fff_ffff) ? Number(index) : null
  }

  return { at, indexOf }
}
