import type { ChartConfiguration } from 'chart.js'
import { colourOf } from '../../theme'
import { optionsOf, type Drawing } from './chart-options'
import { failurePercent } from './statistics-text'

/** What the charting library is to draw: figures as they are, colours of the theme, no motion. */
export function chartOf(drawing: Drawing): ChartConfiguration<'bar' | 'line', (number | null)[]> {
  const { groups, words } = drawing
  return {
    type: 'bar',
    data: {
      labels: groups.map(({ key }) => words.label(key)),
      datasets: drawing.kind === 'counts' ? countSets(drawing) : durationSets(drawing)
    },
    options: optionsOf(drawing)
  }
}

function countSets({ groups, upright, appearance, words }: Drawing) {
  const bar = (label: string, token: 'bars' | 'pending' | 'failed', data: number[]) => ({
    type: 'bar' as const,
    label,
    data,
    backgroundColor: colourOf(token, appearance),
    pointStyle: 'rect' as const,
    stack: 'count',
    order: 2
  })
  const failed = groups.map((group) => group.failed)
  const pending = groups.map((group) => group.pending)
  const ended = groups.map((group) => group.count - group.failed - group.pending)
  const rate = {
    type: 'line' as const,
    label: words.rate,
    data: groups.map(failurePercent),
    ...(upright ? { yAxisID: 'rate' } : { xAxisID: 'rate' }),
    showLine: upright,
    borderWidth: 1,
    borderColor: colourOf('text', appearance),
    backgroundColor: colourOf('background', appearance),
    pointStyle: 'circle' as const,
    pointRadius: groups.length > 60 ? 0 : 3,
    pointHitRadius: 0,
    // A point at 0 or 100 % stands on the edge and is whole, px.
    clip: 5,
    order: 1
  }
  return [
    bar(words.ended, 'bars', ended),
    bar(words.pending, 'pending', pending),
    bar(words.failed, 'failed', failed),
    rate
  ]
}

function durationSets({ groups, appearance, words }: Drawing) {
  const bar = (
    token: 'bars' | 'accent',
    label: string,
    data: (number | null)[],
    order: number
  ) => ({
    type: 'bar' as const,
    label,
    data,
    backgroundColor: colourOf(token, appearance),
    pointStyle: 'rect' as const,
    // One before the other: half as thick, a year of days could not be told apart.
    grouped: false,
    order
  })
  const medians = groups.map(({ p50 }) => p50)
  const rest = groups.map(({ p95 }) => p95)
  return [bar('accent', words.p50, medians, 1), bar('bars', words.p95, rest, 2)]
}
