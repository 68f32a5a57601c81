import { blockRows, type CodedColumn } from './block'

/** One bit a row of a block. `all` and `none` stand for themselves, so that nothing is looked at twice. */
export type Bits = Uint32Array | 'all' | 'none'

const words = blockRows / 32

/** Sets of bits that are cut from one piece of memory: to allocate each by itself takes longer than to fill it. */
const together = 16
let piece = new Uint32Array(together * words)
let cuts = 0

function emptyBits(): Uint32Array {
  if (cuts === together) {
    piece = new Uint32Array(together * words)
    cuts = 0
  }
  const from = cuts++ * words
  return piece.subarray(from, from + words)
}

/** Sets the bit of each row for which `test` holds. */
export function bitsOf(rows: number, test: (row: number) => boolean): Bits {
  const bits = emptyBits()
  let count = 0
  for (let row = 0; row < rows; row++) {
    if (!test(row)) continue
    bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31))
    count++
  }
  return count === 0 ? 'none' : count === rows ? 'all' : bits
}

/** Sets the bits of some rows. */
export function bitsOfRows(rows: readonly number[]): Bits {
  if (rows.length === 0) return 'none'
  const bits = emptyBits()
  for (const row of rows) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31))
  return bits
}

/** Sets the bits of the rows that some lists name; list n goes from `starts[n]` to before `starts[n + 1]`. */
export function bitsOfLists(
  { starts, rows }: { starts: Uint32Array; rows: Uint16Array },
  lists: readonly number[]
): Bits {
  const bits = emptyBits()
  for (const list of lists) {
    const end = starts[list + 1] ?? 0
    for (let at = starts[list] ?? 0; at < end; at++) {
      const row = rows[at] ?? 0
      bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31))
    }
  }
  return bits
}

/** Rows whose code is marked. The loop every first search runs over a whole column. */
export function bitsOfCodes(codes: CodedColumn['codes'], marked: Uint8Array): Bits {
  const bits = emptyBits()
  const rows = codes.length
  const isPaired = codes instanceof Uint8Array && marked.length <= mostPaired
  let word = isPaired ? fillByPairs(bits, codes, marked) : 0
  for (let row = word * 32; row < rows; word++) {
    const end = Math.min(rows, row + 32)
    let value = 0
    for (let bit = 0; row < end; bit++, row++) value |= (marked[codes[row] ?? 0] ?? 0) << bit
    bits[word] = value
  }
  return bits
}

/** Of more codes than this, the table of pairs takes as long as it saves. */
const mostPaired = 64
/** By two codes, the first of them in the low byte as memory has it: whether the first is marked, and the second. */
const pairs = new Uint8Array(1 << 16)

/** Looks at two codes at once, which takes a third of the time. @returns how many words are filled */
function fillByPairs(bits: Uint32Array, codes: Uint8Array, marked: Uint8Array): number {
  const { length } = marked
  for (let first = 0; first < length; first++) {
    for (let second = 0; second < length; second++) {
      pairs[first | (second << 8)] = (marked[first] ?? 0) | ((marked[second] ?? 0) << 1)
    }
  }
  // A column that was stored may begin anywhere, pairs only at an even address: then the first code stands alone.
  const alone = codes.byteOffset & 1
  const filled = (codes.length - alone) >>> 5
  const two = new Uint16Array(codes.buffer, codes.byteOffset + alone, filled * 16)
  let carried = marked[codes[0] ?? 0] ?? 0
  for (let word = 0, at = 0; word < filled; word++) {
    let value = 0
    for (let bit = 0; bit < 32; bit += 8, at += 4) {
      const four = (pairs[two[at] ?? 0] ?? 0) | ((pairs[two[at + 1] ?? 0] ?? 0) << 2)
      const rest = (pairs[two[at + 2] ?? 0] ?? 0) | ((pairs[two[at + 3] ?? 0] ?? 0) << 2)
      value |= (four | (rest << 4)) << bit
    }
    bits[word] = alone ? (value << 1) | carried : value
    carried = value >>> 31
  }
  return filled
}

/** Where {@link and} works: most often there is nothing to keep. */
const both = new Uint32Array(words)

export function and(a: Bits, b: Bits): Bits {
  if (a === 'none' || b === 'all') return a
  if (b === 'none' || a === 'all') return b
  let some = 0
  for (let word = 0; word < words; word++) {
    some |= both[word] = (a[word] ?? 0) & (b[word] ?? 0)
  }
  if (some === 0) return 'none'
  const bits = emptyBits()
  bits.set(both)
  return bits
}

export function or(a: Bits, b: Bits): Bits {
  if (a === 'all' || b === 'none') return a
  if (b === 'all' || a === 'none') return b
  const bits = emptyBits()
  for (let word = 0; word < words; word++) bits[word] = (a[word] ?? 0) | (b[word] ?? 0)
  return bits
}

/** Rows of the block that are not in `a`. */
export function not(a: Bits, rows: number): Bits {
  if (a === 'all') return 'none'
  if (a === 'none') return 'all'
  const bits = emptyBits()
  for (let word = 0; word * 32 < rows; word++) bits[word] = ~(a[word] ?? 0) & mask(rows - word * 32)
  return bits
}

/** The rows `from` to before `to`. */
export function span(from: number, to: number, rows: number): Bits {
  if (from >= to) return 'none'
  if (from <= 0 && to >= rows) return 'all'
  const bits = emptyBits()
  for (let word = from >>> 5; word * 32 < to; word++) {
    const start = word * 32
    bits[word] = mask(to - start) & ~mask(from - start)
  }
  return bits
}

/** The lowest `count` bits. */
function mask(count: number): number {
  return count >= 32 ? -1 : count <= 0 ? 0 : (1 << count) - 1
}

/** How many bits are set in each number of two bytes. To look it up takes half the time of working it out. */
const setBits = new Uint8Array(1 << 16)
for (let half = 1; half < setBits.length; half++) {
  setBits[half] = (setBits[half >>> 1] ?? 0) + (half & 1)
}

function ones(word: number): number {
  return (setBits[word & 0xffff] ?? 0) + (setBits[word >>> 16] ?? 0)
}

export function count(bits: Bits, rows: number): number {
  if (bits === 'all') return rows
  if (bits === 'none') return 0
  let sum = 0
  for (let word = 0; word < words; word++) sum += ones(bits[word] ?? 0)
  return sum
}

/** How many set bits stand before a row. */
export function rank(bits: Bits, row: number): number {
  if (bits === 'all') return row
  if (bits === 'none') return 0
  let sum = 0
  const last = row >>> 5
  for (let word = 0; word < last; word++) sum += ones(bits[word] ?? 0)
  return sum + ones((bits[last] ?? 0) & mask(row & 31))
}

/** Calls back with each row that is set, in order. */
export function forEachRow(bits: Bits, rows: number, visit: (row: number) => void): void {
  if (bits === 'none') return
  if (bits === 'all') {
    for (let row = 0; row < rows; row++) visit(row)
    return
  }
  for (let word = 0; word * 32 < rows; word++) {
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
      visit(word * 32 + 31 - Math.clz32(rest & -rest))
    }
  }
}

/** The rows that are set, from number `from` to before number `to`. */
export function rowsBetween(bits: Bits, rows: number, from: number, to: number): number[] {
  const list: number[] = []
  let number = 0
  if (bits === 'all') {
    for (let row = Math.max(0, from); row < Math.min(rows, to); row++) list.push(row)
    return list
  }
  if (bits === 'none') return list
  for (let word = 0; word * 32 < rows && number < to; word++) {
    let rest = bits[word] ?? 0
    const here = rest === 0 ? 0 : ones(rest)
    if (number + here <= from) {
      number += here
      continue
    }
    for (; rest !== 0 && number < to; rest &= rest - 1, number++) {
      if (number >= from) list.push(word * 32 + 31 - Math.clz32(rest & -rest))
    }
  }
  return list
}
