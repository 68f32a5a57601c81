import type { ArchiveFilter, Histogram, Span } from '#shared/archive-query'
import { isEnded, isFailed } from '#shared/operation'

/** Statuses that look alike in the picture, lowest first. */
export const layers = ['quiet', 'pending', 'failed'] as const
export type Layer = (typeof layers)[number]

export function layerOf(status: string): Layer {
  if (isFailed(status)) return 'failed'
  return isEnded(status) ? 'quiet' : 'pending'
}

export interface Bar {
  start: number
  /** Not part of the bar any more, ms. */
  end: number
  counts: Record<Layer, number>
  total: number
}

export function barsOf({ edges, series }: Histogram): Bar[] {
  return edges.slice(0, -1).map((start, index) => {
    const counts = { quiet: 0, pending: 0, failed: 0 }
    for (const { status, counts: own } of series) counts[layerOf(status)] += own[index] ?? 0
    const total = counts.quiet + counts.pending + counts.failed
    return { start, end: edges[index + 1] ?? start, counts, total }
  })
}

/** All rows of a status, those in no bar included. */
function countOf({ counts, elsewhere }: Histogram['series'][number]): number {
  return counts.reduce((sum, count) => sum + count, elsewhere)
}

export function failedOf({ series }: Histogram): number {
  return series
    .filter(({ status }) => layerOf(status) === 'failed')
    .reduce((sum, own) => sum + countOf(own), 0)
}

/** A status of the picture or of the filter, as it stands beside the picture. */
export interface LegendItem {
  status: string
  /** Rows of the selection; null: not among them. */
  count: number | null
  /** How the filter names it. */
  named: 'is' | 'isNot' | null
}

/** A status that the filter hides stays, or nobody could bring it back. */
export function legendOf(histogram: Histogram | null, { is, isNot }: ArchiveFilter): LegendItem[] {
  const counts = new Map(histogram?.series.map((own) => [own.status, countOf(own)]))
  const named = (status: string) =>
    is?.status?.includes(status) ? 'is' : isNot?.status?.includes(status) ? 'isNot' : null
  const all = new Set([...counts.keys(), ...(is?.status ?? []), ...(isNot?.status ?? [])])
  return [...all]
    .toSorted((a, b) => layers.indexOf(layerOf(b)) - layers.indexOf(layerOf(a)) || (a < b ? -1 : 1))
    .map((status) => ({ status, count: counts.get(status) ?? null, named: named(status) }))
}

/** One path for all bars of a layer. @param height of the tallest bar, px */
export function pathOf(bars: readonly Bar[], layer: Layer, width: number, height: number): string {
  const most = Math.max(1, ...bars.map(({ total }) => total))
  const step = width / Math.max(1, bars.length)
  const gap = step > 5 ? 1.5 : step > 2.5 ? 0.6 : 0
  let path = ''
  bars.forEach(({ counts, total }, index) => {
    if (counts[layer] === 0) return
    let below = 0
    for (const other of layers) {
      if (other === layer) break
      below += counts[other]
    }
    const full = Math.max(2, (total / most) * height)
    // What failed is seen even beside a thousand that did not.
    const own = Math.max(layer === 'quiet' ? 1 : 2, (counts[layer] / total) * full)
    const bottom = height - (below / total) * full
    const y = Math.max(0, bottom - own)
    path += `M${(index * step).toFixed(2)} ${bottom.toFixed(2)}h${(step - gap).toFixed(2)}V${y.toFixed(2)}h-${(step - gap).toFixed(2)}z`
  })
  return path
}

/** Bars from one to another, in whichever order, as the whole seconds a time range is made of. */
export function spanOf(bars: readonly Bar[], one: number, other: number): Span | null {
  const first = bars[Math.min(one, other)]
  const last = bars[Math.max(one, other)]
  if (!first || !last) return null
  const start = Math.ceil(first.start / 1000) * 1000
  return { start, end: Math.max(start, Math.ceil(last.end / 1000) * 1000 - 1000) }
}
