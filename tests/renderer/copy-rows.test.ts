// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { defineComponent } from 'vue'
import { useI18n } from 'vue-i18n'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { rowsAsText, type CopyFormat } from '../../renderer/copy-rows'
import { i18n, setLocale } from '../../renderer/locales'
import { tableColumns } from '../../renderer/table-columns'
import { heldRow } from '../support/held-rows'

const fields = ['create_time', 'status', 'action_describe', 'resource_ids', 'duration'] as const
const columns = tableColumns(
  fields.map((field) => ({ field, width: 100, pinned: false, difference: false }))
)
const at = Date.parse('2026-11-20T14:03:59Z')
const rows = [
  heldRow(1, {
    createTime: at,
    statusTime: at + 61_000,
    description: '=1+1|a\tb\n"c"',
    resourceIds: ['ehpc-1', 'cln-2']
  }),
  heldRow(2, { createTime: null, statusTime: null, status: 'pending', description: '' })
]

function text(
  format: CopyFormat,
  locale: 'en' | 'zh-CN' = 'en',
  owners?: ReadonlyMap<string, string>
): string {
  setLocale(locale)
  let copied = ''
  const component = defineComponent(() => {
    const { t, te } = useI18n()
    copied = rowsAsText(format, rows, { columns, owners, zone: 'Asia/Shanghai', t, te })
    return () => null
  })
  mount(component, { global: { plugins: [i18n] } })
  return copied
}

test('a table for a spreadsheet: heads and cells as on screen, a row a line, no formula', () => {
  expect(text('tsv').split('\n')).toEqual([
    'Time\tStatus\tOperation\tResources\tDuration',
    `2026-11-20 22:03:59\tSuccessful\t'=1+1|a b "c"\tehpc-1 cln-2\t1 m 01 s`,
    '\tPending\t\t\t'
  ])
  expect(text('tsv', 'zh-CN').split('\n')[0]).toBe('时间\t状态\t操作\t资源\t耗时')
})

test('CSV keeps tabs, quotes and lines in their cells', () => {
  expect(parse(text('csv'))).toEqual([
    ['Time', 'Status', 'Operation', 'Resources', 'Duration'],
    ['2026-11-20 22:03:59', 'Successful', `'=1+1|a\tb\n"c"`, 'ehpc-1 cln-2', '1 m 01 s'],
    ['', 'Pending', '', '', '']
  ])
})

test('JSON has the field names, times with their offset, lists and lengths in ms', () => {
  expect(JSON.parse(text('json'))).toEqual([
    {
      create_time: '2026-11-20T22:03:59+08:00',
      status: 'successful',
      action_describe: '=1+1|a\tb\n"c"',
      resource_ids: ['ehpc-1', 'cln-2'],
      duration: 61_000
    },
    { create_time: null, status: 'pending', action_describe: '', resource_ids: [], duration: null }
  ])
})

test('Markdown keeps its bars and lines', () => {
  expect(text('markdown').split('\n').slice(0, 3)).toEqual([
    '| Time | Status | Operation | Resources | Duration |',
    '| --- | --- | --- | --- | --- |',
    '| 2026-11-20 22:03:59 | Successful | =1+1\\|a b "c" | ehpc-1 cln-2 | 1 m 01 s |'
  ])
})

test('where profiles are merged, whose a row is comes first', () => {
  const owners = new Map([['a', 'East']])
  expect(text('tsv', 'zh-CN', owners).split('\n')[0]).toMatch(/^配置\t/)
  expect(text('tsv', 'en', owners).split('\n')[1]).toMatch(/^East\t/)
  expect(Object.entries(JSON.parse(text('json', 'en', owners))[0])[0]).toEqual(['profile', 'East'])
})
