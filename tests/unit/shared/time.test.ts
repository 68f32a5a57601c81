import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeZones } from '#shared/settings'
import {
  formatExport,
  formatField,
  formatLocal,
  parseExactInstant,
  parseInstant,
  parseLocal,
  toInstant
} from '#shared/time'

const ms = Date.UTC(2022, 3, 6, 1, 26, 33)

test('a time is shown and exported in the chosen zone', () => {
  expect(formatLocal(ms, 'UTC')).toBe('2022-04-06 01:26:33')
  expect(formatLocal(ms, 'Asia/Shanghai')).toBe('2022-04-06 09:26:33')
  expect(formatExport(ms, 'UTC')).toBe('2022-04-06T01:26:33Z')
  expect(formatExport(ms, 'Asia/Shanghai')).toBe('2022-04-06T09:26:33+08:00')
})

test.each(timeZones)(
  'a time that a program never set is written as long as any other (%s)',
  (zone) => {
    const never = parseInstant('0001-01-03T00:00:00Z') ?? Number.NaN
    expect(formatLocal(never, zone)).toMatch(/^0001-01-0[23] \d\d:\d\d:\d\d$/)
  }
)

test.each([
  ['2022-04-06 09:26:33', 'Asia/Shanghai'],
  ['2022-04-06 01:26:33', 'UTC'],
  ['2022-04-06T01:26:33Z', 'Asia/Shanghai'],
  ['2022-04-06T09:26:33+08:00', 'UTC'],
  ['2022-4-6 9:26:33 +0800', 'UTC'],
  ['2022-04-05T21:26:33.500-04:00', 'Asia/Shanghai']
] as const)('%s entered in %s is that moment', (text, zone) => {
  expect(parseLocal(text, zone)).toBe(ms)
})

test.each([
  '',
  'yesterday',
  '2022-13-01',
  '2022-02-30 00:00:00',
  '2022-02-30',
  '2022-02-30 00:00:00Z',
  '2022-02-30T00:00+08:00',
  '2022-04-06 25:00Z',
  '12',
  '2022-04-06 9',
  '2022-04-06 25:00:00'
])('%j is no time', (text) => expect(parseLocal(text, 'UTC')).toBeNull())

test('a time with an offset is that moment in an hour that the zone of the app skips', () => {
  const { TZ } = process.env
  try {
    process.env.TZ = 'America/New_York'
    expect(parseLocal('2026-03-08 02:30:00Z', 'local')).toBe(Date.UTC(2026, 2, 8, 2, 30))
  } finally {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
})

test("the service's own form is read and written, its full-width sample too", () => {
  expect(toInstant(ms + 999)).toBe('2022-04-06T01:26:33Z')
  expect(parseInstant('2022-04-06T01：26：33Z')).toBe(ms)
  expect(parseInstant('soon')).toBeNull()
})

test.each([
  '2022-04-06 01:26:33',
  '2022-04-06T01:26:33',
  '2022-04-06t01:26:33z',
  ' 2022-04-06T01:26:33.000Z ',
  '2022-04-06 01:26:33Z',
  '2022-04-06 09:26:33 +08:00',
  '2022-04-06T09:26:33+0800'
])('a time of the service without an offset is one of UTC, wherever the app runs: %j', (text) => {
  const { TZ } = process.env
  try {
    for (const zone of ['Asia/Shanghai', 'America/New_York']) {
      process.env.TZ = zone
      expect(parseInstant(text), zone).toBe(ms)
    }
  } finally {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
})

test('a day and a minute are times of the service as well', () => {
  expect(parseInstant('2022-04-06')).toBe(Date.UTC(2022, 3, 6))
  expect(parseInstant('2022-04-06 01:26')).toBe(Date.UTC(2022, 3, 6, 1, 26))
})

test.each(['1', '2022', '1649208393', 'node 7', 'cl-2022-04-06', 'Wed, 06 Apr 2022 01:26:33 GMT'])(
  '%j is no time of the service',
  (text) => expect(parseInstant(text)).toBeNull()
)

test("the service's own form is read without Date, and nothing else is", () => {
  const seconds = fc.integer({ min: -30_610_224_000, max: 253_402_300_799 })
  fc.assert(
    fc.property(seconds, (second) => {
      expect(parseExactInstant(toInstant(second * 1000))).toBe(second * 1000)
    })
  )
  const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'))
  fc.assert(
    fc.property(two, two, two, two, two, two, (century, year, month, day, hour, minute) => {
      const text = `${century}${year}-${month}-${day}T${hour}:${minute}:00Z`
      const read = parseExactInstant(text)
      // Whatever is read is what would be written.
      if (read !== null) expect(toInstant(read)).toBe(text)
    })
  )
  for (const text of ['', '2022-02-30T00:00:00Z', '2022-04-06 01:26:33Z', '2022-04-06T01:26:3:Z']) {
    expect(parseExactInstant(text)).toBeNull()
  }
})

test.each([
  ['2026-11-24', '2026-11-23T16:00:00Z'],
  ['2026-11-24 13:05', '2026-11-24T05:05:00Z'],
  ['2026-11-24  13:05:09', '2026-11-24T05:05:09Z'],
  ['2026-11-24T13:05', '2026-11-24T05:05:00Z'],
  ['2026-11-24 13:05:09.123', '2026-11-24T05:05:09Z'],
  ['2026/11/24 13:05', '2026-11-24T05:05:00Z'],
  ['2026-1-5 9:05', '2026-01-05T01:05:00Z'],
  ['2026.11.24 13:05', '2026-11-24T05:05:00Z'],
  ['20261124', '2026-11-23T16:00:00Z'],
  ['2026年11月24日', '2026-11-23T16:00:00Z'],
  ['2026年11月24日 13时05分09秒', '2026-11-24T05:05:09Z'],
  ['2026年11月24日13点05', '2026-11-24T05:05:00Z'],
  ['２０２６-11-24 13：05：09', '2026-11-24T05:05:09Z'],
  ['2026-11-24T13:05:09Z', '2026-11-24T13:05:09Z'],
  ['2026-11-24T13:05:09.500Z', '2026-11-24T13:05:09Z'],
  ['2026-11-24T13:05Z', '2026-11-24T13:05:00Z'],
  ['2026-11-24 13:05:09 +02:00', '2026-11-24T11:05:09Z']
])('%s is taken as it was typed', (text, instant) => {
  const ms = parseLocal(text, 'Asia/Shanghai')
  expect(ms === null ? null : toInstant(ms)).toBe(instant)
})

test.each([
  ['2026-11-24', 'Asia/Shanghai', '2026-11-24T15:59:59Z'],
  ['2026年11月24日', 'UTC', '2026-11-24T23:59:59Z'],
  ['2026-11-24 13:05', 'UTC', '2026-11-24T13:05:00Z']
] as const)('%s in %s ends a range at %s', (text, zone, instant) => {
  expect(toInstant(parseLocal(text, zone, 'end') ?? 0)).toBe(instant)
})

function withSystemZone(zone: string, check: () => void): void {
  const { TZ: before } = process.env
  process.env.TZ = zone
  try {
    check()
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}

test('a day before one whose clocks skip midnight, and that day, end where the next begins', () => {
  withSystemZone('Africa/Cairo', () => {
    const ends = ['2026-04-23', '2026-04-24'].map((day) => parseLocal(day, 'local', 'end'))
    expect(ends.map((end) => new Date(end ?? 0).toISOString())).toEqual([
      '2026-04-23T21:59:59.000Z',
      '2026-04-24T20:59:59.000Z'
    ])
  })
})

test('a time in a field is the same time when it is read again, also in the hour that comes twice', () => {
  withSystemZone('America/New_York', () => {
    const [first, second] = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map(Date.parse)
    expect(formatField(first ?? 0, 'local')).toBe('2026-11-01 01:30:00')
    expect(formatField(second ?? 0, 'local')).toBe('2026-11-01 01:30:00-05:00')
    for (const ms of [first ?? 0, second ?? 0, Date.parse('2026-11-01T07:00:00Z')]) {
      expect(parseLocal(formatField(ms, 'local'), 'local')).toBe(ms)
    }
  })
  expect(formatField(ms, 'Asia/Shanghai')).toBe(formatLocal(ms, 'Asia/Shanghai'))
})
