import type {
  Statistics,
  StatisticsFigures,
  StatisticsGroup,
  StatisticsInput,
  StatisticsOrder
} from '#shared/archive-query'
import type { z } from 'zod'
import { quantile } from './quantile'
import type { Counted, Group } from './statistics'

type Cut = Pick<z.output<typeof StatisticsInput>, 'order' | 'contains' | 'limit'>

/** Adds up what several archives counted; percentiles are exact. Changes what it is given. */
export function addStatistics(
  counted: readonly Counted[],
  { order, contains, limit }: Cut
): Statistics {
  const [first, ...others] = counted
  if (!first) throw new RangeError('statistics need an archive')
  const { groups, all } = first
  for (const other of others) {
    add(all, other.all)
    for (const [key, group] of other.groups) {
      const sum = groups.get(key)
      if (sum) add(sum, group)
      else groups.set(key, group)
    }
  }
  const wanted = contains.toLowerCase()
  const keys = [...groups.keys()].filter((key) => key.toLowerCase().includes(wanted))
  const figures = figuresOnce(groups)
  const kept = ordered(keys, order, figures).slice(0, limit)
  return {
    groups: kept.map((key) => figures(key)),
    distinct: groups.size,
    matching: keys.length,
    all: figuresOf(all)
  }
}

function add(sum: Group, group: Group): void {
  sum.count += group.count
  sum.failed += group.failed
  sum.pending += group.pending
  for (const duration of group.durations.list()) sum.durations.push(duration)
}

function figuresOf({ durations, ...counts }: Group): StatisticsFigures {
  const seconds = durations.list()
  const at = (part: number) => (seconds.length === 0 ? null : quantile(seconds, part) * 1000)
  return { ...counts, p50: at(0.5), p95: at(0.95), max: at(1) }
}

/** Percentiles of ten thousand groups take their time, and mostly a few groups are asked for. */
function figuresOnce(groups: ReadonlyMap<string, Group>): (key: string) => StatisticsGroup {
  const known = new Map<string, StatisticsGroup>()
  return (key) => {
    const group = groups.get(key)
    if (!group) throw new RangeError(`no group ${key}`)
    const figures = known.get(key) ?? { key, ...figuresOf(group) }
    known.set(key, figures)
    return figures
  }
}

function ordered(
  keys: readonly string[],
  { column, descending }: StatisticsOrder,
  figures: (key: string) => StatisticsGroup
): string[] {
  const sign = descending ? -1 : 1
  const byKey = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  if (column === 'key') return keys.toSorted((a, b) => sign * byKey(a, b))
  const valueOf = (key: string) => {
    const group = figures(key)
    return column === 'rate' ? group.failed / group.count : group[column]
  }
  const values = new Map(keys.map((key) => [key, valueOf(key)] as const))
  return keys.toSorted((a, b) => {
    const [one, other] = [values.get(a) ?? null, values.get(b) ?? null]
    if (one === null || other === null)
      return Number(one === null) - Number(other === null) || byKey(a, b)
    return sign * (one - other) || byKey(a, b)
  })
}
