// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { ComposerTranslation } from 'vue-i18n'
import { ageText, skewText } from '../../renderer/components/text'
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
