import { expect, test } from 'vitest'
import { readTarget, rowNumber, type Reach } from '../../renderer/go-to'

const archive: Reach = {
  loaded: 20_060,
  total: 20_060,
  first: 'newest',
  view: 'archive',
  zone: 'UTC'
}

test.each([
  '15000',
  '15,000',
  '15 000',
  "15'000",
  '#15000',
  '１５，０００',
  '第15000行',
  ' 15 000 '
])('a row number is taken as it is written: %s', (text) => {
  expect(readTarget(text, archive)).toEqual({ row: 14_999 })
})

test('what is no number is none', () => {
  for (const text of ['', '-5', '1.5', '1,50', '15,00', 'row', '2026-11-20', '14:03']) {
    expect(rowNumber(text), text).toBeNull()
  }
})

test('a time is read in the zone; a day is the end of it that comes first on screen', () => {
  const noon = Date.UTC(2026, 10, 20, 12, 0, 0)
  expect(readTarget('2026/11/20 12:00', archive)).toEqual({ time: noon })
  const shanghai: Reach = { ...archive, zone: 'Asia/Shanghai' }
  expect(readTarget('2026-11-20 20:00', shanghai)).toEqual({ time: noon })
  expect(readTarget('2026-11-20', archive)).toEqual({ time: Date.UTC(2026, 10, 20, 23, 59, 59) })
  expect(readTarget('2026-11-20', { ...archive, first: 'oldest' })).toEqual({
    time: Date.UTC(2026, 10, 20)
  })
})

test('eight digits are a row where there are so many, else a day', () => {
  expect(readTarget('20261120', archive)).toEqual({ time: Date.UTC(2026, 10, 20, 23, 59, 59) })
  const many = { ...archive, loaded: 30_000_000, total: 30_000_000 }
  expect(readTarget('20261120', many)).toEqual({ row: 20_261_119 })
})

test('bad input has its reason', () => {
  expect(readTarget(' ', archive)).toEqual({ issue: 'empty' })
  expect(readTarget('yesterday', archive)).toEqual({ issue: 'neither' })
  expect(readTarget('0', archive)).toEqual({ issue: 'zero' })
  expect(readTarget('20,061', archive)).toEqual({ issue: 'pastEnd' })
  expect(readTarget('2026-11-20', { ...archive, first: null })).toEqual({ issue: 'unsorted' })
  const live: Reach = { ...archive, loaded: 100, view: 'live' }
  expect(readTarget('100', live)).toEqual({ row: 99 })
  expect(readTarget('101', live)).toEqual({ issue: 'pastLoaded' })
  expect(readTarget('2026-11-20', live)).toEqual({ issue: 'live' })
})
