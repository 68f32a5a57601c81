import { z } from 'zod'
import { WireError } from './errors'
import { ColumnField, Operation } from './operation'
import { OperationParameters } from './parameters'
import { ProfileId } from './profile'

/** Fields whose values a filter names, a picker counts and statistics group by. */
export const filterFields = [
  'status',
  'job_action',
  'action_describe',
  'owner',
  'submitter',
  'error_codes',
  'resource_ids',
  'job_id'
] as const
export const FilterField = z.enum(filterFields)
export type FilterField = z.infer<typeof FilterField>

/** Of one field in a condition. */
export const mostValues = 1000
/** Values as they are held, which may be of any length: a picker offers each of them. */
const Values = z.array(z.string()).max(mostValues)
/** Both ends included; an absent end is open. ms. */
const Range = z.object({ from: z.number().optional(), to: z.number().optional() })

/** What only the archive can be asked, beside the parameters of the call. All conditions must hold. */
export const ArchiveFilter = z.strictObject({
  /** The field has one of these values; `resource_ids`: names at least one of these ids. */
  is: z.partialRecord(FilterField, Values).optional(),
  /** The field has none of these values. */
  isNot: z.partialRecord(FilterField, Values).optional(),
  /** From creation to the last change; an operation that still runs has none. */
  duration: Range.optional(),
  /** From creation to the moment of the question. */
  age: Range.optional(),
  /** Whether there are error codes. */
  hasError: z.boolean().optional(),
  /** Still runs, and was created longer ago than this, ms. */
  stuck: z.number().min(0).optional(),
  /** A substring of any field, case-insensitive; times as the table writes them. */
  text: z.string().max(1000).optional()
})
export type ArchiveFilter = z.infer<typeof ArchiveFilter>

/** Which rows of which archives. Order and paging of `parameters` are not looked at. */
export const ArchiveSelection = z.object({
  /** Several are merged. */
  profileIds: z.array(ProfileId).min(1).max(200),
  parameters: OperationParameters,
  filter: ArchiveFilter.default({}),
  /** In which a text names times; a name of the time zone database, UTC where there is none. */
  timeZone: z.string().max(64).optional(),
  /**
   * What ages are counted from, ms: one moment for all pages, counts and pictures of a question. Each is
   * counted from when it is asked where there is none.
   */
  at: z.number().optional()
})
export type ArchiveSelection = z.infer<typeof ArchiveSelection>
export type ArchiveSelectionInput = z.input<typeof ArchiveSelection>

/** Equal values are ordered by time, then by job id, in the same direction. */
export const ArchiveOrder = z.object({
  field: ColumnField.default('create_time'),
  descending: z.boolean().default(true)
})
export type ArchiveOrder = z.infer<typeof ArchiveOrder>

/** Where a page begins. Row numbers count from 0 among all rows that match, in the order asked for. */
export const PageStart = z.union([
  z.object({ row: z.int().min(0) }),
  /** The first row created at or after this time (descending: at or before), ms. Order of time only. */
  z.object({ time: z.number() }),
  /** Right after or right before a row, wherever it stands now; a job that is not held: row 0. */
  z.object({ after: z.object({ profileId: ProfileId, jobId: z.string() }) }),
  z.object({ before: z.object({ profileId: ProfileId, jobId: z.string() }) })
])
export type PageStart = z.infer<typeof PageStart>

export const ArchivePageInput = z.object({
  selection: ArchiveSelection,
  order: ArchiveOrder.prefault({}),
  start: PageStart.default({ row: 0 }),
  /** Rows. */
  limit: z.int().min(1).max(1000).default(200)
})
export type ArchivePageInput = z.input<typeof ArchivePageInput>

/** A stretch of time, both ends included, ms. */
export const Span = z.object({ start: z.number(), end: z.number() })
export type Span = z.infer<typeof Span>

/** One of several archives that could not be read, so that its rows are in no answer. */
export const UnreadArchive = z.object({ profileId: ProfileId, error: WireError })
export type UnreadArchive = z.infer<typeof UnreadArchive>

/** Whether everything the service has of the time range asked about is held. */
export const Completeness = z.object({
  complete: z.boolean(),
  /** What may be missing, oldest first, the longest twenty. */
  missing: z.array(Span),
  /** How much time may lack rows in one archive or another, all of it and each second once, ms. */
  missingMs: z.number(),
  /** How much of that the service has no rows of any more, ms; absent: nothing, all can be fetched. */
  forgottenMs: z.number().optional(),
  /** Rows that may match and that the service only counts, see `Coverage`. */
  unreached: z.number(),
  /** Of an archive nobody asked how far its log reaches, or not so late; absent: of none. */
  unknown: z.literal(true).optional(),
  /** Archives that were left out; absent: none. What is missing is of the others. */
  unread: z.array(UnreadArchive).optional()
})
export type Completeness = z.infer<typeof Completeness>

export const HeldRow = Operation.extend({ profileId: ProfileId })
export type HeldRow = z.infer<typeof HeldRow>

export const ArchivePage = z.object({
  rows: z.array(HeldRow),
  /** Row number of the first of `rows`. */
  first: z.number(),
  /** All rows that match. */
  total: z.number(),
  /** Changes with every change of what is held: pages of different versions do not fit together. */
  version: z.number(),
  /** When the newest held row was received, ms; null: nothing is held. */
  at: z.number().nullable(),
  coverage: Completeness
})
export type ArchivePage = z.infer<typeof ArchivePage>

export const ValueCountsInput = z.object({
  selection: ArchiveSelection,
  field: FilterField,
  /** Only values that contain this text, case-insensitive. */
  contains: z.string().max(1000).default(''),
  limit: z.int().min(1).max(1000).default(100)
})
export type ValueCountsInput = z.input<typeof ValueCountsInput>

/** Most frequent first. A picker must offer what its own field excludes, so that field's conditions are left out. */
export const ValueCounts = z.object({
  values: z.array(z.object({ value: z.string(), count: z.number() })),
  /** Distinct values in all, also those past the limit. */
  distinct: z.number()
})
export type ValueCounts = z.infer<typeof ValueCounts>

export const HistogramInput = z.object({
  selection: ArchiveSelection,
  /** Where the picture begins and ends, ms; absent: the first and last row that match. */
  span: Span.optional(),
  /** How many bars at the most. */
  bars: z.int().min(1).max(2000).default(120),
  /** Whose days, months and years the bars keep to. */
  timeZone: z.string().default('UTC')
})
export type HistogramInput = z.input<typeof HistogramInput>

export const Histogram = z.object({
  /** Start of each bar and, last, the end of the last one, ms. */
  edges: z.array(z.number()),
  /** For each status that occurs, its count in each bar, and in none: without a time, or outside the picture. */
  series: z.array(
    z.object({ status: z.string(), counts: z.array(z.number()), elsewhere: z.number() })
  ),
  /** Rows in the bars. */
  total: z.number()
})
export type Histogram = z.infer<typeof Histogram>

export const statisticsKeys = ['job_action', 'owner', 'submitter', 'resource_ids', 'day'] as const
export type StatisticsKey = (typeof statisticsKeys)[number]

/** What groups can be ordered by; `rate` is the part that failed. */
export const statisticsColumns = [
  'key',
  'count',
  'failed',
  'rate',
  'pending',
  'p50',
  'p95',
  'max'
] as const
export const StatisticsOrder = z.object({
  column: z.enum(statisticsColumns).default('count'),
  descending: z.boolean().default(true)
})
export type StatisticsOrder = z.infer<typeof StatisticsOrder>

export const StatisticsInput = z.object({
  selection: ArchiveSelection,
  by: z.enum(statisticsKeys),
  timeZone: z.string().default('UTC'),
  /** Equal values are ordered by key; groups without a duration come last. */
  order: StatisticsOrder.prefault({}),
  /** Only groups whose key contains this text, case-insensitive. */
  contains: z.string().max(1000).default(''),
  limit: z.int().min(1).max(10_000).default(1000)
})
export type StatisticsInput = z.input<typeof StatisticsInput>

const StatisticsFigures = z.object({
  count: z.number(),
  failed: z.number(),
  pending: z.number(),
  /** Durations of operations that ended, ms; null where none did. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  max: z.number().nullable()
})
export type StatisticsFigures = z.infer<typeof StatisticsFigures>

/** A value of the field, or a day as `2026-11-20`, and what was counted of it. */
export const StatisticsGroup = StatisticsFigures.extend({ key: z.string() })
export type StatisticsGroup = z.infer<typeof StatisticsGroup>

export const Statistics = z.object({
  groups: z.array(StatisticsGroup),
  /** Groups in all, also those past the limit and those that do not contain the text. */
  distinct: z.number(),
  /** Groups that contain the text, also those past the limit. */
  matching: z.number(),
  /** Every row of the selection once; a row may be in several groups of resources, or in no day. */
  all: StatisticsFigures,
  /** Archives that were not counted; absent: none. */
  unread: z.array(UnreadArchive).optional()
})
export type Statistics = z.infer<typeof Statistics>

export const StoryInput = z.object({
  profileIds: z.array(ProfileId).min(1).max(200),
  resourceId: z.string(),
  /** Newest rows first, this many at the most. */
  limit: z.int().min(1).max(10_000).default(2000)
})
export type StoryInput = z.input<typeof StoryInput>

/** Everything that was done to one resource. */
export const Story = z.object({
  rows: z.array(HeldRow),
  total: z.number(),
  /** Of all time. */
  coverage: Completeness
})
export type Story = z.infer<typeof Story>
