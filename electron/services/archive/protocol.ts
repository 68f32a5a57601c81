import type { Notice } from '#shared/api'
import type { WireError } from '#shared/errors'
import type { Operation, RawOperation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'
import type { HeldCoverage, StoredAnswer, StoreReport, SyncArchive } from '../ports'

export type Reply<T> = { ok: true; value: T } | { ok: false; error: WireError }

/** What the archive's process does when asked. One call after the other, as SQLite is synchronous. */
export interface WorkerFunctions {
  store: (
    profileId: string,
    rows: readonly RawOperation[],
    answer: { parameters: OperationParameters; total: number; at: number } | null
  ) => Reply<void>
  answer: (profileId: string, parameters: OperationParameters) => Reply<StoredAnswer | null>
  search: (
    profileId: string,
    parameters: OperationParameters,
    text: string
  ) => Reply<{ rows: Operation[]; total: number; at: number | null }>
  records: (
    profileId: string,
    parameters: OperationParameters,
    text: string
  ) => Reply<{ records: RawOperation[]; total: number }>
  record: (profileId: string, jobId: string) => Reply<string | null>
  ingest: (...input: Parameters<SyncArchive['store']>) => Reply<StoreReport>
  coverage: (profileId: string) => Reply<HeldCoverage>
  mark: (...input: Parameters<SyncArchive['mark']>) => Reply<HeldCoverage>
  pending: (
    ...input: Parameters<SyncArchive['pending']>
  ) => Reply<{ jobId: string; createTime: number | null }[]>
  countBetween: (...input: Parameters<SyncArchive['countBetween']>) => Reply<number>
  announce: (...input: Parameters<SyncArchive['announce']>) => Reply<string[]>
  /** Closes the file, so that it can be deleted. */
  release: (profileId: string) => Reply<void>
  closeAll: () => Reply<void>
}

/** What it announces. */
export interface HostFunctions {
  notice: (notice: Notice) => void
}

/** A process of the archive as its owner sees it. */
export interface ArchiveProcess {
  post: (message: unknown) => void
  onMessage: (listener: (message: unknown) => void) => void
  onExit: (listener: () => void) => void
  kill: () => void
}
