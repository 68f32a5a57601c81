import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import type { TextField } from '../dictionary'
import { DamagedIndexError } from './damage'

/** Bits of a row's number in its block. */
export const rowBits = 14
/**
 * Rows of a block at the most. A search pays for each block it looks into, whoever keeps a row for
 * putting its block together anew.
 */
export const blockRows = 1 << rowBits

/** A row as the index holds it; numbers of the dictionary. Times in s since the epoch, 0 where there is none. */
export interface IndexRow {
  jobId: string
  created: number
  updated: number
  texts: Record<TextField, number>
  resources: readonly number[]
}

/** The place of a row in the order of time. */
export interface Key {
  created: number
  jobId: string
}

/** A column of few distinct values: row i has `values[codes[i]]`. */
export interface CodedColumn {
  values: Uint32Array
  codes: Uint8Array | Uint16Array | Uint32Array
}

/**
 * Up to {@link blockRows} rows, ordered by time and job id. A block never changes: another takes its
 * place, so that whatever was found in it stays true of it.
 */
export interface Block {
  rows: number
  created: Uint32Array
  updated: Uint32Array
  /** Job ids end to end, UTF-8; row i ends at `jobEnds[i]`. */
  jobs: Uint8Array
  jobEnds: Uint16Array | Uint32Array
  /** No job id changes in lower case, so that a search may look at the bytes. */
  jobsAreLower: boolean
  texts: Record<TextField, CodedColumn>
  /** Resource ids end to end; row i ends at `resourceEnds[i]`. */
  resources: CodedColumn
  resourceEnds: Uint16Array | Uint32Array
}

export function compareKeys(a: Key, b: Key): number {
  return a.created - b.created || (a.jobId < b.jobId ? -1 : a.jobId > b.jobId ? 1 : 0)
}

export function jobIdAt(block: Block, row: number): string {
  const start = row === 0 ? 0 : (block.jobEnds[row - 1] ?? 0)
  const { buffer, byteOffset, byteLength: length } = block.jobs
  return Buffer.from(buffer, byteOffset, length).toString('utf8', start, block.jobEnds[row])
}

export function keyAt(block: Block, row: number): Key {
  return { created: block.created[row] ?? 0, jobId: jobIdAt(block, row) }
}

export function textAt({ values, codes }: CodedColumn, row: number): number {
  return values[codes[row] ?? 0] ?? 0
}

export function resourcesAt({ resources, resourceEnds }: Block, row: number): number[] {
  const end = resourceEnds[row] ?? 0
  const list: number[] = []
  for (let place = row === 0 ? 0 : (resourceEnds[row - 1] ?? 0); place < end; place++) {
    list.push(textAt(resources, place))
  }
  return list
}

export function rowAt(block: Block, row: number): IndexRow {
  const { texts } = block
  return {
    ...keyAt(block, row),
    updated: block.updated[row] ?? 0,
    // Named one by one: pages are made of it.
    texts: {
      status: textAt(texts.status, row),
      job_action: textAt(texts.job_action, row),
      action_describe: textAt(texts.action_describe, row),
      owner: textAt(texts.owner, row),
      submitter: textAt(texts.submitter, row),
      error_codes: textAt(texts.error_codes, row),
      task_count: textAt(texts.task_count, row),
      shape: textAt(texts.shape, row)
    },
    resources: resourcesAt(block, row)
  }
}

/** The first row whose time is not before `created`; all rows before it are older. */
export function firstFrom(block: Block, created: number): number {
  let [low, high] = [0, block.rows]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((block.created[middle] ?? 0) < created) low = middle + 1
    else high = middle
  }
  return low
}

/** The first row that does not stand before the key. */
export function placeOf(block: Block, key: Key): number {
  const isBefore = (row: number) =>
    block.created[row] === key.created && jobIdAt(block, row) < key.jobId
  let low = firstFrom(block, key.created)
  // Mostly few rows are of one second; all that have no time are.
  let step = 1
  for (; low + step <= block.rows && isBefore(low + step - 1); step *= 2) low += step
  let high = Math.min(block.rows, low + step - 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** The block and its CRC-32: SQLite has none, and a block that is wrong would answer wrongly. */
export function packBlock(block: Block): Uint8Array {
  const body = serialize(block)
  const sum = Buffer.alloc(sumBytes)
  sum.writeUInt32LE(crc32(body))
  // At the end, so that the columns stay aligned and need not be copied when they are read.
  return Buffer.concat([body, sum])
}

const sumBytes = 4

/** @throws DamagedIndexError where the bytes are no block */
export function unpackBlock(bytes: Uint8Array): Block {
  const { buffer, byteOffset, byteLength } = bytes
  const whole = Buffer.from(buffer, byteOffset, byteLength)
  const body = whole.subarray(0, -sumBytes)
  if (byteLength <= sumBytes || whole.readUInt32LE(body.length) !== crc32(body)) {
    throw new DamagedIndexError('a block of the index is damaged')
  }
  try {
    // What packBlock wrote.
    return deserialize(body) as Block
  } catch (error) {
    // A later engine wrote it, in a form this one does not know.
    throw new DamagedIndexError('a block of the index cannot be read', { cause: error })
  }
}
