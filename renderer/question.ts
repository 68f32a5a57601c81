import type { Session } from './session'

/**
 * What is asked on screen, as text to compare; null: nothing yet. A preset's times are counted anew at
 * each look and are still the same question.
 */
export function questionOf({ view, asked, askedArchive, ran }: Session): string | null {
  const query = view === 'archive' ? askedArchive : asked
  if (!query) return null
  const range = ran?.range
  return contentOf([query, range], range === 'custom' ? [] : ['start_time', 'end_time'])
}

/**
 * What is asked, as text to compare. The moment its ages are counted from is another at each look.
 * @param left further members that make no other question
 */
export function contentOf(question: unknown, left: readonly string[] = []): string {
  return JSON.stringify(question, (name, value: unknown) =>
    name === 'at' || left.includes(name) ? undefined : value
  )
}
