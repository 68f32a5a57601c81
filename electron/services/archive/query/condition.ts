import type { Dictionary, TextField } from '../dictionary'
import { and, bitsOf, bitsOfRows, not, or, type Bits } from '../index/bits'
import { jobIdAt, type Block } from '../index/block'
import { mayHold } from '../index/grams'
import { parseShape, searchableText } from '../shape'
import { inColumn, inResources, marker, overResources } from './marks'
import { timeTest } from './time-text'

/** Something a row is or is not. The key says all of it: equal keys find the same rows. */
export interface Condition {
  key: string
  of: (block: Block) => Bits
}

export function textCondition(
  dictionary: Dictionary,
  field: TextField,
  key: string,
  test: (text: string) => boolean
): Condition {
  const marked = marker(dictionary[field], test)
  return { key: `${field} ${key}`, of: (block) => inColumn(block.texts[field], marked()) }
}

export function resourceCondition(
  dictionary: Dictionary,
  key: string,
  test: (id: string) => boolean
): Condition {
  const marked = marker(dictionary.resources, test)
  return { key: `resource ${key}`, of: (block) => inResources(block, marked()) }
}

export function jobCondition(jobIds: readonly string[]): Condition {
  const wanted = new Set(jobIds)
  const needles = [...wanted].map((jobId) => Buffer.from(jobId))
  return {
    key: `job ${JSON.stringify([...wanted].sort())}`,
    of: (block) => {
      if (!needles.some((needle) => mayHold(block, needle))) return 'none'
      return bitsOf(block.rows, (row) => wanted.has(jobIdAt(block, row)))
    }
  }
}

/** From creation to the last change, ms, both bounds included; which rows have none says `durationOf`. */
export function durationCondition(
  ended: Condition,
  { from, to }: { from?: number | undefined; to?: number | undefined }
): Condition {
  const [low, high] = [(from ?? -Infinity) / 1000, (to ?? Infinity) / 1000]
  return {
    key: `duration ${low} ${high}`,
    of: (block) => {
      const { created, updated, rows } = block
      const within = bitsOf(rows, (row) => {
        const [start = 0, end = 0] = [created[row], updated[row]]
        return start > 0 && end >= start && end - start >= low && end - start <= high
      })
      return and(within, ended.of(block))
    }
  }
}

export function negated(condition: Condition): Condition {
  return { key: `not ${condition.key}`, of: (block) => not(condition.of(block), block.rows) }
}

const searched = [
  'status',
  'job_action',
  'action_describe',
  'owner',
  'submitter',
  'error_codes',
  'task_count'
] as const

/**
 * A substring of any field, in any case: looked for among the distinct texts, then in the job ids, and in
 * the times where it is a piece of one.
 */
export function anywhereCondition(
  dictionary: Dictionary,
  text: string,
  timeZone: string
): Condition {
  const needle = text.toLowerCase()
  const atTime = timeTest(needle, timeZone)
  const holds = (value: string) => value.toLowerCase().includes(needle)
  const columns = searched.map((field) => [field, marker(dictionary[field], holds)] as const)
  const shapes = marker(dictionary.shape, inShape(needle))
  const resources = marker(dictionary.resources, holds)
  const joined = overResources(dictionary.resources, needle)
  return {
    key: `anywhere ${atTime ? timeZone : ''} ${needle}`,
    of: (block) => {
      let found = inColumn(block.texts.shape, shapes())
      for (const [field, marked] of columns) {
        if (found === 'all') return found
        found = or(found, inColumn(block.texts[field], marked()))
      }
      if (found !== 'all') found = or(found, inResources(block, resources()))
      if (found !== 'all') found = or(found, joined(block))
      if (found !== 'all') found = or(found, inJobs(block, needle))
      return found === 'all' || !atTime ? found : or(found, inTimes(block, atTime))
    }
  }
}

/** Whether one of the values in a shape holds a text in lower case. */
function inShape(needle: string): (shape: string) => boolean {
  // What JSON writes as it is stands in the shape as well, and to look for it there takes a tenth of reading it.
  const isWritten = JSON.stringify(needle) === `"${needle}"`
  return (shape) =>
    (!isWritten || shape.toLowerCase().includes(needle)) &&
    searchableText(parseShape(shape)).toLowerCase().includes(needle)
}

/** Rows of which one of the two times passes; 0 is none. */
function inTimes({ created, updated, rows }: Block, test: (seconds: number) => boolean): Bits {
  return bitsOf(rows, (row) => {
    const [start = 0, end = 0] = [created[row], updated[row]]
    return (start > 0 && test(start)) || (end > 0 && end !== start && test(end))
  })
}

/** Rows whose job id holds a text in lower case. */
export function inJobs(block: Block, needle: string): Bits {
  if (!block.jobsAreLower) {
    return bitsOf(block.rows, (row) => jobIdAt(block, row).toLowerCase().includes(needle))
  }
  const jobs = asBuffer(block.jobs)
  const bytes = Buffer.from(needle)
  if (!mayHold(block, bytes)) return 'none'
  // A short one is found so often that each find must cost next to nothing.
  return bytes.length < 3 ? inEachJob(block, bytes) : searchJobs(block, jobs, bytes)
}

function inEachJob({ jobs, jobEnds, rows }: Block, needle: Uint8Array): Bits {
  const [first = 0, second] = needle
  let at = 0
  return bitsOf(rows, (row) => {
    const end = jobEnds[row] ?? 0
    const last = second === undefined ? end : end - 1
    for (; at < last; at++) {
      if (jobs[at] === first && (second === undefined || jobs[at + 1] === second)) {
        at = end
        return true
      }
    }
    at = end
    return false
  })
}

function searchJobs({ jobEnds, rows }: Block, jobs: Buffer, needle: Buffer): Bits {
  const found: number[] = []
  let row = 0
  for (let at = jobs.indexOf(needle); at >= 0;) {
    while (row < rows && (jobEnds[row] ?? 0) <= at) row++
    const end = jobEnds[row] ?? 0
    // A find may reach over two ids, which is none.
    const isWithin = at + needle.length <= end
    if (isWithin) found.push(row)
    at = jobs.indexOf(needle, isWithin ? end : at + 1)
  }
  return bitsOfRows(found)
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
