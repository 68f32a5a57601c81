// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { defineComponent } from 'vue'
import { useI18n } from 'vue-i18n'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { lexer, type Token, type Tokens } from 'marked'
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
  owners?: ReadonlyMap<string, string>,
  copying = rows,
  shown = columns
): string {
  setLocale(locale)
  let copied = ''
  const component = defineComponent(() => {
    const { t, te } = useI18n()
    copied = rowsAsText(format, copying, { columns: shown, owners, zone: 'Asia/Shanghai', t, te })
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

test.each(['a\nb', 'a\rb'])('CSV has %j in quotes, whatever ends its records', (description) => {
  expect(text('csv', 'en', undefined, [heldRow(1, { description })])).toContain(`"${description}"`)
})

test('CSV of one column keeps its empty cells, whoever reads it', () => {
  const one = columns.filter(({ field }) => field === 'action_describe')
  const some = ['a', '', 'b'].map((description, number) => heldRow(number, { description }))
  const copied = text('csv', 'zh-CN', undefined, some, one)
  expect(parse(copied, { skip_empty_lines: true })).toEqual([['操作'], ['a'], [''], ['b']])
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

/** Signs that mean something to Markdown or to a spreadsheet, between some that do not. */
const odd = fc
  .array(fc.constantFrom(...'\\|`*_~<>[]()!&;#="\'-+\t\n ax1中'.split(''), '&lt;', '<b>', '](x:'))
  .map((parts) => parts.join(''))
const spaced = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

test('Markdown reads as its cells do, whatever signs are in them', () => {
  fc.assert(
    fc.property(odd, odd, (description, resource) => {
      const row = heldRow(1, { description, resourceIds: [resource] })
      const [table] = lexer(text('markdown', 'zh-CN', undefined, [row]))
      if (table?.type !== 'table') return expect.unreachable()
      const [cells = []] = (table as Tokens.Table).rows
      expect(cells.slice(2, 4).map(({ tokens }) => plain(tokens))).toEqual([
        spaced(description),
        spaced(resource)
      ])
    })
  )
})

/** What is read of a cell; markup is none of it. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const isText = token.type === 'text' || token.type === 'escape'
      return isText ? (token as Tokens.Text).text : `{${token.type}}`
    })
    .join('')
}

test('a spreadsheet that a table is pasted into has its cells, and no formula', () => {
  const pasted = (description: string) =>
    parse(text('tsv', 'zh-CN', undefined, [heldRow(1, { description })]), {
      delimiter: '\t',
      relax_quotes: true,
      relax_column_count: true
    })[1]?.[2]
  expect(pasted('"=1+1"')).toBe('"=1+1"')
  expect(pasted('"open')).toBe('"open')
  expect(pasted('so "said"')).toBe('so "said"')
})

test('where profiles are merged, whose a row is comes first', () => {
  const owners = new Map([['a', 'East']])
  expect(text('tsv', 'zh-CN', owners).split('\n')[0]).toMatch(/^配置\t/)
  expect(text('tsv', 'en', owners).split('\n')[1]).toMatch(/^East\t/)
  expect(Object.entries(JSON.parse(text('json', 'en', owners))[0])[0]).toEqual(['profile', 'East'])
})
