import type { Notice } from '#shared/api'
import type { ArchivePage, Histogram, Statistics, Story, ValueCounts } from '#shared/archive-query'
import type { WireError } from '#shared/errors'
import type { OperationParameters } from '#shared/parameters'
import type {
  Archive,
  Due,
  HeldCoverage,
  HeldRecords,
  RunningJob,
  StoredAnswer,
  StoreReport,
  SyncArchive
} from '../ports'

export type Reply<T> = { ok: true; value: T } | { ok: false; error: WireError }

/** What the archive's process does when asked. One call after the other, as SQLite is synchronous. */
export interface WorkerFunctions {
  store: (...input: Parameters<SyncArchive['store']>) => Reply<StoreReport>
  answer: (profileId: string, parameters: OperationParameters) => Reply<StoredAnswer | null>
  record: (profileId: string, jobId: string) => Reply<string | null>
  page: (...input: Parameters<Archive['page']>) => Reply<ArchivePage>
  records: (...input: Parameters<Archive['records']>) => Reply<HeldRecords>
  counts: (...input: Parameters<Archive['counts']>) => Reply<ValueCounts>
  histogram: (...input: Parameters<Archive['histogram']>) => Reply<Histogram>
  statistics: (...input: Parameters<Archive['statistics']>) => Reply<Statistics>
  story: (...input: Parameters<Archive['story']>) => Reply<Story>
  coverage: (profileId: string) => Reply<HeldCoverage>
  mark: (...input: Parameters<SyncArchive['mark']>) => Reply<HeldCoverage>
  pending: (profileId: string) => Reply<RunningJob[]>
  countBetween: (...input: Parameters<SyncArchive['countBetween']>) => Reply<number>
  announce: (...input: Parameters<SyncArchive['announce']>) => Reply<string[]>
  due: (profileId: string) => Reply<Due>
  noteGone: (...input: Parameters<SyncArchive['noteGone']>) => Reply<boolean>
  told: (...input: Parameters<SyncArchive['told']>) => Reply<void>
  /** Closes the file, so that it can be deleted. */
  release: (profileId: string) => Reply<void>
  /** The SQLite module and its version. */
  engine: () => Reply<string>
  closeAll: () => Reply<void>
}

/** What it announces. */
export interface HostFunctions {
  notice: (notice: Notice) => void
  /** A file was begun anew without what it held. */
  lost: (profileId: string) => void
}

/** A process of the archive as its owner sees it. */
export interface ArchiveProcess {
  post: (message: unknown) => void
  onMessage: (listener: (message: unknown) => void) => void
  onExit: (listener: () => void) => void
  kill: () => void
}
