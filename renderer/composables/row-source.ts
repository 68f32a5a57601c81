import type { Operation } from '#shared/operation'

/** A row of the table; with several profiles merged it says whose it is. */
export interface TableRow extends Operation {
  profileId?: string
}

/** One end of a stretch of rows. */
export interface RangeEnd {
  /** Row from 0. */
  index: number
  /** Null: not at hand yet. */
  row: TableRow | null
}

/** Names a row wherever it is shown. */
export interface RowPlace {
  profileId: string
  jobId: string
}

/** What the table shows: so many rows, of which some may still be on their way. */
export interface RowSource {
  readonly count: number
  /** Null: not at hand yet. */
  rowAt: (index: number) => TableRow | null
  /** Place of a row among those at hand; -1: not at hand. */
  indexOf: (key: string) => number
  /** All rows at hand, in no order. */
  held: () => readonly TableRow[]
  /** Says which rows are in sight, both ends included, so that they are fetched. */
  need: (first: number, last: number) => void
  /** The rows from one end to the other, in the order of the screen; those not at hand are fetched. */
  range: (from: RangeEnd, to: RangeEnd) => readonly TableRow[] | Promise<readonly TableRow[]>
}

/** Names a row: the job id alone is not unique once profiles are merged. */
export function keyOf({ profileId, jobId }: TableRow): string {
  return profileId === undefined ? jobId : `${profileId}/${jobId}`
}

/** What {@link keyOf} names; `profileId` is whose the key is where it does not say so itself. */
export function placeOf(key: string, profileId: string | null): RowPlace {
  if (profileId !== null) return { profileId, jobId: key }
  const end = key.indexOf('/')
  return { profileId: key.slice(0, end), jobId: key.slice(end + 1) }
}

/** Rows that are all at hand, as Live has them. */
export function listSource(rows: readonly TableRow[]): RowSource {
  return {
    count: rows.length,
    rowAt: (index) => rows[index] ?? null,
    indexOf: (key) => rows.findIndex((row) => keyOf(row) === key),
    held: () => rows,
    need: () => undefined,
    range: (from, to) =>
      rows.slice(Math.min(from.index, to.index), Math.max(from.index, to.index) + 1)
  }
}
