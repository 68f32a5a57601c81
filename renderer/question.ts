import type { Session } from './session'

/** What is asked on screen, as text to compare; null: nothing yet. */
export function questionOf(session: Session): string | null {
  const { view, asked, askedArchive } = session
  const query = view === 'archive' ? askedArchive : asked
  return query ? contentUnder(session, query) : null
}

/**
 * A question of a session as text to compare. The times of its preset are counted anew at each look and make no
 * other question.
 */
export function contentUnder({ ran }: Pick<Session, 'ran'>, question: unknown): string {
  const range = ran?.range
  return contentOf([question, range], range === 'custom' ? [] : ['start_time', 'end_time'])
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
