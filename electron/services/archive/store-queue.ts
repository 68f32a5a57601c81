import type { StoredPage, StoreReport } from '../ports'
import { isSameBytes } from '../utf8'

interface Deps {
  /** Keeps pages of one profile in one transaction. */
  send: (profileId: string, pages: readonly StoredPage[]) => Promise<StoreReport>
  /** Pages wait until so long none came, ms. */
  restMs: () => number
  /** No page waits longer, ms. */
  mostMs: number
}

interface Waiting {
  pages: StoredPage[]
  report: Promise<StoreReport>
  sent: (report: Promise<StoreReport>) => void
}

/**
 * Pages that nobody waits for are handed over together once no more come: while one scrolls, keeping
 * each page at once would hold up the next. A page that comes again as it was goes once.
 */
export function createStoreQueue({ send, restMs, mostMs }: Deps) {
  let waiting = new Map<string, Waiting>()
  let rest: ReturnType<typeof setTimeout> | undefined
  let limit: ReturnType<typeof setTimeout> | undefined

  function add(profileId: string, page: StoredPage): Promise<StoreReport> {
    if (waiting.size === 0) limit = setTimeout(flush, mostMs)
    clearTimeout(rest)
    rest = setTimeout(flush, restMs())
    const known = waiting.get(profileId) ?? begin(profileId)
    known.pages = [...known.pages.filter((other) => !isSame(other, page)), page]
    return known.report
  }

  function begin(profileId: string): Waiting {
    let sent!: Waiting['sent']
    const report = new Promise<StoreReport>((resolve) => (sent = resolve))
    const begun = { pages: [], report, sent }
    waiting.set(profileId, begun)
    return begun
  }

  /** Hands over what waits before it returns, so that whatever is asked next comes after it. */
  function flush(): void {
    clearTimeout(rest)
    clearTimeout(limit)
    const going = waiting
    waiting = new Map()
    for (const [profileId, { pages, sent }] of going) sent(send(profileId, pages))
  }

  return { add, flush }
}

function isSame(a: StoredPage, b: StoredPage): boolean {
  return isSameBytes(a.body, b.body) && JSON.stringify(a.answer) === JSON.stringify(b.answer)
}
