import { go } from 'fuzzysort'

/** One line of the palette. */
export interface Entry {
  id: string
  title: string
  /** The title in the other language, which one may also type. */
  otherTitle: string
  group: string
  keys: readonly string[]
  /** Why it cannot be run now; empty: it can. */
  off: string
  checked: boolean | null
}

export interface Hit {
  entry: Entry
  /** Places of the letters that match in the title. */
  marks: readonly number[]
  /** Only the title in the other language matches. */
  other: boolean
}

/** Entries that match, the best first; without a question those used last, then all. */
export function find(entries: readonly Entry[], asked: string, recent: readonly string[]): Hit[] {
  const place = ({ id }: Entry) => {
    const index = recent.indexOf(id)
    return index < 0 ? recent.length : index
  }
  const text = asked.trim()
  if (text === '') {
    const sorted = entries.toSorted((one, two) => place(one) - place(two))
    return sorted.map((entry) => ({ entry, marks: [], other: false }))
  }
  const results = go(text, entries, {
    keys: [({ title }) => title, ({ otherTitle }) => otherTitle, ({ group }) => group],
    threshold: 0.3,
    limit: 0
  })
  const hits = results.map((result) => ({
    entry: result.obj,
    // What cannot be done, and what was never done, comes after its equals.
    score: result.score - (result.obj.off ? 0.1 : 0) + (recent.includes(result.obj.id) ? 0.05 : 0),
    marks: (result[0]?.score ?? 0) > 0 ? (result[0]?.indexes ?? []) : [],
    other: (result[0]?.score ?? 0) === 0 && (result[1]?.score ?? 0) > 0
  }))
  return hits.toSorted((one, two) => two.score - one.score).map(({ score: _own, ...hit }) => hit)
}
