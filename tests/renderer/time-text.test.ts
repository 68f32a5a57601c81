// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { ComposerTranslation } from 'vue-i18n'
import { ageText, durationText, skewText } from '../../renderer/components/text'
import { i18n, setLocale } from '../../renderer/locales'

// The same function, typed by the keys of these locales.
const t = i18n.global.t as unknown as ComposerTranslation

beforeEach(() => setLocale('en'))

test('a clock that is right has no sign', () => {
  const said = [-40, 0, 40, 300, -1200, 600_000].map((ms) => skewText(t, ms))
  expect(said).toEqual(['0.0 s', '0.0 s', '0.0 s', '+0.3 s', '-1.2 s', '+10 min'])
})

test('an age has the units all times have, in both languages', () => {
  const ages = [4000, 33_000, 5 * 60_000, 2 * 3_600_000, 3 * 86_400_000]
  const said = () => ages.map((ms) => ageText(t, ms))
  expect(said()).toEqual(['just now', '33 s ago', '5 min ago', '2 h ago', '3 d ago'])
  setLocale('zh-CN')
  expect(said()).toEqual(['刚刚', '33 秒前', '5 分钟前', '2 小时前', '3 天前'])
  expect(skewText(t, 300)).toBe('+0.3 秒')
})

test('a length has its two largest units, whole ones, the smaller of a clock with both digits', () => {
  const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000] as const
  const lengths = [
    ...[0, 999, second, minute - 1, minute, 61 * second, hour - 1],
    ...[hour, 2 * hour + 5 * minute, day - 1, day, 3 * day + 23 * hour + 59 * minute]
  ]
  expect(lengths.map((ms) => durationText(t, ms))).toEqual([
    ...['0 ms', '999 ms', '1 s', '59 s', '1 m 00 s', '1 m 01 s', '59 m 59 s'],
    ...['1 h 00 m', '2 h 05 m', '23 h 59 m', '1 d 0 h', '3 d 23 h']
  ])
})
