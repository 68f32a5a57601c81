import type { ArchiveOrder, ArchiveSelection } from '#shared/archive-query'
import type { Dictionary } from '../dictionary'
import { rowAt, type IndexRow, type Key } from '../index/block'
import type { Blocks } from '../index/blocks'
import { compile } from './compile'
import { negated, textCondition } from './condition'
import { countBars, extent } from './histogram'
import { jobsHolding } from './jobs'
import { createMatcher, foundBetween, numberOf, type Found, type Matches } from './matches'
import { arrange, sequenceOf, type Sequence } from './sequence'
import { groupRows } from './statistics'
import { countValues, type CountedField } from './tally'

/** What is asked of the rows of one archive. Several are added up by `queries.ts`. */
export function createLook(deps: { blocks: Blocks; dictionary: Dictionary }) {
  const { blocks, dictionary } = deps
  const matcher = createMatcher(blocks)
  /** The last arrangement by a column; it costs a sort, and paging asks for it again and again. */
  let arranged: { found: Matches; field: ArchiveOrder['field']; places: Uint32Array } | null = null

  function matches(selection: ArchiveSelection, now: number): Matches {
    return matcher.find(compile(dictionary, selection, now))
  }

  function sequence(found: Matches, order: ArchiveOrder): Sequence {
    const { field } = order
    return sequenceOf(deps, found, order, () => {
      // The matcher gives the same matches for the same question, and others once anything is different.
      if (arranged?.found !== found || arranged.field !== field) {
        arranged = { found, field, places: arrange(deps, found, field) }
      }
      return arranged.places
    })
  }

  return {
    version: blocks.version,
    matches,
    sequence,
    rowOf: ({ slot, row }: Found): IndexRow => rowAt(blocks.load(slot), row),
    /** Rows that stand before a place in the order of time, oldest first. */
    numberOf: (found: Matches, key: Key) => numberOf(found, key, blocks.load),
    countBetween: (from: number, to: number) =>
      matcher.find({ from: Math.max(1, from), to, conditions: [] }).total,
    /** Rows that still run, oldest first. */
    running: (isEnded: (status: string) => boolean): IndexRow[] => {
      const runs = negated(textCondition(dictionary, 'status', 'ended', isEnded))
      const found = matcher.find({ from: 0, to: 0xffff_ffff, conditions: [runs] })
      return foundBetween(found, 0, found.total).map(({ slot, row }) =>
        rowAt(blocks.load(slot), row)
      )
    },
    values: (found: Matches, field: CountedField) => countValues(deps, found, field),
    jobs: (found: Matches, cut: Parameters<typeof jobsHolding>[2]) => jobsHolding(deps, found, cut),
    extent: (found: Matches) => extent(deps, found),
    bars: (found: Matches, edges: readonly number[]) => countBars(deps, found, edges),
    groups: (found: Matches, by: Parameters<typeof groupRows>[2], timeZone: string) =>
      groupRows(deps, found, by, timeZone)
  }
}

export type Look = ReturnType<typeof createLook>
