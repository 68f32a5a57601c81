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
