import { expect, test } from 'vitest'
import { Workspace } from '#shared/settings'
import { initialParameters } from '#shared/parameters'
import {
  allFields,
  choicesOf,
  differenceToggled,
  dropped,
  pinToggled,
  resized,
  stepped,
  tableColumns,
  toggled,
  widthsReset,
  type TableColumn
} from '../../renderer/table-columns'

const names = (columns: readonly TableColumn[] | null) =>
  columns?.map(({ field, pinned }) => `${field}${pinned ? '*' : ''}`)
const standard = tableColumns(null)

test('columns written before they could be pinned are read, and written in full', () => {
  const old = { parameters: initialParameters, columns: [{ field: 'owner', width: 90 }] }
  const { columns } = Workspace.parse(old)
  expect(columns).toEqual([{ field: 'owner', width: 90, pinned: false, difference: false }])
  expect(choicesOf(tableColumns(columns))).toEqual(columns)
})

test('a column is pinned after the pinned ones and unpinned before the others', () => {
  const one = pinToggled(standard, 'owner')
  const two = pinToggled(one, 'status')
  expect(names(two)?.slice(0, 3)).toEqual(['owner*', 'status*', 'create_time'])
  expect(names(pinToggled(two, 'owner'))?.slice(0, 3)).toEqual(['status*', 'owner', 'create_time'])
})

test('a dropped column stands where it was dropped; between pinned ones it is pinned', () => {
  expect(names(dropped(standard, 'owner', 1))?.slice(0, 3)).toEqual([
    'create_time',
    'owner',
    'status'
  ])
  expect(names(dropped(standard, 'create_time', standard.length))?.at(-1)).toBe('create_time')
  const two = pinToggled(pinToggled(standard, 'owner'), 'status')
  expect(names(dropped(two, 'duration', 1))?.slice(0, 3)).toEqual([
    'owner*',
    'duration*',
    'status*'
  ])
  expect(names(dropped(two, 'owner', 3))?.slice(0, 3)).toEqual(['status*', 'create_time', 'owner'])
})

test('a step stays among the pinned ones or among the others', () => {
  const pinned = pinToggled(standard, 'owner')
  expect(stepped(pinned, 'owner', 1)).toBeNull()
  expect(stepped(pinned, 'owner', -1)).toBeNull()
  expect(stepped(pinned, 'create_time', -1)).toBeNull()
  expect(names(stepped(pinned, 'create_time', 1))?.slice(0, 3)).toEqual([
    'owner*',
    'status',
    'create_time'
  ])
})

test('a column that is shown again stands after its standard neighbour; the last one stays', () => {
  const moved = dropped(standard, 'owner', 0)
  expect(names(toggled(moved, 'job_action'))?.at(-1)).toBe('job_action')
  expect(names(toggled(toggled(moved, 'status'), 'status'))?.slice(0, 3)).toEqual([
    'owner',
    'create_time',
    'status'
  ])
  expect(allFields(moved).length).toBe(12)
  const only = standard.slice(0, 1)
  expect(toggled(only, 'create_time')).toEqual(only)
})

test('a difference makes its column wider and narrower again, but not one the reader made wide', () => {
  const width = (columns: readonly TableColumn[]) => columns[0]?.width
  const on = differenceToggled(standard, 'create_time')
  expect(width(on)).toBe(234)
  expect(width(differenceToggled(on, 'create_time'))).toBe(150)
  const wide = differenceToggled(resized(standard, 'create_time', 400), 'create_time')
  expect(width(differenceToggled(wide, 'create_time'))).toBe(400)
  expect(width(widthsReset(wide))).toBe(234)
  // The others stay as they are.
  expect(wide.slice(1)).toEqual(standard.slice(1))
})
