import type { StoredPage } from '../ports'
import { isSameBytes } from '../utf8'
import { queryKey } from './answers'

/** Answers remembered, some 60 kB each. */
const most = 4

/**
 * The last answers as they came. A refresh, or a page one goes back to, mostly brings the same bytes, and
 * while nothing else was stored there is nothing in them that is not held.
 */
export function createRepeats() {
  const known = new Map<string, { body: Uint8Array; rows: number }>()
  let state = ''

  /**
   * @param now names all that is held: two states of the same name hold the same
   * @returns the rows of a page that came before, null for any other
   */
  function rowsOf({ answer, body }: StoredPage, now: string): number | null {
    if (!answer || now !== state) return null
    const last = known.get(queryKey(answer.parameters))
    return last && isSameBytes(last.body, body) ? last.rows : null
  }

  /** What was just stored, and the name of what is held since. */
  function remember({ answer, body }: StoredPage, rows: number, now: string): void {
    if (now !== state) known.clear()
    state = now
    if (!answer) return
    if (known.size >= most) known.delete(known.keys().next().value ?? '')
    known.set(queryKey(answer.parameters), { body, rows })
  }

  /** What is about to be stored anew: should that be another answer, the one remembered is not held any more. */
  function forget(pages: readonly StoredPage[]): void {
    for (const { answer } of pages) if (answer) known.delete(queryKey(answer.parameters))
  }

  return { rowsOf, remember, forget }
}
