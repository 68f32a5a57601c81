import { z } from 'zod'
import { ArchiveFilter, ArchiveOrder, statisticsKeys } from './archive-query'
import { ColumnField } from './operation'
import { OperationParameters } from './parameters'
import { longestName, ProfileId, StoredProfile } from './profile'

export const timeZones = ['local', 'UTC', 'Asia/Shanghai'] as const
export const TimeZone = z.enum(timeZones)
export type TimeZone = z.infer<typeof TimeZone>

export const Language = z.enum(['system', 'zh-CN', 'en'])
export const Theme = z.enum(['system', 'light', 'dark', 'contrast'])

/** Height of a row of the log, px; the paddings that go with it are in `renderer/styles.css`. */
export const rowHeights = { comfortable: 38, normal: 31, compact: 25 } as const
export type Density = keyof typeof rowHeights
export const densities = Object.keys(rowHeights) as [Density, ...Density[]]

/** A time of day, `22:00`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day' })
/** Widths of the panes beside the log, px. */
export const paneWidths = {
  sidebarWidth: { min: 180, max: 420, standard: 228 },
  detailWidth: { min: 240, max: 720, standard: 352 }
} as const
export type PaneWidth = keyof typeof paneWidths

function paneWidth({ min, max }: { min: number; max: number }) {
  return z.int().min(min, { error: 'range' }).max(max, { error: 'range' })
}

const values = {
  language: Language,
  theme: Theme,
  timeZone: TimeZone,
  density: z.enum(densities),
  /** Longest wait for an answer to begin, ms. */
  connectTimeoutMs: z.int().min(500, { error: 'range' }).max(120_000, { error: 'range' }),
  /** Time for a whole answer, ms. */
  totalTimeoutMs: z.int().min(1000, { error: 'range' }).max(600_000, { error: 'range' }),
  /** Longest wait for the keychain, ms: it may be asking the user for a password. */
  keychainTimeoutMs: z.int().min(1000, { error: 'range' }).max(600_000, { error: 'range' }),
  /** Calls the service allows per window (2000 per 3600 s by the vendor's page). */
  quotaCalls: z.int().min(1, { error: 'range' }).max(1_000_000, { error: 'range' }),
  quotaWindowS: z.int().min(1, { error: 'range' }).max(86_400, { error: 'range' }),
  /** Pause between two looks for new rows, s; 0: none by itself. */
  syncIntervalS: z.int().min(0, { error: 'range' }).max(86_400, { error: 'range' }),
  /** A desktop notification for an operation that failed, or runs longer than `stuckMinutes`. */
  notifyFailures: z.boolean(),
  notifyStuck: z.boolean(),
  stuckMinutes: z.int().min(1, { error: 'range' }).max(43_200, { error: 'range' }),
  /** Notifications wait from `quietFrom` to `quietTo`, local time; over midnight where it is later. */
  quietHours: z.boolean(),
  quietFrom: TimeOfDay,
  quietTo: TimeOfDay,
  /** An icon beside the clock; the window may then close and leave it there. */
  tray: z.boolean(),
  closeToTray: z.boolean(),
  startAtLogin: z.boolean(),
  /** Looks for new releases by itself. */
  checkUpdates: z.boolean(),
  currentProfile: ProfileId.nullable(),
  sidebarOpen: z.boolean(),
  detailOpen: z.boolean(),
  histogramOpen: z.boolean(),
  /** What was last run from the command palette, the newest first. */
  recentActions: z.array(z.string().max(200)).max(20),
  sidebarWidth: paneWidth(paneWidths.sidebarWidth),
  detailWidth: paneWidth(paneWidths.detailWidth)
}

/** What the user may change. Every value has a default, so an old file stays readable. */
export const Settings = z.object({
  language: values.language.default('system'),
  theme: values.theme.default('system'),
  timeZone: values.timeZone.default('local'),
  density: values.density.default('normal'),
  connectTimeoutMs: values.connectTimeoutMs.default(10_000),
  totalTimeoutMs: values.totalTimeoutMs.default(30_000),
  keychainTimeoutMs: values.keychainTimeoutMs.default(60_000),
  quotaCalls: values.quotaCalls.default(2000),
  quotaWindowS: values.quotaWindowS.default(3600),
  syncIntervalS: values.syncIntervalS.default(60),
  notifyFailures: values.notifyFailures.default(true),
  notifyStuck: values.notifyStuck.default(true),
  stuckMinutes: values.stuckMinutes.default(60),
  quietHours: values.quietHours.default(false),
  quietFrom: values.quietFrom.default('22:00'),
  quietTo: values.quietTo.default('08:00'),
  tray: values.tray.default(false),
  closeToTray: values.closeToTray.default(false),
  startAtLogin: values.startAtLogin.default(false),
  checkUpdates: values.checkUpdates.default(true),
  currentProfile: values.currentProfile.default(null),
  sidebarOpen: values.sidebarOpen.default(true),
  detailOpen: values.detailOpen.default(true),
  histogramOpen: values.histogramOpen.default(true),
  recentActions: values.recentActions.default([]),
  sidebarWidth: values.sidebarWidth.default(paneWidths.sidebarWidth.standard),
  detailWidth: values.detailWidth.default(paneWidths.detailWidth.standard)
})
export type Settings = z.infer<typeof Settings>

/** Only what changes. Without defaults, or an absent value would reset the stored one. */
export const SettingsPatch = z.object(values).partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>

/** Time range presets, recomputed at each run; `custom` leaves the two times as entered. */
export const rangePresets = ['all', '1h', '24h', '7d', '30d', 'custom'] as const

/** A column as the user put it; they stand in the order of the screen, the pinned ones first. */
export const ColumnChoice = z.object({
  field: ColumnField,
  /** px */
  width: z.number(),
  /** Stays in sight while the others scroll sideways. */
  pinned: z.boolean().default(false),
  /** Times only: shows how far it is from the row above. */
  difference: z.boolean().default(false)
})
export type ColumnChoice = z.infer<typeof ColumnChoice>

/** Columns a table can show, as they come from elsewhere; null: the standard ones. */
export const GivenColumns = z
  .array(ColumnChoice.extend({ width: z.number().min(20).max(4000) }))
  .min(1)
  .refine((chosen) => new Set(chosen.map(({ field }) => field)).size === chosen.length)
  .nullable()

/** A search as it stands on screen: what is asked, of which view, in which columns. No place in it. */
export const SearchState = z.object({
  view: z.enum(['live', 'archive']).default('live'),
  range: z.enum(rangePresets).default('all'),
  /** The two times are there with `custom` only. */
  parameters: OperationParameters,
  /** Text searched in every field; Archive only. */
  text: z.string().max(1000).default(''),
  /** Conditions beyond the call's parameters; Archive only. */
  filter: ArchiveFilter.default({}),
  /** Archive only; Live is ordered by `reverse`. */
  order: ArchiveOrder.prefault({}),
  /** Null: the standard ones. */
  columns: z.array(ColumnChoice).nullable().default(null)
})
export type SearchState = z.infer<typeof SearchState>

export const ViewId = z.string().regex(/^[a-z0-9-]{1,64}$/)
const ViewName = z
  .string()
  .trim()
  .min(1, { error: 'required' })
  .max(longestName, { error: 'too-long' })

/** A search under a name. */
export const SavedView = z.object({
  id: ViewId,
  name: ViewName,
  /** The only profile it belongs to (`allZones` too); null: to all of them. */
  profileId: ProfileId.nullable(),
  search: SearchState
})
export type SavedView = z.infer<typeof SavedView>

/** A search that was asked. */
export const RecentSearch = z.object({
  search: SearchState,
  /** When, ms. */
  at: z.number()
})
export type RecentSearch = z.infer<typeof RecentSearch>

/** What one profile remembers of the window: its search and its place. */
export const Workspace = SearchState.extend({
  /** Statistics stand where the log stands; Archive only. */
  statistics: z.boolean().default(false),
  statisticsBy: z.enum(statisticsKeys).default('job_action'),
  /** Job id of the selected row. */
  selected: z.string().nullable().default(null),
  /** First row in sight, counted from 0. */
  firstRow: z.int().min(0).default(0),
  /** The saved view shown last, changed since or not; it may be deleted by now. */
  activeView: ViewId.nullable().default(null)
})
export type Workspace = z.infer<typeof Workspace>

/** Where the window was, px of the whole desktop; as it is when not maximized. */
export const WindowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean()
})
export type WindowPlace = z.infer<typeof WindowPlace>

/** All of `config.json`. */
export const Config = z.object({
  version: z.literal(1).default(1),
  settings: Settings.prefault({}),
  // A place that cannot be read must not cost the profiles.
  window: WindowPlace.nullable().default(null).catch(null),
  profiles: z.array(StoredProfile).default([]),
  workspaces: z.record(ProfileId, Workspace).default({}),
  /** In the order of the menu. */
  views: z.array(SavedView).default([]),
  /** The view each profile opens with. */
  defaultViews: z.record(ProfileId, ViewId).default({}),
  /** The newest first. */
  recent: z.record(ProfileId, z.array(RecentSearch)).default({}),
  /** When the log of the demo zone was made, ms; null: not yet. */
  demoMadeAt: z.number().nullable().default(null).catch(null),
  /** What is wanted of each profile's sync; the archive has it too. */
  syncWishes: z
    .record(ProfileId, z.object({ started: z.boolean(), paused: z.boolean() }))
    .default({})
    .catch({})
})
export type Config = z.infer<typeof Config>

export const defaultSettings: Settings = Settings.parse({})
