// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { AppError, errorCodes } from '#shared/errors'
import { parameters } from '#shared/parameters'
import ErrorCard from '../../renderer/components/ErrorCard.vue'
import ParameterField from '../../renderer/components/filters/ParameterField.vue'
import { countText, listText } from '../../renderer/components/text'
import { i18n, locales, setLocale } from '../../renderer/locales'

function keys(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [`${path}${key}`] : keys(inner, `${path}${key}.`)
  )
}

test('both languages have the same keys', () => {
  expect(keys(locales['zh-CN'])).toEqual(keys(locales.en))
})

test.each(errorCodes)('%s says what is wrong and what to do in both languages', (code) => {
  for (const locale of ['en', 'zh-CN'] as const) {
    setLocale(locale)
    const card = mount(ErrorCard, {
      props: { error: new AppError(code, 'x'), zone: 'UTC' },
      global: { plugins: [i18n] }
    })
    expect(card.attributes('data-code')).toBe(code)
    expect(card.text()).not.toMatch(/errors\.|\{/)
  }
})

test.each(parameters.map(({ name }) => name))('param-%s is a native control', (name) => {
  const field = mount(ParameterField, {
    props: { name, modelValue: '' },
    global: { plugins: [i18n] }
  })
  expect(field.find(`[data-testid="param-${name}"]`).element.tagName).toMatch(/INPUT|SELECT/)
})

/** Texts of the page's own code: a key may be whole, `settings.density`, or begin one, `rules.${rule}`. */
function usedKeys(): { whole: Set<string>; beginnings: string[] } {
  const folder = resolve(import.meta.dirname, '../../renderer')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ts|vue)$/.test(name) && !/locales.(en|zh-CN)\.ts$/.test(name)
  )
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const whole = [...text.matchAll(/'([a-zA-Z]+(?:\.[\w -]+)+)'/g)].map(([, key = '']) => key)
  const begun = [...text.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, key = '']) => key)
  return { whole: new Set(whole), beginnings: begun }
}

test('every key in the locales is used', () => {
  const { whole, beginnings } = usedKeys()
  const unused = keys(locales.en).filter(
    (key) => !whole.has(key) && !beginnings.some((beginning) => key.startsWith(beginning))
  )
  expect(unused).toEqual([])
})

test('every key that is used is in the locales', () => {
  const known = keys(locales.en)
  const groups = new Set(Object.keys(locales.en))
  const missing = [...usedKeys().whole].filter(
    (key) => groups.has(key.split('.')[0] ?? '') && !known.includes(key)
  )
  expect(missing).toEqual([])
})

test.each([
  ['table.rows', 0, '0 rows', '0 条'],
  ['table.rows', 1, '1 row', '1 条'],
  ['table.rows', 1234, '1,234 rows', '1,234 条'],
  ['selection.copied', 1, '1 row copied', '已复制 1 行'],
  ['palette.count', 1, '1 command', '1 个命令'],
  ['sync.lacking', 1, /^1 stretch lacks rows; marked/, /^1 段缺记录/],
  ['compare.lacking', 2, /^2 of the operations are/, /^有 2 条/],
  ['sync.progressUnknown', 1, '1 row', '1 条']
] as const)('%s of %i is said as the language says it', (key, count, english, chinese) => {
  const said = (locale: 'en' | 'zh-CN') => {
    setLocale(locale)
    return countText(i18n.global.t, key, count)
  }
  expect(said('en')).toEqual(typeof english === 'string' ? english : expect.stringMatching(english))
  expect(said('zh-CN')).toEqual(
    typeof chinese === 'string' ? chinese : expect.stringMatching(chinese)
  )
})

test('no English text counts one as many', () => {
  const plain = keys(locales.en).filter((key) => {
    const text = String(
      key.split('.').reduce<unknown>((at, part) => (at as never)[part], locales.en)
    )
    return /\{count\} [a-z]+s\b/.test(text) && !text.includes(' | ')
  })
  expect(plain).toEqual([])
})

test('a list is joined as the language joins it', () => {
  const said = (['en', 'zh-CN'] as const).map((locale) => {
    setLocale(locale)
    return listText(['A', 'B', 'C'])
  })
  expect(said).toEqual(['A, B, and C', 'A、B和C'])
})

test('both languages name the same facts in each text', () => {
  const textOf = (messages: object, key: string) =>
    key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], messages)
  // A plural names its facts in each of its forms.
  const facts = (text: unknown) => [
    ...new Set([...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  ]
  const unlike = keys(locales.en).filter((key) => {
    const [one, other] = [locales.en, locales['zh-CN']].map((all) => facts(textOf(all, key)))
    return JSON.stringify(one?.sort()) !== JSON.stringify(other?.sort())
  })
  expect(unlike).toEqual([])
})
