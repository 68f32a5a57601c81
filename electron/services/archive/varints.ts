/** Bytes of the part of memory that packed numbers are cut from. */
const slabBytes = 16_384
/** Of a number up to 2^53. */
const mostBytes = 8

let slab = new Uint8Array(slabBytes)
let used = 0

/**
 * Whole numbers as LEB128 bytes, seven bits each: most resource numbers take one or two.
 * The bytes are a view: memory of its own for each of a million lists would cost more than to write them.
 */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const most = numbers.length * mostBytes
  if (used + most > slab.length) {
    slab = new Uint8Array(Math.max(slabBytes, most))
    used = 0
  }
  const start = used
  for (const number of numbers) {
    let rest = number
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) slab[used++] = (rest % 128) | 0x80
    slab[used++] = rest
  }
  return slab.subarray(start, used)
}

export function unpackNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let [number, factor] = [0, 1]
  for (const byte of bytes) {
    number += (byte & 0x7f) * factor
    factor *= 128
    if (byte > 0x7f) continue
    numbers.push(number)
    ;[number, factor] = [0, 1]
  }
  return numbers
}
