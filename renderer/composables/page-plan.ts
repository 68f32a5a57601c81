import { pageSize } from './page-cache'

/** Rows in sight, both ends included, and whether one scrolls down. */
export interface Sight {
  first: number
  last: number
  down: boolean
}

export function pagesOf(first: number, last: number): number[] {
  const from = Math.max(0, Math.floor(first / pageSize))
  const to = Math.max(from, Math.floor(last / pageSize))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Pages in sight, the nearest to the middle first, then the one scrolling meets next. */
export function wantedPages({ first, last, down }: Sight, total: number): number[] {
  const end = Math.ceil(total / pageSize) - 1
  const middle = (first + last) / 2 / pageSize - 0.5
  const seen = pagesOf(first, last)
  seen.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
  const next = down ? Math.max(...seen) + 1 : Math.min(...seen) - 1
  return [...seen, next].filter((number) => number >= 0 && number <= end)
}
