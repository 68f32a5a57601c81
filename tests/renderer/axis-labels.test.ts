import { expect, test } from 'vitest'
import type { TimeZone } from '#shared/settings'
import { axisLabels } from '../../renderer/components/charts/axis-labels'
import { tickSteps, ticksOf } from '../../renderer/components/charts/axis-ticks'
import { edgesOf } from '../../electron/services/archive/query/edges'

const hour = 3_600_000
const day = 24 * hour
const spans = {
  'one hour': hour,
  'six hours': 6 * hour,
  'one day': day,
  'ten days': 10 * day,
  'thirty days': 30 * day,
  'half a year': 183 * day,
  'one year': 365 * day,
  'four years': 1461 * day,
  'ten years': 3653 * day
}
const end = Date.parse('2026-11-20T06:17:31Z')
const zones: TimeZone[] = ['UTC', 'Asia/Shanghai']

/** px at 10.5 px, measured in the window: a digit 6, a letter at most 9, a Chinese sign 10.5. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 10.5 : 6), 0)
}

function boxes(labels: ReturnType<typeof axisLabels>, width: number) {
  return labels.map(({ text, at, align }) => {
    const length = widthOf(text)
    const start = at * width - { start: 0, middle: length / 2, end: length }[align]
    return { text, start, end: start + length }
  })
}

test.each(Object.entries(spans))(
  'labels of %s keep apart and inside, at any width',
  (_, length) => {
    for (const zone of zones) {
      for (const locale of ['en', 'zh-CN']) {
        for (const width of [240, 400, 640, 844, 1184, 1900]) {
          const edges = edgesOf(end - length, end, Math.round(width / 8), zone)
          const labels = axisLabels({ edges, zone, locale, width })
          const placed = boxes(labels, width)
          placed.forEach((box, index) => {
            expect(box.start).toBeGreaterThanOrEqual(0)
            expect(box.end).toBeLessThanOrEqual(width)
            expect(box.start).toBeGreaterThan((placed[index - 1]?.end ?? -Infinity) + 4)
          })
          // Readable is also: enough of them to tell where one is.
          if (width >= 640) expect(labels.length).toBeGreaterThanOrEqual(4)
        }
      }
    }
  }
)

test('both ends are said in full, what lies between by what changes', () => {
  const texts = (length: number, locale = 'en') => {
    const edges = edgesOf(end - length, end, 140, 'UTC')
    return axisLabels({ edges, zone: 'UTC', locale, width: 1184 }).map(({ text }) => text)
  }
  expect(texts(hour)).toEqual(
    expect.arrayContaining(['Nov 20, 2026, 05:17', '05:30', '05:35', 'Nov 20, 2026, 06:18'])
  )
  expect(texts(day)).toEqual(expect.arrayContaining(['12:00', 'Nov 20']))
  expect(texts(day, 'zh-CN')[0]).toMatch(/^2026年11月19日 0?6:/)
  expect(texts(365 * day)).toEqual(expect.arrayContaining(['Feb', '2026']))
  expect(texts(365 * day, 'zh-CN')).toEqual(expect.arrayContaining(['2月', '2026年']))
  expect(texts(3653 * day)).toEqual(expect.arrayContaining(['2018', '2024']))
})

test('a label stands where its time is, though months are not equally long', () => {
  const edges = edgesOf(Date.parse('2025-12-20'), Date.parse('2026-11-20'), 12, 'UTC')
  const labels = axisLabels({ edges, zone: 'UTC', locale: 'en', width: 1184 })
  const march = labels.find(({ text }) => text === 'Mar')
  const bar = edges.indexOf(Date.parse('2026-03-01'))
  expect(bar).toBe(3)
  expect(march?.at).toBeCloseTo(bar / (edges.length - 1), 9)
})

test('ticks keep to the wall clock when it is put forward and back', () => {
  const six = tickSteps.find(({ length }) => length === 6 * hour)
  if (!six) throw new Error('no step')
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: 'America/New_York',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  })
  for (const around of ['2026-03-08T12:00:00Z', '2026-11-01T12:00:00Z']) {
    const middle = Date.parse(around)
    const ticks = ticksOf(middle - 2 * day, middle + 2 * day, six, 'America/New_York')
    expect(new Set(ticks.map((time) => clock.format(time)))).toEqual(
      new Set(['00:00', '06:00', '12:00', '18:00'])
    )
    const gaps = ticks.slice(1).map((time, index) => (time - (ticks[index] ?? 0)) / hour)
    expect(gaps.filter((gap) => gap !== 6)).toEqual([around.includes('-03-') ? 5 : 7])
  }
})
