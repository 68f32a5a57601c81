import { expect, test } from 'vitest'
import { StatisticsInput } from '#shared/archive-query'
import { initialParameters as parameters } from '#shared/parameters'
import { createDays } from '../../../../electron/services/archive/query/days'
import { openArchives } from '../../../support/archive-in-memory'

test('only days that occur are made, however far apart they lie', () => {
  const days = createDays('Asia/Shanghai')
  const times = ['1970-01-01T00:00:01Z', '2026-11-20T15:59:59Z', '2026-11-20T16:00:00Z']
  const all = [...times, '2026-11-21T03:00:00Z', '2106-02-07T06:28:14Z']
  expect(all.map((time) => days.numberOf(Date.parse(time)))).toEqual([0, 1, 2, 2, 3])
  expect(days.names).toEqual(['1970-01-01', '2026-11-20', '2026-11-21', '2106-02-07'])
})

test.each([
  // Clocks are put forward at midnight, so the day begins at one, and back after midnight: twice 00:30.
  ['Africa/Cairo', ['2026-04-23T21:59:59Z', '2026-04-23T22:00:00Z', '2026-04-24T20:59:59Z']],
  ['America/Havana', ['2026-11-01T03:59:59Z', '2026-11-01T04:30:00Z', '2026-11-02T04:59:59Z']]
])('days of %s are those of its clocks', (zone, [before = '', first = '', last = '']) => {
  const days = createDays(zone)
  const numbers = [before, first, last].map((time) => days.numberOf(Date.parse(time)))
  expect(numbers).toEqual([0, 1, 1])
})

test.each(['Asia/Amman', 'Asia/Magadan', 'Antarctica/Casey', 'Antarctica/Vostok', 'Pacific/Apia'])(
  'days of %s are those its calendar writes, also where midnight comes twice, never, or a day comes back',
  (timeZone) => {
    const days = createDays(timeZone)
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    for (let ms = Date.UTC(2009, 0, 1); ms < Date.UTC(2026, 0, 1); ms += 3_599_000) {
      const wanted = calendar.format(ms)
      if (days.names[days.numberOf(ms)] !== wanted) {
        expect(days.names[days.numberOf(ms)], new Date(ms).toISOString()).toBe(wanted)
      }
    }
    expect(new Set(days.names).size).toBe(days.names.length)
  }
)

test('a row of a wrong date is counted on its day, and the others on theirs', () => {
  const archives = openArchives(['a'])
  const row = (job_id: string, create_time: string) => ({ job_id, create_time, status: 'failed' })
  archives.keep('a', [
    row('j-1', '0001-01-01T00:00:00Z'),
    row('j-2', '2026-11-20T15:00:00Z'),
    row('j-3', '2026-11-20T17:00:00Z'),
    row('j-4', '9999-01-01T00:00:00Z')
  ])
  const selection = { profileIds: ['a'], parameters }
  const input = StatisticsInput.parse({ selection, by: 'day', timeZone: 'Asia/Shanghai' })
  const { groups } = archives.queries.statistics(input)
  expect(groups.map(({ key, count }) => [key, count])).toEqual([
    ['1970-01-01', 1],
    ['2026-11-20', 1],
    ['2026-11-21', 1],
    ['2106-02-07', 1]
  ])
  archives.close()
})
