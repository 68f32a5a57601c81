import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isQuiet } from '../../../../electron/services/sync/quiet-hours'

const night = { quietHours: true, quietFrom: '22:00', quietTo: '08:00' }
const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`)

test.each([
  ['21:59', false],
  ['22:00', true],
  ['23:59', true],
  ['00:00', true],
  ['07:59', true],
  ['08:00', false],
  ['12:00', false]
])('over midnight, %s UTC is quiet: %s', (time, quiet) => {
  expect(isQuiet(at(time), night, 'UTC')).toBe(quiet)
})

test('goes by the wall clock of the zone', () => {
  expect(isQuiet(at('15:00'), night, 'Asia/Shanghai')).toBe(true)
  expect(isQuiet(at('15:00'), night, 'UTC')).toBe(false)
  // A quarter of an hour off the whole hours.
  expect(isQuiet(at('16:14'), night, 'Asia/Kathmandu')).toBe(false)
  expect(isQuiet(at('16:15'), night, 'Asia/Kathmandu')).toBe(true)
})

test('within one day, from a time to itself, and switched off', () => {
  const lunch = { quietHours: true, quietFrom: '12:00', quietTo: '13:30' }
  expect(
    ['11:59', '12:00', '13:29', '13:30'].map((time) => isQuiet(at(time), lunch, 'UTC'))
  ).toEqual([false, true, true, false])
  expect(isQuiet(at('12:00'), { ...lunch, quietTo: '12:00' }, 'UTC')).toBe(false)
  expect(isQuiet(at('12:30'), { ...lunch, quietHours: false }, 'UTC')).toBe(false)
})

test('of two opposite settings exactly one is quiet at any minute', () => {
  const minute = fc.nat(1439)
  const text = (value: number) =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
  fc.assert(
    fc.property(minute, minute, minute, (from, to, now) => {
      fc.pre(from !== to)
      const one = { quietHours: true, quietFrom: text(from), quietTo: text(to) }
      const other = { quietHours: true, quietFrom: text(to), quietTo: text(from) }
      const ms = at(text(now))
      expect(isQuiet(ms, one, 'UTC')).toBe(!isQuiet(ms, other, 'UTC'))
    })
  )
})
