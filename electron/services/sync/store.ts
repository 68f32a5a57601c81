import type { OperationAnswer } from '../hpc/client'
import type { StoreReport, SyncArchive } from '../ports'
import type { Gate } from './gate'

/** What the pages of one piece of work changed. */
export type Changes = Pick<StoreReport, 'added' | 'changed' | 'failed'>

interface Deps {
  archive: SyncArchive
  profileId: string
  gate: Gate
  /** Summed up here, so that it is known even where the work ends early. */
  changes: Changes
}

export type Store = ReturnType<typeof createStore>

/** Puts pages of one piece of work into the archive. */
export function createStore({ archive, profileId, gate, changes }: Deps) {
  return async function store({ body, at }: OperationAnswer): Promise<void> {
    const { added, changed, failed } = await archive.store(profileId, { body, at, answer: null })
    gate.stored()
    changes.added += added
    changes.changed += changed
    changes.failed.push(...failed)
  }
}

export function noChanges(): Changes {
  return { added: 0, changed: 0, failed: [] }
}
