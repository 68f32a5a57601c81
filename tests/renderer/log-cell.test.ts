// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { columnOf, type ColumnField, type Operation } from '#shared/operation'
import LogCell from '../../renderer/components/table/LogCell.vue'
import { i18n, setLocale } from '../../renderer/locales'

const ids = ['ehpc-idofco72', 'ehpcq-ohwjm0lu', 'cln-ak81o7w3', 'cln-75tk6u54']

beforeEach(() => setLocale('en'))

function cell(field: ColumnField, operation: Partial<Operation>, room?: number) {
  const column = { ...columnOf(field), pinned: false, difference: false }
  return mount(LogCell, {
    props: {
      column: room === undefined ? column : { ...column, room },
      // What the column reads of it.
      operation: operation as Operation,
      zone: 'UTC'
    },
    global: { plugins: [i18n] }
  })
}

test('as many resources are shown as the column has room for, and the number of the others', () => {
  const said = (room?: number) => {
    const wrapper = cell('resource_ids', { resourceIds: ids }, room)
    return [wrapper.findAll('.chip').length, wrapper.find('.small').exists()]
  }
  expect(said()).toEqual([2, true])
  expect(said(350)).toEqual([3, true])
  expect(said(500)).toEqual([4, false])
})
