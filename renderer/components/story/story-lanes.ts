import type { HeldRow, Span } from '#shared/archive-query'
import { layerOf, type Layer } from '../charts/histogram-shape'

/** What was done to one resource in one zone. */
export interface ResourceStory {
  resourceId: string
  /** Which zone, where several are merged. */
  zone: string
  /** Newest first; null: on their way. */
  rows: readonly HeldRow[] | null
  /** All there are; null: more than `rows`, and nobody counted them. */
  total: number | null
}

export interface StoryBar {
  row: HeldRow
  layer: Layer
  /** % of the lane. */
  left: number
  width: number
  /** Bars at the same time stand below each other, from 0. */
  line: number
}

/** Whether there are more operations than the rows at hand. */
export function isCut({ rows, total }: ResourceStory): boolean {
  return rows !== null && (total === null || rows.length < total)
}

/** When an operation ended, or `now` while it runs, ms; where it is gone, when that was found. */
export function endOf(row: HeldRow, now: number): number {
  if (layerOf(row.status) === 'pending') return row.goneAt ?? now
  return row.statusTime ?? row.createTime ?? now
}

/** From the first row to the last, a minute at least; null: there is none. */
export function spanOf(stories: readonly ResourceStory[], now: number): Span | null {
  const rows = stories.flatMap(({ rows }) => rows ?? [])
  const starts = rows.flatMap(({ createTime }) => createTime ?? [])
  const start = starts.reduce((least, ms) => Math.min(least, ms), Infinity)
  const end = rows.reduce((most, row) => Math.max(most, endOf(row, now)), -Infinity)
  return Number.isFinite(start) ? { start, end: Math.max(end, start + 60_000) } : null
}

/** Narrower bars are drawn this wide, so they take as much room, % of the lane. */
const least = 0.6

/** The bars of a lane in the order of time. */
export function barsOf(
  rows: readonly HeldRow[],
  { start, end }: Span,
  now: number,
  lines: number
): StoryBar[] {
  const share = (ms: number) => (ms / (end - start)) * 100
  /** Where each line is free again, %. */
  const free: number[] = []
  return rows.toReversed().flatMap((row) => {
    if (row.createTime === null) return []
    const from = Math.max(start, row.createTime)
    const until = Math.min(end, endOf(row, now))
    if (until < start || from > end) return []
    const left = share(from - start)
    const width = share(Math.max(0, until - from))
    const line = lineOf(free, left, lines)
    free[line] = left + Math.max(width, least)
    return [{ row, layer: layerOf(row.status), left, width, line }]
  })
}

/** The first line that is free; where none is, the one that is free soonest. */
function lineOf(free: readonly number[], left: number, lines: number): number {
  const found = free.findIndex((until) => until <= left)
  if (found >= 0) return found
  if (free.length < lines) return free.length
  return free.indexOf(Math.min(...free))
}

const kinds = { 'ehpc-': 'cluster', 'ehpcq-': 'queue', 'cln-': 'node' } as const
export type ResourceKind = (typeof kinds)[keyof typeof kinds] | 'other'

/** What a resource is, by the vendor's prefixes. */
export function kindOf(resourceId: string): ResourceKind {
  const prefix = /^[a-z]+-/.exec(resourceId)?.[0] ?? ''
  return kinds[prefix as keyof typeof kinds] ?? 'other'
}

/** The cluster an operation was in. */
export function clusterOf({ resourceIds }: HeldRow): string {
  return resourceIds.find((id) => kindOf(id) === 'cluster') ?? ''
}
