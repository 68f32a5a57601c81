import type { Session } from './session'

/**
 * What is asked on screen, as text to compare; null: nothing yet. A preset's times are counted anew at
 * each look and are still the same question.
 */
export function questionOf({ view, asked, askedArchive, ran }: Session): string | null {
  const query = view === 'archive' ? askedArchive : asked
  if (!query) return null
  const range = ran?.range
  const counted = range === 'custom' ? [] : ['start_time', 'end_time']
  return JSON.stringify([query, range], (name, value: unknown) =>
    counted.includes(name) ? undefined : value
  )
}
