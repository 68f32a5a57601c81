import type { z } from 'zod'
import type { Notice } from '#shared/api'
import type {
  ArchiveOrder,
  ArchivePage,
  ArchivePageInput,
  ArchiveSelection,
  Histogram,
  HistogramInput,
  Span,
  Statistics,
  StatisticsInput,
  Story,
  StoryInput,
  ValueCounts,
  ValueCountsInput
} from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'
import type { CoverageInterval } from '#shared/sync'
import type { Operation } from '#shared/operation'
import type { Config } from '#shared/settings'
import type { Release } from '#shared/updates'

/** Secrets by account (a profile's id). Each call throws AppError `keychain-…` when it cannot be done. */
export interface SecretStore {
  /**
   * Writes, reads and deletes a test entry: the only way to tell a locked keyring from an empty one.
   * @param late called where the entry is written after all, once the call has failed as timed out
   */
  probe: (late?: () => void) => Promise<void>
  /** @param late called with what is read after all, once the call has failed as timed out */
  get: (account: string, late?: (secret: string | null) => void) => Promise<string | null>
  /** @param late called where it is written after all, once the call has failed as timed out */
  set: (account: string, secret: string, late?: () => void) => Promise<void>
  /** @returns whether there was one; a locked keyring says that there was none */
  delete: (account: string) => Promise<boolean>
}

/** `config.json` as one value. Writes are atomic. */
export interface ConfigStore {
  get: () => Config
  /** @throws AppError `disk-full`, `permission-denied`, `write-failed` */
  update: (change: (config: Config) => Config) => void
}

/** Asks the user for a file. Null: the dialog was closed. */
export interface FilePicker {
  save: (suggestedName: string, kind: 'csv' | 'json' | 'png') => Promise<string | null>
  open: (kind: 'json') => Promise<string | null>
}

/** Messages only; whatever is written is redacted first. */
export interface Log {
  info: (message: string, facts?: Record<string, unknown>) => void
  warn: (message: string, facts?: Record<string, unknown>) => void
  error: (message: string, facts?: Record<string, unknown>) => void
}

/** What is used of `fetch`, so that the platform's own fits and a leaner one too. */
export type Fetch = (
  url: string,
  init: { method: 'GET'; signal: AbortSignal; redirect: 'error'; headers: Record<string, string> }
) => Promise<Pick<Response, 'status' | 'bytes'> & { headers: Pick<Headers, 'get'> }>

/** ms since the epoch. */
export type Clock = () => number

/** Resolves after so many ms, or as soon as the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

/** Looks for, fetches and installs releases. Whatever it throws, `problemOf` reads. */
export interface Updater {
  /** Null: there is none newer than this. */
  check: () => Promise<Release | null>
  /** Fetches what the last check found, and keeps it only if it is the file the list names. Bytes. */
  download: (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<void>
  /** Ends the app and starts the new one; where that fails the app goes on as it was. */
  install: () => Promise<void>
}

/** What is known of quotas, each by its `quotaIdOf`; times are ms since the epoch. */
export interface QuotaRecord {
  /** Times of the calls of the running window. */
  calls: Record<string, number[]>
  /** Until when a service that refused (2500) is left in peace. */
  refused: Record<string, number>
}

/** Outlives the app. */
export interface QuotaMemory {
  load: () => QuotaRecord
  /** Keeps within seconds what is read then. */
  keepSoon: (read: () => QuotaRecord) => void
}

/** Shows a desktop notification. */
export interface Notifier {
  show: (notification: { title: string; body: string }) => void
}

/** Single numbers a sync goes on with, ms where they are times. */
export interface SyncFacts {
  /** The service's oldest row; absent: not asked yet, or it has none. */
  oldest?: number
  /** Rows were found before it; from then on there may be some, ms. */
  earliest?: number
  /** The longest time before now that the service was seen to have rows of: so long it keeps them at least, ms. */
  keptMs?: number
  serviceTotal?: number
  /** Rows the service counted and that could not be fetched, as no time shows them. */
  unreached?: number
  countedAt?: number
  /** How far new rows were fetched; what lies before and is not covered is the backfill's. */
  lookedUntil?: number
  /** When that look asked, by our clock: tells how late the service can have been. */
  lookedAt?: number
  /** 1: the user paused it. */
  paused?: number
  /** 1: the user started it once, so the whole history is wanted. */
  started?: number
  /** Length of the next window. */
  windowMs?: number
  /** Whether the service includes a time bound itself, as `bounds.ts` found out. */
  startIncluded?: number
  endIncluded?: number
}

/** Facts to set; null forgets one. */
export type FactChanges = { [F in keyof SyncFacts]?: number | null }

/** What the user wants of a profile's sync. */
export interface SyncWish {
  /** The whole history. */
  started: boolean
  paused: boolean
}

/** Wishes by profile, kept apart from the archives: one that is broken must not cost them. */
export interface SyncWishes {
  get: (profileId: string) => SyncWish | null
  /** Null forgets it. What cannot be written is logged. */
  set: (profileId: string, wish: SyncWish | null) => void
}

/** What is known of one profile. */
export interface HeldCoverage {
  intervals: CoverageInterval[]
  /** Rows held. */
  held: number
  facts: SyncFacts
}

/** A page of an answer, as it goes into the archive. */
export interface StoredPage {
  /** JSON text of the service's answer, UTF-8: as it came it crosses to the archive's process at half the cost. */
  body: Uint8Array
  /** When it arrived, ms. */
  at: number
  /** The query it answers, where it is to be found again. */
  answer: { parameters: OperationParameters; total: number } | null
}

/** What a page changed. */
export interface StoreReport {
  added: number
  changed: number
  rows: number
}

/** Job ids a notification has to name, the last found first. */
export interface Due {
  failed: string[]
  stuck: string[]
}

/** A held row that still runs. */
export interface RunningJob {
  jobId: string
  /** ms. */
  createTime: number | null
  status: string
  /** When the service no longer had it, ms; null: it had it when it was last asked. */
  goneAt: number | null
}

/** What the sync needs of the archive; calls for one profile are carried out in the order they were made. */
export interface SyncArchive {
  /** Whether anything was ever kept of a profile. Every other call makes its file where there is none. */
  exists: (profileId: string) => Promise<boolean>
  /** Keeps pages in one transaction, which takes less than one for each. */
  store: (profileId: string, ...pages: readonly StoredPage[]) => Promise<StoreReport>
  coverage: (profileId: string) => Promise<HeldCoverage>
  /** Lays an interval over what is known and sets facts, in one transaction after those of all rows stored before. */
  mark: (
    profileId: string,
    interval: CoverageInterval | null,
    facts?: FactChanges
  ) => Promise<HeldCoverage>
  /** All held rows that still run, oldest first. */
  pending: (profileId: string) => Promise<RunningJob[]>
  /** Held rows created in a span, both ends included. */
  countBetween: (profileId: string, span: Span) => Promise<number>
  /** Notes that jobs are announced, and due for a notification. @returns those that had not been before */
  announce: (profileId: string, reason: keyof Due, jobIds: readonly string[]) => Promise<string[]>
  /** Jobs no notification has named yet. Failures are noted as their rows are stored, whoever stores them. */
  due: (profileId: string) => Promise<Due>
  /** Notes that the service has a held job no more, until it sends it again. @param at ms @returns whether that is new */
  noteGone: (profileId: string, jobId: string, at: number) => Promise<boolean>
  /** Notes that a notification names these. */
  told: (profileId: string, due: Due) => Promise<void>
  record: (profileId: string, jobId: string) => Promise<string | null>
  /**
   * A file was broken and begun anew without what it held. Told before the call is answered that met it.
   * @returns a function that ends it
   */
  onLost: (listener: (profileId: string) => void) => () => void
}

/** What a row is ordered by; comparable between archives. */
export interface SortKey {
  value: number | string
  created: number
  jobId: string
}

/** Where a row stood in an order when it was read, wherever it stands since. */
export interface HeldPlace {
  profileId: string
  key: SortKey
}

/** A record as received: JSON text, as objects that cross to another process lose how a number was written. */
export interface HeldRecord {
  profileId: string
  text: string
}

/** The next records of a selection in an order. */
export interface RecordsInput {
  selection: ArchiveSelection
  order: ArchiveOrder
  /** Null: from the first one. */
  after: HeldPlace | null
  limit: number
}

export interface HeldRecords {
  records: HeldRecord[]
  /** All that match. */
  total: number
  /** Where the next ones go on; null where there are none here. */
  last: HeldPlace | null
}

export interface StoredAnswer {
  rows: Operation[]
  total: number
  /** When the service gave it, ms. */
  at: number
}

/**
 * What is held of each profile, in a process of its own. One file per profile, opened when first used.
 * Calls for one profile are answered in the order they were made.
 * Each rejects with AppError `archive-unavailable`, `archive-newer`, `disk-full` or `permission-denied`.
 */
export interface Archive {
  /** Keeps rows (newest state wins, by job id) and, in the same transaction, the answer they came in. */
  store: (profileId: string, page: StoredPage) => Promise<StoreReport>
  /** As `store`, but together with the pages that come right after; whatever is asked next sees them. */
  storeSoon: (profileId: string, page: StoredPage) => Promise<StoreReport>
  /** The newest stored answer to exactly this query, offset, limit and order included. */
  answer: (profileId: string, parameters: OperationParameters) => Promise<StoredAnswer | null>
  /**
   * One page of what is held, several archives merged by the order asked for. One of several that cannot be
   * read is left out, here and in what is counted, and told of.
   */
  page: (input: z.output<typeof ArchivePageInput>) => Promise<ArchivePage>
  /** Records as received, page after page; for exports. Rejects where one of several cannot be read. */
  records: (input: RecordsInput) => Promise<HeldRecords>
  counts: (input: z.output<typeof ValueCountsInput>) => Promise<ValueCounts>
  histogram: (input: z.output<typeof HistogramInput>) => Promise<Histogram>
  statistics: (input: z.output<typeof StatisticsInput>) => Promise<Statistics>
  story: (input: z.output<typeof StoryInput>) => Promise<Story>
  /** Raw record, JSON text as received. */
  record: (profileId: string, jobId: string) => Promise<string | null>
  /** The SQLite module and its version. */
  engine: () => Promise<string>
  /** Closes and deletes the file. */
  remove: (profileId: string) => Promise<void>
  /** Writes everything that is waiting and ends the process. */
  close: () => Promise<void>
  /** Broken files that were put aside. */
  onNotice: (listener: (notice: Notice) => void) => () => void
}
