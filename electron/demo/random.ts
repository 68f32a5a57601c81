/** A well-mixed 32-bit number that depends on nothing but its arguments. */
export function hash(seed: number, salt: number, index: number): number {
  let h = Math.imul(seed ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b) ^ index
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  h = Math.imul((h ^ (h >>> 16)) + salt, 0x9e3779b1)
  return (h ^ (h >>> 15)) >>> 0
}

/** A whole number from 0 to below `limit`. */
export function pick(seed: number, salt: number, index: number, limit: number): number {
  return hash(seed, salt, index) % limit
}

/** A number from 0 to below 1. */
export function fraction(seed: number, salt: number, index: number): number {
  return hash(seed, salt, index) / 0x1_0000_0000
}

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz'
const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Eight characters as the service uses in its ids; `mixed` for users, which have capitals too. */
export function shortId(seed: number, salt: number, index: number, mixed = false): string {
  const alphabet = mixed ? base62 : base36
  const characters = Array.from({ length: 8 }, (_, place) =>
    alphabet.charAt(pick(seed, salt, index * 8 + place, alphabet.length))
  )
  return characters.join('')
}
