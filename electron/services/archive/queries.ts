import type { z } from 'zod'
import type {
  ArchiveOrder,
  ArchivePage,
  ArchivePageInput,
  ArchiveSelection,
  Completeness,
  HeldRow,
  Histogram,
  HistogramInput,
  Statistics,
  StatisticsInput,
  Story,
  StoryInput,
  ValueCounts,
  ValueCountsInput
} from '#shared/archive-query'
import { initialParameters, parameterEntry, type ParameterName } from '#shared/parameters'
import type { HeldRecords, RecordsInput, SortKey } from '../ports'
import { throwIfUnread } from '../unread-archive'
import type { ArchiveFile } from './archive-file'
import { completenessOf } from './completeness'
import type { IndexRow } from './index/block'
import { edgesOf } from './query/edges'
import { addHistograms } from './query/histogram'
import { comparedJobs, mergedJobs } from './query/jobs'
import { mergedRows, rowsBefore } from './query/merge'
import type { Sequence } from './query/sequence'
import { addStatistics } from './query/add-statistics'
import { mostFrequent } from './query/tally'
import { createSources, type Sources } from './sources'

type PageInput = z.output<typeof ArchivePageInput>

/** All that match of each archive, in the order asked for. */
interface Ordered extends Sources {
  sequences: readonly Sequence[]
  total: number
}

interface PlacedRow {
  profileId: string
  file: ArchiveFile
  row: IndexRow
}

/** Answers over one archive or several merged ones. */
export function createQueries(deps: Parameters<typeof createSources>[0]) {
  const { now } = deps
  const sourcesOf = createSources(deps)

  function ordered(selection: ArchiveSelection, order: ArchiveOrder): Ordered {
    const { sources, unread } = sourcesOf(selection)
    const sequences = sources.map(({ file, found }) => file.look.sequence(found, order))
    const total = sequences.reduce((sum, sequence) => sum + sequence.total, 0)
    return { sources, unread, sequences, total }
  }

  function rowsOf({ sources, sequences }: Ordered, from: number, to: number): PlacedRow[] {
    return mergedRows(sequences, from, to).flatMap(({ source, found }) => {
      const home = sources[source]
      if (!home) return []
      const { profileId, file } = home
      return [{ profileId, file, row: file.look.rowOf(found) }]
    })
  }

  function place(input: PageInput) {
    const { selection, order, start, limit } = input
    const found = ordered(selection, order)
    const first = Math.max(0, startOf(input, found))
    // A page before a row ends there, even where it is a short one.
    const end = 'before' in start ? beforeOf(start.before, found) : first + limit
    return { ...found, rows: rowsOf(found, first, end), first }
  }

  function page(input: PageInput): ArchivePage {
    const found = place(input)
    const { sources, rows, first, total } = found
    const received = sources.flatMap(({ file }) => file.receivedAt() ?? [])
    return {
      rows: rows.map(({ file, row, profileId }) => ({ ...file.operationOf(row), profileId })),
      first,
      total,
      version: versionOf(found),
      at: received.length > 0 ? Math.max(...received) : null,
      coverage: coverageOf(found, input.selection)
    }
  }

  /** Records as received, from where others ended; a row that has moved since leaves no trace there. */
  function records({ selection, order, after, limit }: RecordsInput): HeldRecords {
    const found = ordered(selection, order)
    const { sources, unread, sequences, total } = found
    throwIfUnread(unread)
    const home = sources.findIndex(({ profileId }) => profileId === after?.profileId)
    const first = after ? rowsUpTo(after.key, home, sequences, true) : 0
    const rows = rowsOf(found, first, first + limit)
    const end = rows.at(-1)
    const sequence = sequences[sources.findIndex(({ profileId }) => profileId === end?.profileId)]
    return {
      records: rows.map(({ profileId, file, row }) => ({
        profileId,
        text: JSON.stringify(file.rawOf(row))
      })),
      total,
      last: end && sequence ? { profileId: end.profileId, key: sequence.keyOfRow(end.row) } : null
    }
  }

  function coverageOf({ sources, unread }: Sources, selection: ArchiveSelection): Completeness {
    const coverage = completenessOf(
      sources.map(({ file }) => ({ intervals: file.intervals(), facts: file.facts() })),
      selection.parameters,
      now()
    )
    return unread.length > 0 ? { ...coverage, complete: false, unread: [...unread] } : coverage
  }

  function counts({ selection, field, ...cut }: z.output<typeof ValueCountsInput>): ValueCounts {
    const { sources } = sourcesOf(withoutField(selection, field))
    if (field === 'job_id') {
      const limit = sources.length > 1 ? comparedJobs : cut.limit
      const jobs = sources.map(({ file, found }) => file.look.jobs(found, { ...cut, limit }))
      return mergedJobs(jobs, cut.limit)
    }
    return mostFrequent(
      sources.map(({ file, found }) => file.look.values(found, field)),
      cut
    )
  }

  function histogram(input: z.output<typeof HistogramInput>): Histogram {
    const { selection, bars, timeZone } = input
    const { sources } = sourcesOf(selection)
    const extents = sources.flatMap(({ file, found }) => file.look.extent(found) ?? [])
    const span = input.span ?? {
      start: Math.min(...extents.map(({ low }) => low)) * 1000,
      end: Math.max(...extents.map(({ high }) => high)) * 1000
    }
    const isEmpty = !input.span && extents.length === 0
    const edges = isEmpty ? [] : edgesOf(span.start, span.end, bars, timeZone)
    return addHistograms(
      edges,
      sources.map(({ file, found }) => file.look.bars(found, edges))
    )
  }

  function statistics(input: z.output<typeof StatisticsInput>): Statistics {
    const { selection, by, timeZone, ...cut } = input
    const { sources, unread } = sourcesOf(selection)
    const figures = addStatistics(
      sources.map(({ file, found }) => file.look.groups(found, by, timeZone)),
      cut
    )
    return unread.length > 0 ? { ...figures, unread: [...unread] } : figures
  }

  function story({ profileIds, resourceId, limit }: z.output<typeof StoryInput>): Story {
    const selection = {
      profileIds,
      parameters: initialParameters,
      filter: { is: { resource_ids: [resourceId] } }
    }
    const found = place({
      selection,
      order: { field: 'create_time', descending: true },
      start: { row: 0 },
      limit
    })
    const { rows, total } = found
    const held: HeldRow[] = rows.map(({ file, row, profileId }) => ({
      ...file.operationOf(row),
      profileId
    }))
    return { rows: held, total, coverage: coverageOf(found, selection) }
  }

  return { page, records, counts, histogram, statistics, story }
}

/** Another one too where an archive can be read again, or no more: each adds a large number of its own. */
function versionOf({ sources }: Sources): number {
  return sources.reduce((sum, { file }) => sum + file.version(), 0)
}

/** The row number a page begins at. */
function startOf({ start, order, limit }: PageInput, found: Ordered): number {
  if ('row' in start) return start.row
  if ('time' in start) {
    const second = Math.floor(start.time / 1000)
    // The empty id comes before all others of a second, and there is none that comes after all.
    const key = { created: order.descending ? second + 1 : second, jobId: '' }
    const older = found.sources.reduce((sum, { file, found: matches }) => {
      return sum + file.look.numberOf(matches, key)
    }, 0)
    return order.descending ? found.total - older : older
  }
  if ('before' in start) return beforeOf(start.before, found) - limit
  return beforeOf(start.after, found, true)
}

/** Merged rows before a row, or up to and with it; 0 where it is not held. */
function beforeOf(
  { profileId, jobId }: { profileId: string; jobId: string },
  { sources, sequences }: Ordered,
  inclusive = false
): number {
  const home = sources.findIndex((source) => source.profileId === profileId)
  const file = sources[home]?.file
  const row = file?.find(jobId)
  const own = sequences[home]
  if (!file || !row || !own) return 0
  return rowsUpTo(own.keyOfRow(row), home, sequences, inclusive)
}

/** Merged rows before the place of a key of the archive `home`, or up to and with it. */
function rowsUpTo(
  key: SortKey,
  home: number,
  sequences: readonly Sequence[],
  inclusive: boolean
): number {
  return sequences.reduce((sum, sequence, source) => {
    return sum + rowsBefore(sequence, key, source < home || (source === home && inclusive))
  }, 0)
}

/** A picker offers what its own field excludes. */
function withoutField(
  selection: ArchiveSelection,
  field: z.output<typeof ValueCountsInput>['field']
): ArchiveSelection {
  const { is = {}, isNot = {}, ...filter } = selection.filter
  const { [field]: _is, ...otherIs } = is
  const { [field]: _isNot, ...otherIsNot } = isNot
  const parameters = Object.entries(selection.parameters).filter(
    ([name]) => parameterEntry(name as ParameterName).field !== field
  )
  return {
    ...selection,
    // Only optional members were left out.
    parameters: Object.fromEntries(parameters) as ArchiveSelection['parameters'],
    filter: { ...filter, is: otherIs, isNot: otherIsNot }
  }
}
