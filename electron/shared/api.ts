import { z } from 'zod'
import {
  ArchiveOrder,
  ArchivePage,
  ArchivePageInput,
  ArchiveSelection,
  Completeness,
  Histogram,
  HistogramInput,
  Statistics,
  StatisticsInput,
  Story,
  StoryInput,
  ValueCounts,
  ValueCountsInput
} from './archive-query'
import { ErrorCode, WireError } from './errors'
import { AppMenu } from './menu'
import { ColumnField, Operation } from './operation'
import { OperationParameters } from './parameters'
import { ConnectionReport, Profile, ProfileDraft, ProfileId } from './profile'
import { Quota } from './quota'
import {
  RecentSearch,
  SavedView,
  SearchState,
  Settings,
  SettingsPatch,
  TimeZone,
  ViewId,
  Workspace
} from './settings'
import { SyncState, VerifyReport } from './sync'
import { UpdateState } from './updates'

export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
}

function method<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Method<I, O> {
  return { input, output }
}

/** Where rows come from: the service now, its stored answer to this very query, or all that is held. */
export const Source = z.enum(['live', 'answer', 'archive'])
export type Source = z.infer<typeof Source>

export const SearchInput = z.object({
  profileId: ProfileId,
  parameters: OperationParameters,
  /** `auto`: live, and what is held when the zone cannot be reached. Further pages name their source. */
  from: z.enum(['auto', 'live', 'answer', 'archive']).default('auto'),
  /** Substring looked for in every field; Archive only. */
  text: z.string().max(1000).default('')
})
export type SearchInput = z.input<typeof SearchInput>

/** One page of an answer. */
export const OperationPage = z.object({
  source: Source,
  rows: z.array(Operation),
  /** All rows that match, at the service or in the archive. */
  total: z.number(),
  /** Place of the first row among all that match. */
  offset: z.number(),
  /** When the service gave this answer, or when the newest held row was received, ms; null: nothing held. */
  at: z.number().nullable(),
  /** Why the answer is not live, where live was asked for. */
  unreachable: WireError.nullable(),
  /** Parameters that could not be applied to what is held. */
  notApplied: z.array(z.string()),
  /** Of rows from the archive: whether all of the time asked about is held. */
  coverage: Completeness.optional(),
  skewMs: z.number().nullable(),
  quota: Quota
})
export type OperationPage = z.infer<typeof OperationPage>

export const ExportInput = z.object({
  profileId: ProfileId,
  parameters: OperationParameters,
  from: Source,
  /** Archive only: the rows on screen; absent: those of `profileId` that `parameters` name. */
  selection: ArchiveSelection.optional(),
  /** Of the selection. */
  order: ArchiveOrder.prefault({}),
  format: z.enum(['csv']).default('csv'),
  /** `utf-8-bom` begins with a byte order mark, which spreadsheets want for Chinese. */
  encoding: z.enum(['utf-8', 'utf-8-bom']).default('utf-8'),
  columns: z.array(ColumnField).min(1).optional(),
  timeZone: TimeZone.default('UTC'),
  /** Headers in the order of the columns; absent: the API's field names. */
  headers: z.array(z.string()).optional(),
  /** Header of the first column where several profiles are merged, which names each row's. */
  profileHeader: z.string().default('profile')
})
export type ExportInput = z.input<typeof ExportInput>

/** A finished export; null: the save dialog was closed. */
export const ExportResult = z
  .object({
    path: z.string(),
    /** The name that was asked for, where another program has that file open by now and this one lies beside it. */
    wanted: z.string().optional(),
    rows: z.number(),
    /**
     * Rows that matched when the export began. More than `rows` where the log changed meanwhile, or where
     * pages of a stored answer were never loaded.
     */
    total: z.number(),
    bytes: z.number()
  })
  .nullable()
export type ExportResult = z.infer<typeof ExportResult>

export const StatisticsExportInput = StatisticsInput.omit({ limit: true }).extend({
  format: z.enum(['csv', 'json']).default('csv'),
  encoding: z.enum(['utf-8', 'utf-8-bom']).default('utf-8'),
  /** Of the CSV, in the order of its columns; absent: the names in the JSON. */
  headers: z.array(z.string()).optional()
})
export type StatisticsExportInput = z.input<typeof StatisticsExportInput>

/** A drawn chart, to be kept as a file. */
export const PictureInput = z.object({
  /** Whose operations were counted. */
  profileIds: ArchiveSelection.shape.profileIds,
  /** A PNG, base64. */
  png: z.base64().max(20_000_000),
  /** Groups in the picture. */
  groups: z.int().min(0)
})
export type PictureInput = z.input<typeof PictureInput>

/** Something found on the way that the user should know. */
export const Notice = z.object({
  code: z.enum([
    'config-broken',
    /** Not all of the profiles and views could be read; the file as it was is kept. */
    'config-incomplete',
    'archive-broken',
    /** Broken, but every row of it is in the new one. */
    'archive-salvaged',
    'archive-write-failed',
    'secret-left'
  ]),
  /** Where the broken file was put, the file that cannot be written, or the account in the keychain. */
  path: z.string(),
  /** Why it cannot be written. */
  reason: ErrorCode.optional()
})
export type Notice = z.infer<typeof Notice>

export const links = ['vendor-api', 'vendor-console'] as const

export const AppInfo = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.string(),
  /** The runtime is the evaluation one: only loopback endpoints are allowed. */
  locked: z.boolean(),
  systemLanguage: z.enum(['zh-CN', 'en']),
  notices: z.array(Notice)
})
export type AppInfo = z.infer<typeof AppInfo>

export const folders = ['data', 'archive', 'logs'] as const
export const Folder = z.enum(folders)
export type Folder = z.infer<typeof Folder>

/** What a report of a fault should name, beside `AppInfo`. */
export const AboutInfo = z.object({
  /** The SQLite module and its version; null: the archive does not answer. */
  sqlite: z.string().nullable(),
  /** Chromium's sandbox holds the pages. An AppImage goes without where the system lets no program make one. */
  sandboxed: z.boolean(),
  folders: z.record(Folder, z.string())
})
export type AboutInfo = z.infer<typeof AboutInfo>

export const ViewList = z.object({
  views: z.array(SavedView),
  /** The view each profile opens with. */
  defaults: z.record(ProfileId, ViewId)
})
export type ViewList = z.infer<typeof ViewList>

/** Everything the renderer may ask of the main process. */
export const contract = {
  app: {
    info: method(z.void(), AppInfo),
    dismissNotice: method(Notice, z.void()),
    openLink: method(z.enum(links), z.void()),
    about: method(z.void(), AboutInfo),
    showFolder: method(Folder, z.void()),
    /** The menu bar: what can be done now, in the reader's language. */
    setMenu: method(AppMenu, z.void())
  },
  settings: {
    get: method(z.void(), Settings),
    set: method(SettingsPatch, Settings)
  },
  profiles: {
    list: method(z.void(), z.array(Profile)),
    save: method(ProfileDraft, Profile),
    duplicate: method(ProfileId, Profile),
    remove: method(z.object({ id: ProfileId, deleteArchive: z.boolean() }), z.void()),
    reorder: method(z.array(ProfileId), z.array(Profile)),
    test: method(ProfileDraft, ConnectionReport),
    /** Adds the built-in demo zone, or finds it. */
    addDemo: method(z.void(), Profile),
    /** Writes all profiles without secrets to a file the user picks; null: the dialog was closed. */
    exportFile: method(z.void(), z.object({ path: z.string(), profiles: z.number() }).nullable()),
    /** Reads such a file. A profile that exists is never replaced: it comes in under a new name. */
    importFile: method(z.void(), z.object({ added: z.number(), skipped: z.number() }).nullable())
  },
  workspaces: {
    get: method(ProfileId, Workspace),
    set: method(z.object({ profileId: ProfileId, workspace: Workspace }), z.void())
  },
  views: {
    list: method(z.void(), ViewList),
    save: method(SavedView.omit({ id: true }), SavedView),
    rename: method(SavedView.pick({ id: true, name: true }), ViewList),
    /** Other conditions, columns or order under the same name. */
    update: method(SavedView.pick({ id: true, search: true }), ViewList),
    remove: method(ViewId, ViewList),
    reorder: method(z.array(ViewId), ViewList),
    /** Null: the profile opens with what it had. */
    setDefault: method(z.object({ profileId: ProfileId, id: ViewId.nullable() }), ViewList),
    /** Writes all views to a file the user picks; null: the dialog was closed. */
    exportFile: method(z.void(), z.object({ path: z.string(), views: z.number() }).nullable()),
    /** Reads such a file. A view that exists is never replaced; `skipped` ones are there already. */
    importFile: method(z.void(), z.object({ added: z.number(), skipped: z.number() }).nullable())
  },
  /** The last twenty different searches of each profile. */
  recent: {
    list: method(ProfileId, z.array(RecentSearch)),
    add: method(z.object({ profileId: ProfileId, search: SearchState }), z.array(RecentSearch)),
    clear: method(ProfileId, z.void())
  },
  /** New releases. Nothing is fetched or installed without being asked for here. */
  updates: {
    state: method(z.void(), UpdateState),
    check: method(z.void(), UpdateState),
    /** Resolves when it ended, however it did. */
    download: method(z.void(), UpdateState),
    cancel: method(z.void(), z.void()),
    /** Ends the app and starts the new one. */
    install: method(z.void(), z.void()),
    /** Opens the page where packages are fetched by hand. */
    openPage: method(z.void(), z.void())
  },
  links: {
    /** A link the app was opened with and nobody took yet. */
    take: method(z.void(), z.string().nullable())
  },
  operations: {
    search: method(SearchInput, OperationPage),
    /** The raw record of a job as received, JSON text; null: not held. */
    record: method(z.object({ profileId: ProfileId, jobId: z.string() }), z.string().nullable())
  },
  /** What is held, filtered and counted on this machine. */
  archive: {
    page: method(ArchivePageInput, ArchivePage),
    counts: method(ValueCountsInput, ValueCounts),
    histogram: method(HistogramInput, Histogram),
    statistics: method(StatisticsInput, Statistics),
    story: method(StoryInput, Story)
  },
  sync: {
    state: method(ProfileId, SyncState),
    /** Starts or resumes fetching the whole history, and all automatic work of the profile. */
    start: method(ProfileId, SyncState),
    /** Stops all automatic work of the profile until it is started again. */
    pause: method(ProfileId, SyncState),
    /** Fetches what is new and what was pending now; a failure is in the state. */
    newest: method(ProfileId, SyncState),
    verify: method(ProfileId, VerifyReport),
    /** Looks for new rows at a short interval while somebody watches. */
    follow: method(z.object({ profileId: ProfileId, on: z.boolean() }), z.void())
  },
  exports: {
    start: method(ExportInput, ExportResult),
    /** Every group of a statistics view, also those that are not on screen. */
    statistics: method(StatisticsExportInput, ExportResult),
    picture: method(PictureInput, ExportResult),
    showInFolder: method(z.string(), z.void())
  },
  calls: {
    /** Cancels the running call of that id. Unknown ids are ignored: it may have just ended. */
    cancel: method(z.string(), z.void())
  }
} as const

export type Contract = typeof contract

export interface CallContext {
  /** Fires when the caller cancels or its window goes away. */
  signal: AbortSignal
  /** Given by the caller; progress is announced under it. */
  callId: string
}

type Groups<F extends 'handler' | 'client'> = {
  [G in keyof Contract]: {
    [M in keyof Contract[G]]: Contract[G][M] extends Method<infer I, infer O>
      ? F extends 'handler'
        ? (input: z.output<I>, context: CallContext) => Promise<z.input<O>> | z.input<O>
        : (
            ...args: [...InputArgs<I>, options?: { signal?: AbortSignal; callId?: string }]
          ) => Promise<z.output<O>>
      : never
  }
}
type InputArgs<I extends z.ZodType> = I extends z.ZodVoid
  ? [input?: undefined]
  : [input: z.input<I>]

export type Handlers = Groups<'handler'>
export type Client = Groups<'client'>
