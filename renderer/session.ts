import type { SearchState, Workspace } from '#shared/settings'
import type { TableRow } from './composables/row-source'
import type { ArchiveQuery } from './composables/archive-state'
import type { ArchiveRows } from './composables/use-archive-rows'
import type { Query, Search } from './composables/use-search'
import type { FormIssue, ParameterForm } from './parameter-form'

/** The log of one profile: its controls, its place, its search. */
export interface Session extends Omit<Workspace, 'parameters'> {
  profileId: string
  form: ParameterForm
  issues: FormIssue[]
  /** The query on screen, as sent. */
  asked: Query | null
  /** What was asked last, as a value to compare and to keep; null: nothing yet. */
  ran: SearchState | null
  /** Live's rows. */
  search: Search
  /** The query of the Archive on screen, as sent. */
  askedArchive: ArchiveQuery | null
  /** The Archive's rows. */
  archive: ArchiveRows
  /** The row the detail pane shows, which need not be in the table. */
  opened: TableRow | null
  /** Keys of the rows that are selected together, see `keyOf`: job ids where one profile is shown. */
  selection: readonly string[]
  /** The same rows by key, as they were when they were selected; they need not be in sight. */
  selectedRows: ReadonlyMap<string, TableRow>
  /** New rows appear by themselves. */
  following: boolean
  /** Rows that came in while Live was scrolled away from its top. */
  liveUnseen: number
  /** Time ranges the histogram was zoomed in from, the last one first to go back to. */
  zoomedFrom: Zoom[]
}

/** A time range as it was asked. */
export interface Zoom {
  range: Workspace['range']
  start_time: string | undefined
  end_time: string | undefined
}
