import { expect, test } from 'vitest'
import { ArchiveFilter } from '#shared/archive-query'
import {
  conditionsOf,
  countedFrom,
  selectionOf,
  without,
  withList,
  withRangeOf,
  withResource,
  withValue
} from '../../renderer/archive-filter'

test('a value excluded is no longer included, and the other way round', () => {
  const one = withValue({}, 'is', 'owner', 'usr-1')
  const two = withValue(one, 'is', 'owner', 'usr-2')
  expect(two).toEqual({ is: { owner: ['usr-1', 'usr-2'] } })
  const turned = withValue(two, 'isNot', 'owner', 'usr-1')
  expect(turned).toEqual({ is: { owner: ['usr-2'] }, isNot: { owner: ['usr-1'] } })
})

test('a resource joins those that are asked for, and alone is the parameter', () => {
  const one = withResource({ value: '', filter: {} }, 'ehpc-1')
  expect(one).toEqual({ value: 'ehpc-1', filter: {} })
  expect(withResource(one, 'ehpc-1')).toEqual(one)
  const two = withResource(one, 'cln-2')
  expect(two).toEqual({ value: '', filter: { is: { resource_ids: ['ehpc-1', 'cln-2'] } } })
  const three = withResource({ ...two, filter: { ...two.filter, hasError: true } }, 'cln-3')
  expect(three.filter).toEqual({
    is: { resource_ids: ['ehpc-1', 'cln-2', 'cln-3'] },
    hasError: true
  })
})

test('each condition stands on a chip, and dropping all leaves an empty filter', () => {
  let filter: ArchiveFilter = { hasError: true, stuck: 60_000 }
  filter = withValue(filter, 'isNot', 'status', 'failed')
  filter = withValue(filter, 'is', 'resource_ids', 'ehpc-1')
  filter = withRangeOf(filter, 'duration', { from: 1000 })
  filter = withRangeOf(filter, 'age', { to: 86_400_000 })
  const conditions = conditionsOf(filter)
  expect(conditions.map(({ kind }) => kind)).toEqual([
    'isNot',
    'is',
    'duration',
    'age',
    'hasError',
    'stuck'
  ])
  expect(ArchiveFilter.parse(filter)).toEqual(filter)
  expect(conditions.reduce(without, filter)).toEqual({})
})

test('an emptied list or range is no condition', () => {
  expect(withList({ is: { owner: ['a'] } }, 'is', 'owner', [])).toEqual({})
  expect(withRangeOf({ age: { from: 1 } }, 'age', {})).toEqual({})
})

test('the archive is not asked for what only the service can apply', () => {
  const values = { reverse: 1, limit: 100, offset: 0, directive: 'x', owner: 'u' }
  expect(selectionOf(['a', 'b'], values, { hasError: true }, '节点', 'UTC')).toEqual({
    profileIds: ['a', 'b'],
    parameters: { reverse: 1, limit: 100, offset: 0, owner: 'u' },
    filter: { hasError: true, text: '节点' },
    timeZone: 'UTC'
  })
  expect(selectionOf(['a'], values, {}, '', 'UTC')).not.toHaveProperty('timeZone')
})

test('the moment of the question is part of it only where ages are asked for', () => {
  const plain = selectionOf(['a'], { reverse: 1, limit: 100, offset: 0 }, {}, 'x', 'UTC')
  expect(countedFrom(plain, 5)).toBe(plain)
  for (const filter of [{ age: { to: 1000 } }, { stuck: 0 }]) {
    expect(countedFrom({ ...plain, filter }, 5)).toEqual({ ...plain, filter, at: 5 })
  }
})
