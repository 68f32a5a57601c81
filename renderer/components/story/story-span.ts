import type { Span } from '#shared/archive-query'

export const storySpans = ['day', 'week', 'month', 'all'] as const
export type StorySpan = (typeof storySpans)[number]

const day = 86_400_000
const lengths = { day, week: 7 * day, month: 30 * day } as const
/** Closer than this there is nothing more to tell apart, ms. */
const shortest = 10_000
/** The times an archive can hold, ms. */
const held: Span = { start: 0, end: 0xffff_fffe * 1000 }

/** A stretch of that length around a time, most of it before, none of it to come; null: all. ms */
export function storyWindow(span: StorySpan, around: number, now: number): Span | null {
  if (span === 'all') return null
  const length = lengths[span]
  const end = Math.max(around, Math.min(now, around + length / 4))
  // Whole minutes, so that the passing of time is not another question each time it is asked.
  const rounded = Math.ceil(end / 60_000) * 60_000
  return within(rounded - length, length)
}

/** The stretch so many times as long; the point at `share` of it (0 to 1) stays where it is. */
export function zoomedSpan({ start, end }: Span, times: number, share = 0.5): Span {
  const length = Math.max(shortest, Math.round((end - start) * times))
  const fixed = start + (end - start) * share
  return within(Math.round(fixed - length * share), length)
}

/** The stretch moved by a share of its length; negative: back in time. */
export function movedSpan({ start, end }: Span, share: number): Span {
  const by = Math.round((end - start) * share)
  return within(start + by, end - start)
}

/** A stretch of that length, from `start` or from as near to it as there are times. */
function within(start: number, length: number): Span {
  const fitting = Math.min(length, held.end - held.start)
  const from = Math.min(held.end - fitting, Math.max(held.start, start))
  return { start: from, end: from + fitting }
}
