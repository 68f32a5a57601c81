import { expect, test } from 'vitest'
import { fittingIds } from '../../renderer/components/table/fitting-ids'

const ids = ['ehpc-idofco72', 'ehpcq-ohwjm0lu', 'cln-ak81o7w3', 'cln-75tk6u54', 'cln-5dvysgrd']

test('a wider column shows more resources, all of them where they fit', () => {
  expect([60, 268, 340, 440, 520, 900].map((room) => fittingIds(ids, room))).toEqual([
    2, 2, 3, 4, 5, 5
  ])
})

test('the last one needs no room for a number of others', () => {
  expect(fittingIds(ids.slice(0, 3), 315)).toBe(3)
  expect(fittingIds(ids, 315)).toBe(2)
})

test('no resource is none', () => {
  expect(fittingIds([], 268)).toBe(0)
})
