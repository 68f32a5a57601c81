import type { Span } from '#shared/archive-query'

export const storySpans = ['day', 'week', 'month', 'all'] as const
export type StorySpan = (typeof storySpans)[number]

const day = 86_400_000
const lengths = { day, week: 7 * day, month: 30 * day } as const

/** A stretch of that length around a time, most of it before, none of it to come; null: all. ms */
export function storyWindow(span: StorySpan, around: number, now: number): Span | null {
  if (span === 'all') return null
  const length = lengths[span]
  const end = Math.max(around, Math.min(now, around + length / 4))
  // Whole minutes, so that the passing of time is not another question each time it is asked.
  const rounded = Math.ceil(end / 60_000) * 60_000
  return { start: rounded - length, end: rounded }
}
