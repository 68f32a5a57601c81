import type { OperationParameters } from '#shared/parameters'
import type { Notice } from '#shared/api'
import type { Operation, RawOperation } from '#shared/operation'
import type { Config } from '#shared/settings'

/** Secrets by account (a profile's id). Each call throws AppError `keychain-…` when it cannot be done. */
export interface SecretStore {
  /** Writes, reads and deletes a test entry: the only way to tell a locked keyring from an empty one. */
  probe: () => Promise<void>
  get: (account: string) => Promise<string | null>
  set: (account: string, secret: string) => Promise<void>
  delete: (account: string) => Promise<void>
}

/** `config.json` as one value. Writes are atomic. */
export interface ConfigStore {
  get: () => Config
  /** @throws AppError `disk-full`, `permission-denied`, `write-failed` */
  update: (change: (config: Config) => Config) => void
}

/** Asks the user for a file. Null: the dialog was closed. */
export interface FilePicker {
  save: (suggestedName: string, kind: 'csv' | 'json') => Promise<string | null>
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
) => Promise<Pick<Response, 'status' | 'text'> & { headers: Pick<Headers, 'get'> }>

/** ms since the epoch. */
export type Clock = () => number

/** A record and what was made of it. */
export interface HeldOperation {
  operation: Operation
  raw: RawOperation
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
  store: (
    profileId: string,
    rows: readonly RawOperation[],
    answer: { parameters: OperationParameters; total: number; at: number } | null
  ) => Promise<void>
  /** The newest stored answer to exactly this query, offset, limit and order included. */
  answer: (profileId: string, parameters: OperationParameters) => Promise<StoredAnswer | null>
  /** Filters what is held. `text`: a substring of any field, case-insensitive. */
  search: (
    profileId: string,
    parameters: OperationParameters,
    text: string
  ) => Promise<StoredAnswer | { rows: Operation[]; total: number; at: null }>
  /** Raw records of a page, same order as `search`; for exports. */
  records: (
    profileId: string,
    parameters: OperationParameters,
    text: string
  ) => Promise<{ records: RawOperation[]; total: number }>
  /** Raw record, JSON text as received. */
  record: (profileId: string, jobId: string) => Promise<string | null>
  /** Closes and deletes the file. */
  remove: (profileId: string) => Promise<void>
  /** Writes everything that is waiting and ends the process. */
  close: () => Promise<void>
  /** Broken files that were put aside. */
  onNotice: (listener: (notice: Notice) => void) => () => void
}
