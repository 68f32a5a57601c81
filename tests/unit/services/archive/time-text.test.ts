import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeTest } from '../../../../electron/services/archive/query/time-text'

const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe']
const calendars = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  ])
)

/** `2026-11-20 14:03:59` of a zone by the engine's own calendar. */
function written(seconds: number, timeZone: string): string {
  return calendars.get(timeZone)?.format(seconds * 1000) ?? expect.unreachable('no such zone')
}

const seconds = fc.integer({ min: 86_400, max: 4_000_000_000 })

test('every piece of a written time that has a dash or a colon finds it, in every zone', () => {
  fc.assert(
    fc.property(seconds, fc.constantFrom(...zones), fc.nat(18), fc.nat(18), (at, zone, a, b) => {
      const needle = written(at, zone).slice(Math.min(a, b), Math.max(a, b) + 1)
      fc.pre(/\d[-:]\d/.test(needle))
      expect(timeTest(needle, zone)?.(at), needle).toBe(true)
    }),
    // Each makes the tables of a search.
    { numRuns: 300 }
  )
})

test('what is found has the text in it', () => {
  const texts = ['11-0', '2026-1', '4:0', ' 14:03', '03:59', '26-11-20 1', '0:00:00', '-20 23:5']
  const near = fc.integer({ min: 1_795_000_000, max: 1_800_000_000 })
  for (const zone of zones) {
    for (const text of texts) {
      const isAt = timeTest(text, zone) ?? expect.unreachable(text)
      fc.assert(
        fc.property(near, (at) => {
          expect(isAt(at)).toBe(written(at, zone).includes(text))
        })
      )
    }
  }
})

test('the seconds around a change of the clock are told apart', () => {
  // Summer time began in Berlin on 2026-03-29 at 01:00 UTC.
  const change = Date.UTC(2026, 2, 29, 1) / 1000
  expect(timeTest('01:59:59', 'Europe/Berlin')?.(change - 1)).toBe(true)
  expect(timeTest('03:00:00', 'Europe/Berlin')?.(change)).toBe(true)
  expect(timeTest('02:00:00', 'Europe/Berlin')?.(change)).toBe(false)
})

test('a time as the record has it is one of UTC', () => {
  const at = Date.UTC(2026, 10, 20, 6, 3, 59) / 1000
  for (const text of ['2026-11-20t06:03:59z', '20t06', '03:59z']) {
    expect(timeTest(text, 'Asia/Shanghai')?.(at), text).toBe(true)
  }
  expect(timeTest('03z', 'Asia/Shanghai')).toBeNull()
  expect(timeTest('20t14', 'Asia/Shanghai')?.(at)).toBe(false)
})

test('other texts are no pieces of a time, and are looked for elsewhere only', () => {
  for (const text of [
    '',
    '2026',
    '14',
    '-',
    ':',
    'j-1',
    '1-2-3',
    '14:03:599',
    'usr-1',
    '２０-１',
    '1:2:'
  ]) {
    expect(timeTest(text, 'UTC')?.(1_795_000_000) ?? false, text).toBe(false)
  }
})
