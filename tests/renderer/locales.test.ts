// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { AppError, errorCodes } from '#shared/errors'
import { parameters } from '#shared/parameters'
import ErrorCard from '../../renderer/components/ErrorCard.vue'
import ParameterField from '../../renderer/components/ParameterField.vue'
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
