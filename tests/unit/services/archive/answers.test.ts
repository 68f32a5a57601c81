import { afterAll, expect, test } from 'vitest'
import type { OperationParameters } from '#shared/parameters'
import { mostAnswers } from '../../../../electron/services/archive/answers'
import { toUtf8 } from '../../../../electron/services/utf8'
import { openArchives } from '../../../support/archive-in-memory'
import { query, rawRow } from './harness'

const archives = openArchives(['p'])
afterAll(archives.close)

test('of answers that are never asked for again the oldest go, one that comes again stays', () => {
  const file = archives.fileOf('p')
  const keep = (parameters: OperationParameters, at: number) =>
    file.store({
      body: toUtf8(JSON.stringify({ job_set: [rawRow('j-1'), rawRow(`j-${at}`)] })),
      at,
      answer: { parameters, total: 2 }
    })
  // A range counted from now begins at another second with each refresh.
  const ranges = Array.from({ length: 1.2 * mostAnswers }, (_, second) =>
    query({ start_time: new Date(second * 1000).toISOString().replace('.000', '') })
  )
  ranges.forEach((range, at) => {
    keep(range, at + 1)
    if (at % 50 === 0) keep(query({}), at + 1)
  })
  const heldAnswers = ranges.filter((range) => file.answer(range) !== null).length
  expect(heldAnswers).toBeLessThanOrEqual(mostAnswers + 100)
  expect(heldAnswers).toBeGreaterThanOrEqual(mostAnswers - 1)
  expect(file.answer(ranges[0] ?? query({}))).toBeNull()
  expect(file.answer(ranges.at(-1) ?? query({}))?.rows).toHaveLength(2)
  expect(file.answer(query({}))?.rows).toHaveLength(2)
})

test('answers without rows go like any others', () => {
  const file = archives.fileOf('p')
  const body = toUtf8(JSON.stringify({ job_set: [] }))
  const ranges = Array.from({ length: 1.2 * mostAnswers }, (_, second) =>
    query({
      owner: 'usr-quiet',
      end_time: new Date(second * 1000).toISOString().replace('.000', '')
    })
  )
  ranges.forEach((parameters, at) =>
    file.store({ body, at: 10_000 + at, answer: { parameters, total: 0 } })
  )
  const heldAnswers = ranges.filter((range) => file.answer(range) !== null).length
  expect(heldAnswers).toBeLessThanOrEqual(mostAnswers + 100)
  expect(file.answer(ranges.at(-1) ?? query({}))?.rows).toEqual([])
})

test('an answer that comes again after another, stored with further pages, has its own rows', () => {
  const file = archives.fileOf('p')
  const page = (jobIds: readonly string[], offset: number, at: number) => ({
    body: toUtf8(JSON.stringify({ job_set: jobIds.map((jobId) => rawRow(jobId)) })),
    at,
    answer: { parameters: query({ owner: 'usr-1', offset }), total: jobIds.length }
  })
  const first = ['j-1', 'j-2', 'j-3']
  // The second time nothing of it is new, so it is remembered as it came.
  file.store(page(first, 0, 1))
  file.store(page(first, 0, 2))
  // Pages one scrolled past are stored together.
  file.store(page(['j-2', 'j-1'], 0, 3), page(['j-3'], 100, 3))
  file.store(page(first, 0, 4))
  const answer = file.answer(query({ owner: 'usr-1', offset: 0 }))
  expect(answer).toMatchObject({ total: 3, at: 4 })
  expect(answer?.rows.map(({ jobId }) => jobId)).toEqual(first)
})
