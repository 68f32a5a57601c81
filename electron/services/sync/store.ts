import type { OperationAnswer } from '../hpc/client'
import type { Sleep, StoreReport, SyncArchive } from '../ports'
import type { Gate } from './gate'

/** What the pages of one piece of work changed. */
export type Changes = Pick<StoreReport, 'added' | 'changed'>

/** The most pages of one transaction: some 20 ms, which is what a query may have to wait for it. */
export const together = 24
/** So many pages begin one: a window, mostly, which is stored while the next one comes. */
const enough = 20
/** Pages on their way into the archive before more are fetched. */
export const mostWaiting = 2 * together
/** How long pages wait for others where many follow each other, ms: so long that a slow line fills a transaction too. */
const gatherMs = 250

interface Deps {
  archive: SyncArchive
  profileId: string
  gate: Gate
  /**
   * Given where many pages follow each other, so that one may wait a little for others: job ids lie
   * anywhere in their index, and a transaction writes as many of its pages for one page of rows as for ten.
   */
  gathering?: { sleep: Sleep; signal: AbortSignal }
  /** Summed up here, so that it is known even where the work ends early. */
  changes: Changes
}

interface Waiting {
  page: OperationAnswer
  stored: () => void
  failed: (error: unknown) => void
}

/** Stores a page; resolves once it is. */
export interface Store {
  (page: OperationAnswer): Promise<void>
  /** No page follows soon: those that wait for others wait no longer. */
  flush: () => void
}

/**
 * Puts pages of one piece of work into the archive: those that come while it is busy wait and are stored
 * together.
 */
export function createStore({ archive, profileId, gate, gathering, changes }: Deps): Store {
  const least = gathering ? enough : 1
  let waiting: Waiting[] = []
  let isBusy = false
  /** Pages of those that wait which wait for no others. */
  let urgent = 0
  let pause: AbortController | null = null

  async function storeWaiting(): Promise<void> {
    pause?.abort()
    pause = null
    // Pages that waited for others may have gone with those of a window that ended meanwhile.
    if (isBusy || waiting.length === 0) return
    isBusy = true
    do {
      const batch = waiting.slice(0, together)
      waiting = waiting.slice(together)
      urgent = Math.max(0, urgent - together)
      try {
        await storeBatch(batch.map(({ page }) => page))
        batch.forEach(({ stored }) => stored())
      } catch (error) {
        batch.forEach(({ failed }) => failed(error))
      }
    } while (urgent > 0 || waiting.length >= least)
    isBusy = false
    storeSoon()
  }

  function storeSoon(): void {
    if (waiting.length >= least) void storeWaiting()
    else if (waiting.length > 0 && !pause) void gather()
  }

  async function gather(): Promise<void> {
    if (!gathering) return
    const mine = new AbortController()
    pause = mine
    // Whoever stops the work does not wait.
    await gathering.sleep(gatherMs, AbortSignal.any([mine.signal, gathering.signal]))
    if (pause === mine) void storeWaiting()
  }

  async function storeBatch(pages: readonly OperationAnswer[]): Promise<void> {
    const bodies = pages.map(({ body, at }) => ({ body, at, answer: null }))
    const { added, changed } = await archive.store(profileId, ...bodies)
    gate.stored()
    changes.added += added
    changes.changed += changed
  }

  function store(page: OperationAnswer): Promise<void> {
    return new Promise((stored, failed) => {
      waiting.push({ page, stored, failed })
      storeSoon()
    })
  }

  return Object.assign(store, {
    flush: () => {
      urgent = waiting.length
      if (urgent > 0) void storeWaiting()
    }
  })
}

export function noChanges(): Changes {
  return { added: 0, changed: 0 }
}
