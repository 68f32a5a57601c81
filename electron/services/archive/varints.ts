/** Whole numbers as LEB128 bytes, seven bits each: most resource numbers take one or two. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = []
  for (const number of numbers) {
    let rest = number
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
    bytes.push(rest)
  }
  return Uint8Array.from(bytes)
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
