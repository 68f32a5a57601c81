import type { Span } from '#shared/archive-query'
import { lengthOf, secondMs, wholeSecond } from '../intervals'

/** Rows of a window: what is aimed at, and the most before it is halved. */
export const windowRows = { aim: 2000, most: 4000 }

const longestMs = 3650 * 86_400_000

/** Length of the first window of a stretch with so many rows, ms. */
export function firstLength(stretch: Span, rows: number): number {
  return bounded((lengthOf(stretch) * windowRows.aim) / Math.max(1, rows))
}

/** The next window to fetch: the beginning of the first gap. */
export function nextWindow(gaps: readonly Span[], lengthMs: number): Span | null {
  const [gap] = gaps
  if (!gap) return null
  return { start: gap.start, end: Math.min(gap.end, gap.start + lengthMs - secondMs) }
}

/**
 * Length of the window after one that held so many rows: at most half where they were too many, at
 * most four times where they were few.
 * @param lengthMs what was planned; the window itself may have been cut short by the end of its gap
 */
export function nextLength(lengthMs: number, window: Span, rows: number): number {
  const ideal = (lengthOf(window) * windowRows.aim) / Math.max(1, rows)
  if (rows > windowRows.most) return bounded(Math.min(ideal, lengthOf(window) / 2))
  return bounded(Math.min(Math.max(ideal, lengthMs / 2), lengthMs * 4))
}

/** Whether a window has to be made smaller before it is fetched. One second cannot be divided. */
export function isTooBig(window: Span, rows: number): boolean {
  return rows > windowRows.most && lengthOf(window) > secondMs
}

function bounded(lengthMs: number): number {
  return Math.max(secondMs, wholeSecond(Math.min(lengthMs, longestMs)))
}
