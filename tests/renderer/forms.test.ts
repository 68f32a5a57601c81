import { expect, test } from 'vitest'
import { parameters } from '#shared/parameters'
import {
  emptyForm,
  formOf,
  readForm,
  withoutServiceOnly,
  withRange
} from '../../renderer/parameter-form'
import { profileValues, readProfile } from '../../renderer/profile-form'

test('the form has a text for each of the 15 parameters', () => {
  expect(parameters).toHaveLength(15)
  expect(Object.keys(emptyForm()).sort()).toEqual(parameters.map(({ name }) => name).sort())
})

test('times are read in the chosen zone and sent as UTC', () => {
  const form = { ...emptyForm(), start_time: '2026-11-20 08:00:00' }
  const read = readForm(form, 'Asia/Shanghai')
  expect(read).toMatchObject({ ok: true, parameters: { start_time: '2026-11-20T00:00:00Z' } })
  if (read.ok) expect(formOf(read.parameters, 'UTC').start_time).toBe('2026-11-20 00:00:00')
})

test.each([
  ['limit', '0', { rule: 'range', min: 1, max: 100 }],
  ['limit', '101', { rule: 'range', min: 1, max: 100 }],
  ['limit', 'ten', { rule: 'integer' }],
  ['start_time', 'yesterday', { rule: 'instant' }]
] as const)('%s = %s breaks the rule %o', (field, value, rule) => {
  const read = readForm({ ...emptyForm(), [field]: value }, 'UTC')
  expect(read).toMatchObject({ ok: false, issues: [{ field, ...rule }] })
})

test('an end before the start names the end', () => {
  const form = { ...emptyForm(), start_time: '2026-11-20', end_time: '2026-11-19' }
  const issue = { field: 'end_time', rule: 'end-before-start' }
  expect(readForm(form, 'UTC')).toMatchObject({ ok: false, issues: [issue] })
})

test.each([
  ['1h', '2026-11-20T09:00:00Z'],
  ['24h', '2026-11-19T10:00:00Z'],
  ['7d', '2026-11-13T10:00:00Z'],
  ['30d', '2026-10-21T10:00:00Z'],
  ['all', undefined]
] as const)('a preset is counted from now (%s)', (range, start_time) => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  const values = { reverse: 1, limit: 100, offset: 0, end_time: '2026-11-20T00:00:00Z' }
  const { end_time: _end, ...rest } = values
  expect(withRange(values, range, now)).toEqual({ ...rest, ...(start_time && { start_time }) })
})

test('what only the service can apply is not asked of the archive', () => {
  const values = { reverse: 1, limit: 100, offset: 0, directive: 'x', owner: 'u' }
  expect(withoutServiceOnly(values)).toEqual({ reverse: 1, limit: 100, offset: 0, owner: 'u' })
})

test('a new profile names every field that is missing', () => {
  const read = readProfile(profileValues(null))
  expect(read.ok).toBe(false)
  if (!read.ok) {
    expect(Object.keys(read.issues).sort()).toEqual(['accessKeyId', 'name', 'secretKey', 'zone'])
  }
})
