import type { Span } from '#shared/archive-query'

export const storySpans = ['day', 'week', 'month', 'all'] as const
export type StorySpan = (typeof storySpans)[number]

const day = 86_400_000
const lengths = { day, week: 7 * day, month: 30 * day } as const
/** Closer than this there is nothing more to tell apart, ms. */
const shortest = 10_000

/** A stretch of that length around a time, most of it before, none of it to come; null: all. ms */
export function storyWindow(span: StorySpan, around: number, now: number): Span | null {
  if (span === 'all') return null
  const length = lengths[span]
  const end = Math.max(around, Math.min(now, around + length / 4))
  // Whole minutes, so that the passing of time is not another question each time it is asked.
  const rounded = Math.ceil(end / 60_000) * 60_000
  return { start: rounded - length, end: rounded }
}

/** The stretch so many times as long; the point at `share` of it (0 to 1) stays where it is. */
export function zoomedSpan({ start, end }: Span, times: number, share = 0.5): Span {
  const length = Math.max(shortest, Math.round((end - start) * times))
  const fixed = start + (end - start) * share
  const from = Math.round(fixed - length * share)
  return { start: from, end: from + length }
}

/** The stretch moved by a share of its length; negative: back in time. */
export function movedSpan({ start, end }: Span, share: number): Span {
  const by = Math.round((end - start) * share)
  return { start: start + by, end: end + by }
}
