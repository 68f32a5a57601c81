import type { ValueCounts } from '#shared/archive-query'
import { and, count, forEachRow } from '../index/bits'
import { keyAt, type Key } from '../index/block'
import type { Blocks } from '../index/blocks'
import { inJobs } from './condition'
import type { Matches } from './matches'

/** Jobs of one archive, each of which it holds once. */
export interface Jobs {
  /** The newest, which are of use in a list to pick from, newest first. */
  newest: readonly Key[]
  total: number
}

/** The jobs whose id holds a text, of which so many of the newest are listed. */
export function jobsHolding(
  { blocks }: { blocks: Blocks },
  { parts, total }: Matches,
  { contains, limit }: { contains: string; limit: number }
): Jobs {
  const needle = contains.toLowerCase()
  const newest: Key[] = []
  let sum = 0
  for (const { slot, bits } of parts.toReversed()) {
    if (needle === '' && newest.length >= limit) break
    const block = blocks.load(slot)
    const holding = needle === '' ? bits : and(bits, inJobs(block, needle))
    sum += count(holding, block.rows)
    if (newest.length >= limit) continue
    const rows: number[] = []
    forEachRow(holding, block.rows, (row) => rows.push(row))
    const listed = rows.reverse().slice(0, limit - newest.length)
    for (const row of listed) newest.push(keyAt(block, row))
  }
  return { newest, total: needle === '' ? total : sum }
}

/** Where several archives are asked: so many of each are compared, as two may hold the same job. */
export const comparedJobs = 10_000

/** Adds up the jobs of several archives, and cuts the list. */
export function mergedJobs(found: readonly Jobs[], limit: number): ValueCounts {
  const byId = new Map<string, { value: string; count: number; created: number }>()
  for (const { jobId, created } of found.flatMap(({ newest }) => newest)) {
    const known = byId.get(jobId) ?? { value: jobId, count: 0, created }
    byId.set(jobId, known)
    known.count++
  }
  const jobs = [...byId.values()].sort((a, b) => b.count - a.count || b.created - a.created)
  const [total, shown] = found.reduce(
    ([sum, list], { total, newest }) => [sum + total, list + newest.length],
    [0, 0]
  )
  return {
    values: jobs.slice(0, limit).map(({ value, count }) => ({ value, count })),
    distinct: total - (shown - jobs.length)
  }
}
