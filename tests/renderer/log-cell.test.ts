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

test.each([
  ['en', '5200', '5200 · Not enough resources'],
  ['zh-CN', '5200', '5200 · 资源不足'],
  ['en', '5200,5100,5200', '5200 · Not enough resources\n5100 · The service is busy'],
  ['en', '987654', '987654'],
  ['en', '', '']
] as const)('in %s the code %j is explained where the pointer rests', (locale, code, title) => {
  setLocale(locale)
  expect(cell('error_codes', { errorCodes: code }).attributes('title')).toBe(title)
})

test('a bar stands beside a duration, and none where the operation has not ended', () => {
  const times = { createTime: 1000, statusTime: 61_000 }
  const ended = cell('duration', { ...times, status: 'successful' })
  expect([ended.text(), ended.find('i').exists()]).toEqual(['1 m 00 s', true])
  const running = cell('duration', { ...times, status: 'working' })
  expect([running.text(), running.find('i').exists()]).toEqual(['—', false])
})
