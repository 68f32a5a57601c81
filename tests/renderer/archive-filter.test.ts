import { expect, test } from 'vitest'
import { ArchiveFilter } from '#shared/archive-query'
import {
  conditionsOf,
  countedFrom,
  idsIn,
  selectionOf,
  without,
  withList,
  withRangeOf,
  withResource,
  withValue,
  withValues
} from '../../renderer/archive-filter'

test('a value excluded is no longer included, and the other way round', () => {
  const one = withValue({}, 'is', 'owner', 'usr-1')
  const two = withValue(one, 'is', 'owner', 'usr-2')
  expect(two).toEqual({ is: { owner: ['usr-1', 'usr-2'] } })
  const turned = withValue(two, 'isNot', 'owner', 'usr-1')
  expect(turned).toEqual({ is: { owner: ['usr-2'] }, isNot: { owner: ['usr-1'] } })
})

test.each([
  ['lines of a ticket', 'j-1\r\nj-2\n\n j-3 \n'],
  ['a list in a sentence', 'j-1, j-2; j-3'],
  ['a list with bullets', '- j-1\n* j-2\n• j-3'],
  ['a list in Chinese', '“j-1”、j-2，j-3；'],
  ['JSON', '["j-1", "j-2","j-3"]'],
  ['a row of a Markdown table', '| `j-1` | `j-2` | `j-3` |'],
  ['the same once more', 'j-1 j-2 j-1 j-3 j-2']
])('ids are taken out of %s', (_name, text) => {
  expect(idsIn(text)).toEqual(['j-1', 'j-2', 'j-3'])
})

test('many values join a condition at once, up to what it may have, and leave the opposite one', () => {
  const before = { is: { job_id: ['j-0'] }, isNot: { job_id: ['j-1', 'j-x'] } }
  expect(withValues(before, 'is', 'job_id', ['j-0', 'j-1', 'j-2'])).toEqual({
    filter: { is: { job_id: ['j-0', 'j-1', 'j-2'] }, isNot: { job_id: ['j-x'] } },
    added: 2,
    cut: false
  })
  const many = Array.from({ length: 1200 }, (_, index) => `j-${index}`)
  const { filter, ...said } = withValues({}, 'is', 'job_id', many)
  expect(said).toEqual({ added: 1000, cut: true })
  expect(ArchiveFilter.parse(filter).is?.job_id).toHaveLength(1000)
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

test('a resource beside a single one that is listed joins it', () => {
  const listed = { value: '', filter: { is: { resource_ids: ['ehpc-1'] } } }
  const both = { is: { resource_ids: ['ehpc-1', 'cln-2'] } }
  expect(withResource(listed, 'cln-2')).toEqual({ value: '', filter: both })
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
