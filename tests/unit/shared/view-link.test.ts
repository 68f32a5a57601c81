import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterFields } from '#shared/archive-query'
import { columns } from '#shared/operation'
import { initialParameters, parameterEntry, parameters } from '#shared/parameters'
import { decodeLink } from '#shared/read-view-link'
import { rangePresets, SearchState } from '#shared/settings'
import { encodeLink, type ViewLink } from '#shared/view-link'

const word = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
// Parameters are trimmed at every border.
const trimmed = word.map((text) => text.trim()).filter((text) => text !== '')
const instant = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map((s) => `${new Date(s * 1000).toISOString().slice(0, 19)}Z`)
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })

const each: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
  parameters
    .filter(({ type }) => type !== 'instant')
    .map(({ name }) => {
      const { type, min = 0, max = 0 } = parameterEntry(name)
      return [name, type === 'integer' ? fc.integer({ min, max }) : trimmed]
    })
)
const values = fc.record(each, { requiredKeys: ['reverse', 'limit', 'offset'] })
const lists = fc.dictionary(
  fc.constantFrom(...filterFields),
  fc.array(fc.oneof(word, fc.constant('')), { minLength: 1, maxLength: 4 }),
  { minKeys: 1, maxKeys: 3 }
)
const ms = fc.integer({ min: 0, max: 1e12 })
const span = fc.record({ from: ms, to: ms }, { requiredKeys: [] })
const search = fc
  .record({
    view: fc.constantFrom('live', 'archive'),
    range: fc.constantFrom(...rangePresets),
    parameters: values,
    times: fc.tuple(optional(instant), optional(instant)),
    text: fc.oneof(word, fc.constant('')),
    filter: fc.record(
      { is: lists, isNot: lists, duration: span, age: span, hasError: fc.boolean(), stuck: ms },
      { requiredKeys: [] }
    ),
    order: fc.record({
      field: fc.constantFrom(...columns.map(({ field }) => field)),
      descending: fc.boolean()
    }),
    columns: fc.option(
      fc
        .subarray(
          columns.map(({ field }) => field),
          { minLength: 1 }
        )
        .chain((fields) =>
          fc.tuple(
            ...fields.map((field) =>
              fc.record({
                field: fc.constant(field),
                width: fc.integer({ min: 20, max: 4000 }),
                pinned: fc.boolean(),
                difference: fc.boolean()
              })
            )
          )
        )
    )
  })
  .map(({ times, ...state }) => {
    const [start_time, end_time] = times.toSorted()
    const custom = state.range === 'custom' ? { start_time, end_time } : {}
    return SearchState.parse({ ...state, parameters: { ...state.parameters, ...custom } })
  })
const link: fc.Arbitrary<ViewLink> = fc.record({
  zone: fc.constantFrom('jn1a', 'pek3', '*'),
  profile: fc.oneof(trimmed, fc.constant('')),
  name: fc.oneof(trimmed, fc.constant('')),
  search
})

test('a link read again is what was written', () => {
  fc.assert(
    fc.property(link, (given) => {
      const text = encodeLink(given)
      if (text === null) return
      expect(decodeLink(text)).toEqual({ ok: true, link: given })
      // Systems add a slash to an address of this form.
      expect(decodeLink(text.replace('view?', 'view/?'))).toEqual({ ok: true, link: given })
    }),
    { numRuns: 500 }
  )
})

test('any text is read or refused with a reason, never an exception', () => {
  const part = fc.tuple(fc.constantFrom('v', 'zone', 'is.owner', 'age', 'limit', 'x'), word)
  const query = fc.array(part).map((parts) => `oplog://view?${new URLSearchParams(parts)}`)
  fc.assert(
    fc.property(fc.oneof(fc.string(), query), (text) => {
      const read = decodeLink(text)
      if (!read.ok) expect(read.fault.rule).toMatch(/^(form|too-long|newer|unknown|value)$/)
    })
  )
})

const good = 'oplog://view?v=1&zone=jn1a'

test('the shortest link is the untouched search, and a long search reads well', () => {
  const initial = { view: 'live', range: 'all', parameters: initialParameters } as const
  expect(decodeLink(good)).toEqual({
    ok: true,
    link: { zone: 'jn1a', profile: '', name: '', search: SearchState.parse(initial) }
  })
  const search = SearchState.parse({
    view: 'archive',
    range: '24h',
    parameters: { ...initialParameters, owner: 'usr-1' },
    filter: { is: { status: ['failed', 'pending'] }, duration: { from: 60000 } },
    columns: [
      { field: 'create_time', width: 150, pinned: true, difference: true },
      { field: 'status', width: 90 }
    ]
  })
  expect(encodeLink({ zone: 'jn1a', profile: 'East', name: 'Failures', search })).toBe(
    'oplog://view?v=1&zone=jn1a&profile=East&name=Failures&in=archive&range=24h&owner=usr-1' +
      '&is.status=failed&is.status=pending&duration=60000..&columns=create_time%3Apd%2Cstatus.90'
  )
})

test.each([
  ['', 'form'],
  ['https://example.com/view?v=1&zone=jn1a', 'form'],
  ['oplog://delete?v=1&zone=jn1a', 'form'],
  ['oplog://user@view?v=1&zone=jn1a', 'form'],
  [`${good}#x`, 'form'],
  ['oplog://view?zone=jn1a', 'form'],
  ['oplog://view?v=2&zone=jn1a', 'newer'],
  [`${good}&secretKey=x`, 'unknown', 'secretKey'],
  [`${good}&__proto__=x`, 'unknown', '__proto__'],
  ['oplog://view?v=1', 'value', 'zone'],
  ['oplog://view?v=1&zone=../x', 'value', 'zone'],
  [`${good}&zone=pek3`, 'value', 'zone'],
  [`${good}&in=both`, 'value', 'in'],
  [`${good}&range=9y`, 'value', 'range'],
  [`${good}&limit=101`, 'value', 'limit'],
  [`${good}&limit=ten`, 'value', 'limit'],
  [`${good}&start_time=2026-11-20T00:00:00Z`, 'value', 'range'],
  [`${good}&range=custom&start_time=yesterday`, 'value', 'start_time'],
  [`${good}&age=5`, 'value', 'age'],
  [`${good}&error=maybe`, 'value', 'error'],
  [`${good}&sort=colour`, 'value', 'sort'],
  [`${good}&columns=`, 'value', 'columns'],
  [`${good}&columns=status:`, 'value', 'columns'],
  [`${good}&columns=status:x`, 'value', 'columns'],
  [`${good}&columns=status,status`, 'value', 'columns'],
  [`${good}&columns=status.9999999`, 'value', 'columns'],
  [`${good}&text=${'a'.repeat(1001)}`, 'value', 'text'],
  [`${good}&text=${'a'.repeat(8000)}`, 'too-long']
])('link %# is refused with its reason', (text, rule, key?: string) => {
  expect(decodeLink(text)).toEqual({
    ok: false,
    fault: key === undefined ? { rule } : { rule, key }
  })
})

test('a search that is too long has no link', () => {
  const filter = { is: { job_id: Array.from({ length: 1000 }, (_, n) => `j-${n}-abcdef`) } }
  const state = SearchState.parse({ parameters: initialParameters, filter })
  expect(encodeLink({ zone: 'jn1a', profile: '', name: '', search: state })).toBeNull()
})
