import type { OperationAnswer } from '../hpc/client'
import type { StoreReport, SyncArchive } from '../ports'
import type { Gate } from './gate'

/** What the pages of one piece of work changed. */
export type Changes = Pick<StoreReport, 'added' | 'changed' | 'failed'>

/** Pages of one transaction: some 15 ms, which is what a query may have to wait for it. */
const together = 16
/** Pages on their way into the archive before more are fetched. */
export const mostWaiting = 2 * together

interface Deps {
  archive: SyncArchive
  profileId: string
  gate: Gate
  /** Summed up here, so that it is known even where the work ends early. */
  changes: Changes
}

interface Waiting {
  page: OperationAnswer
  stored: () => void
  failed: (error: unknown) => void
}

export type Store = ReturnType<typeof createStore>

/**
 * Puts pages of one piece of work into the archive: those that come while it is busy wait and are stored
 * together.
 */
export function createStore({ archive, profileId, gate, changes }: Deps) {
  let waiting: Waiting[] = []
  let isBusy = false

  async function storeWaiting(): Promise<void> {
    isBusy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, together)
      waiting = waiting.slice(together)
      try {
        await storeBatch(batch.map(({ page }) => page))
        batch.forEach(({ stored }) => stored())
      } catch (error) {
        batch.forEach(({ failed }) => failed(error))
      }
    }
    isBusy = false
  }

  async function storeBatch(pages: readonly OperationAnswer[]): Promise<void> {
    const bodies = pages.map(({ body, at }) => ({ body, at, answer: null }))
    const { added, changed, failed } = await archive.store(profileId, ...bodies)
    gate.stored()
    changes.added += added
    changes.changed += changed
    changes.failed.push(...failed)
  }

  return function store(page: OperationAnswer): Promise<void> {
    return new Promise((stored, failed) => {
      waiting.push({ page, stored, failed })
      if (!isBusy) void storeWaiting()
    })
  }
}

export function noChanges(): Changes {
  return { added: 0, changed: 0, failed: [] }
}
