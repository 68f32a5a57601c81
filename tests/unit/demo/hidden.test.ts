import { expect, test } from 'vitest'
import { createFilter, type DemoAnswer } from '../../../electron/demo/filter'
import { createLog } from '../../../electron/demo/generator'
import { createHidden } from '../../../electron/demo/hidden'

const now = Date.parse('2026-11-23T04:00:00Z')
const log = createLog({ size: 400, seed: 3, now, growthPerMinute: 60 })

function rowsOf(answer: DemoAnswer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer
}

test('rows that are gone are on no page, and all others on one', () => {
  const answer = createFilter(log)
  const hidden = [0, 17, 18, 99, 399]
  for (const reverse of ['0', '1']) {
    const pages = [0, 100, 200, 300].map((offset) =>
      rowsOf(answer({ reverse, limit: '100', offset: String(offset) }, { at: now, hidden }))
    )
    expect(pages.map(({ total }) => total)).toEqual([395, 395, 395, 395])
    const found = pages.flatMap(({ rows }) => rows.map(({ job_id }) => log.indexOf(job_id)))
    const all = Array.from({ length: 400 }, (_, index) => index)
    const shown = all.filter((index) => !hidden.includes(index))
    expect(found).toEqual(reverse === '1' ? shown.toReversed() : shown)
  }
  expect(rowsOf(answer({ job_ids: log.row(17, now).job_id }, { at: now, hidden })).total).toBe(0)
})

test('late rows appear after their time, and all in the end', () => {
  const hidden = createHidden(log, 3, { every: 3, ms: 60_000 })
  const later = now + 600_000
  const count = log.count(later)
  expect(hidden.at(later).length).toBeGreaterThan(3)
  for (const index of hidden.at(later)) {
    expect(later - log.createdAt(index)).toBeLessThan(60_000)
    expect(hidden.isHidden(index, later + 60_000)).toBe(false)
  }
  expect(hidden.at(later + 60_000).every((index) => index >= count)).toBe(true)
  hidden.remove(5)
  expect(hidden.at(later + 60_000)).toContain(5)
})

test('with bounds left out, a row of the very second is not found', () => {
  const time = log.row(200, now).create_time
  const query = { start_time: time, end_time: time }
  expect(rowsOf(createFilter(log)(query, { at: now })).total).toBeGreaterThan(0)
  const exclusive = createFilter(log, { exclusiveBounds: true })
  expect(rowsOf(exclusive(query, { at: now })).total).toBe(0)
})
