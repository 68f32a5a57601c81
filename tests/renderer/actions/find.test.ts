import { expect, test } from 'vitest'
import { find, type Entry } from '../../../renderer/actions/find'

function entry(id: string, title: string, otherTitle: string, off = ''): Entry {
  return { id, title, otherTitle, group: 'Group', keys: [], off, checked: null }
}

const entries = [
  entry('refresh', 'Refresh', '刷新'),
  entry('reset', 'Reset all filters', '重置全部筛选'),
  entry('export', 'Export the rows…', '导出这些行…'),
  entry('theme', 'Theme: Dark', '主题：深色')
]
const ids = (asked: string, recent: string[] = [], all = entries) =>
  find(all, asked, recent).map(({ entry: { id } }) => id)

test('letters in order find a title, the best first', () => {
  expect(ids('rfr')[0]).toBe('refresh')
  expect(ids('reset fil')[0]).toBe('reset')
  expect(ids('no such thing')).toEqual([])
})

test('a title is found in the other language too, and says so', () => {
  expect(ids('导出')).toEqual(['export'])
  expect(find(entries, '深色', [])[0]).toMatchObject({ other: true, marks: [] })
})

test('without a question what was used last comes first', () => {
  expect(ids('', ['theme', 'export'])).toEqual(['theme', 'export', 'refresh', 'reset'])
})

test('what cannot be run comes after what can', () => {
  const two = [entry('a', 'Show Live', '', 'why'), entry('b', 'Show Live', '')]
  expect(ids('show live', [], two)).toEqual(['b', 'a'])
})
