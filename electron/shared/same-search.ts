import { columns } from './operation'
import type { SearchState } from './settings'

/** Whether two searches ask the same and show the same columns; their widths do not matter. */
export function isSame(one: SearchState, other: SearchState): boolean {
  return textOf(one) === textOf(other)
}

/** Whether two searches ask the same, in whatever columns they show it. */
export function asksSame(one: SearchState, other: SearchState): boolean {
  return isSame({ ...one, columns: null }, { ...other, columns: null })
}

function textOf({ columns: chosen, ...state }: SearchState): string {
  const fields = chosen ?? columns.filter(({ shown }) => shown)
  return JSON.stringify(sorted({ ...state, columns: fields.map(({ field }) => field).join() }))
}

/** The same value with its keys and values in order, absent ones left out. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.toSorted()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
