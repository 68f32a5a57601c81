import { shallowReactive } from 'vue'
import type { TableRow } from './row-source'

/** Rows a page. */
export const pageSize = 200
/** 8,000 rows, some megabytes: many screens to scroll back through. */
const keptPages = 40

export type CachedPage = readonly TableRow[]

/** Pages by number, the longest unused given up first. */
export function createPageCache() {
  const pages = shallowReactive(new Map<number, CachedPage>())
  /** Page numbers, the longest unused first. */
  const used = new Set<number>()

  function touch(number: number): void {
    used.delete(number)
    used.add(number)
  }

  function put(number: number, page: CachedPage): void {
    pages.set(number, page)
    touch(number)
    for (const oldest of used) {
      if (used.size <= keptPages) break
      used.delete(oldest)
      pages.delete(oldest)
    }
  }

  function clear(): void {
    pages.clear()
    used.clear()
  }

  /** All pages at once, so that no frame shows some of the old and some of the new. */
  function replace(fresh: ReadonlyMap<number, CachedPage>): void {
    for (const number of [...pages.keys()]) {
      if (!fresh.has(number)) pages.delete(number)
    }
    used.clear()
    for (const [number, page] of fresh) put(number, page)
  }

  return {
    get: (number: number) => pages.get(number),
    entries: () => pages.entries(),
    touch,
    put,
    clear,
    replace
  }
}
