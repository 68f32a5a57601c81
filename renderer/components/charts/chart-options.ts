import type { StatisticsGroup } from '#shared/archive-query'
import type { ChartOptions, Scale } from 'chart.js'
import { colourOf, fontFamily, type Appearance } from '../../theme'
import { percentText } from './statistics-text'
import { numberText } from '../text'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const roundSpans = [
  ...[1000, 2000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 5, 10].map((n) => n * day)
]

export const chartKinds = ['counts', 'durations'] as const
export type ChartKind = (typeof chartKinds)[number]

export interface ChartWords {
  label: (key: string) => string
  duration: (ms: number) => string
  /** A round length, as ticks have. */
  span: (ms: number) => string
  ended: string
  pending: string
  failed: string
  rate: string
  p50: string
  p95: string
}

export interface Drawing {
  kind: ChartKind
  groups: readonly StatisticsGroup[]
  /** Bars stand, as days do in the order of time; else they lie, with room for a long name. */
  upright: boolean
  appearance: Appearance
  words: ChartWords
}

export function optionsOf({
  kind,
  groups,
  upright,
  appearance,
  words
}: Drawing): ChartOptions<'bar' | 'line'> {
  const [dim, line, text] = [
    colourOf('dim', appearance),
    colourOf('line', appearance),
    colourOf('text', appearance)
  ]
  const font = { family: fontFamily, size: 11 }
  const amount = kind === 'counts' ? numberText : words.duration
  const value = {
    stacked: kind === 'counts',
    beginAtZero: true,
    grid: { color: line },
    border: { display: false },
    ticks: {
      color: dim,
      font,
      maxTicksLimit: 5,
      ...(kind === 'counts' ? { precision: 0 } : { stepSize: durationStep(groups) }),
      callback: (tick: string | number) =>
        kind === 'counts' ? numberText(Number(tick)) : words.span(Number(tick))
    }
  }
  const names = {
    stacked: kind === 'counts',
    grid: { display: false },
    border: { color: line },
    ticks: {
      color: dim,
      font,
      autoSkip: upright,
      maxRotation: 0,
      ...(upright ? {} : { callback: shortName })
    }
  }
  const rate = {
    position: upright ? ('right' as const) : ('top' as const),
    min: 0,
    max: 100,
    grid: { display: false },
    border: { display: false },
    ticks: { color: dim, font, stepSize: 50, callback: (tick: string | number) => `${tick}%` }
  }
  return {
    indexAxis: upright ? 'x' : 'y',
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: 'index', axis: upright ? 'x' : 'y', intersect: false },
    scales: {
      [upright ? 'x' : 'y']: names,
      [upright ? 'y' : 'x']: value,
      ...(kind === 'counts' ? { rate } : {})
    },
    plugins: {
      legend: {
        align: 'start',
        // A hidden part would make the other bars untrue.
        onClick: () => undefined,
        labels: {
          color: dim,
          font,
          usePointStyle: true,
          boxHeight: 8,
          padding: 12,
          pointStyleWidth: 12
        }
      },
      tooltip: {
        backgroundColor: text,
        titleColor: colourOf('background', appearance),
        bodyColor: colourOf('background', appearance),
        usePointStyle: true,
        titleFont: font,
        bodyFont: font,
        callbacks: {
          label: ({ dataset, raw }) => {
            const text = dataset.type === 'line' ? percentText : amount
            // Where nothing has ended yet there is no duration.
            return `${dataset.label ?? ''}: ${raw === null ? '–' : text(Number(raw))}`
          }
        }
      }
    }
  }
}

/** An axis has room for so much of a name; the tooltip and the table have all of it. */
function shortName(this: Scale, tick: string | number): string {
  const name = this.getLabelForValue(Number(tick))
  return name.length > 22 ? `${name.slice(0, 21)}…` : name
}

/** Ticks of a length of time stand at round ones, four of them at the most, ms. */
function durationStep(groups: readonly StatisticsGroup[]): number {
  const longest = groups.reduce((most, { p95 }) => Math.max(most, p95 ?? 0), 0)
  return roundSpans.find((span) => span * 4 >= longest) ?? Math.ceil(longest / 4 / day) * day
}
