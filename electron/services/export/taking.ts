import type { Exported, ExportQuery, RecordPage } from '../pages'
import type { HeldPlace } from '../ports'

/** Gets a page. @param after where the page before ended, of the archive's pages */
export type Ask = (query: ExportQuery, after?: HeldPlace | null) => Promise<RecordPage>

/** Writes records that were not written yet. @param total all that match @returns for each whether it was new */
export type Take = (records: readonly Exported[], total: number) => Promise<boolean[]>

/** What gets every row of an export. */
export interface Taking {
  query: ExportQuery
  ask: Ask
  take: Take
}
