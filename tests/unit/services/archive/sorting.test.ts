import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HistogramInput, type ArchiveSelectionInput } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { toInstant } from '#shared/time'
import { openArchives, type Archives } from '../../../support/archive-in-memory'
import { rawRow } from './harness'

let now = Date.parse('2026-11-20T12:00:00Z')
let archives: Archives
beforeEach(() => void (archives = openArchives(['p'], () => now)))
afterEach(() => archives.close())

function idsBy(field: 'status' | 'owner', selection: Partial<ArchiveSelectionInput>): string[] {
  return archives.all(
    { profileIds: ['p'], parameters: initialParameters, ...selection },
    { field, descending: false }
  )
}

describe('rows sorted by a column', () => {
  test('are those of the zone the text is read in now', () => {
    archives.keep('p', [
      rawRow('j-utc', { create_time: '2026-11-20T10:30:00Z', status_time: null }),
      rawRow('j-shanghai', { create_time: '2026-11-20T02:30:00Z', status_time: null })
    ])
    const filter = { text: '11-20 10:' }
    expect(idsBy('status', { filter, timeZone: 'UTC' })).toEqual(['j-utc'])
    expect(idsBy('status', { filter, timeZone: 'Asia/Shanghai' })).toEqual(['j-shanghai'])
  })

  test('are those of the age they have now', () => {
    archives.keep('p', [
      rawRow('j-old', { create_time: '2026-11-20T10:00:00Z' }),
      rawRow('j-new', { create_time: '2026-11-20T11:00:30Z' })
    ])
    const filter = { age: { from: 3_600_000, to: 7_200_000 } }
    expect(idsBy('owner', { filter })).toEqual(['j-old'])
    now += 60_000
    expect(idsBy('owner', { filter })).toEqual(['j-new'])
  })

  test('stand by the number of their tasks, whatever number it is, none first', () => {
    const counts = [2 ** 33, 1.7, -3, null, 0, 1.5, -1]
    archives.keep(
      'p',
      counts.map((task_count) => rawRow(`j-${task_count}`, { task_count }))
    )
    const wanted = [null, -3, -1, 0, 1.5, 1.7, 2 ** 33].map((count) => `j-${count}`)
    const selection = { profileIds: ['p'], parameters: initialParameters }
    for (const descending of [false, true]) {
      const order = { field: 'task_count' as const, descending }
      const expected = descending ? wanted.toReversed() : wanted
      expect(archives.all(selection, order)).toEqual(expected)
      const paged: string[] = []
      for (let jobId: string | undefined; paged.length <= wanted.length;) {
        const start = jobId === undefined ? { row: 0 } : { after: { profileId: 'p', jobId } }
        ;({ jobId } = archives.page({ selection, order, start, limit: 1 }).rows[0] ?? {})
        if (jobId === undefined) break
        paged.push(jobId)
      }
      expect(paged).toEqual(expected)
    }
  })
})

test.each([
  ['age', { age: { from: 600_000 } }],
  ['what is stuck', { stuck: 600_000 }]
])('pages of one question fit together while time passes: %s', (_name, filter) => {
  archives.keep(
    'p',
    Array.from({ length: 120 }, (_, second) =>
      rawRow(`j-${second}`, {
        status: 'pending',
        create_time: toInstant(now - 600_000 - 60_000 + second * 1000)
      })
    )
  )
  const selection = { profileIds: ['p'], parameters: initialParameters, filter, at: now }
  const page = (row: number) => {
    const found = archives.page({ selection, start: { row }, limit: 30 })
    now += 30_000
    return found
  }
  const pages = [page(0), page(30), page(60)]
  expect(pages.map(({ total }) => total)).toEqual([61, 61, 61])
  const ids = pages.flatMap(({ rows }) => rows.map(({ jobId }) => jobId))
  expect(new Set(ids).size).toBe(61)
  const { total } = archives.queries.histogram(HistogramInput.parse({ selection }))
  expect(total).toBe(61)
})
