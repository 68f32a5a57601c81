// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import StatusMark from '../../renderer/components/StatusMark.vue'
import { i18n, setLocale } from '../../renderer/locales'

afterEach(() => setLocale('en'))

test.each([
  ['successful', 'Successful', '成功', 'successful'],
  ['failed', 'Failed', '失败', 'failed'],
  ['a status of tomorrow', 'a status of tomorrow', 'a status of tomorrow', 'other'],
  // No name of anything else in the locales.
  ['constructor', 'constructor', 'constructor', 'other']
])('%s is said by word and shape, as it came where nobody knows it', (status, en, zh, shape) => {
  const mark = (locale: 'en' | 'zh-CN') => {
    setLocale(locale)
    return mount(StatusMark, { props: { status }, global: { plugins: [i18n] } })
  }
  expect(mark('en').text()).toBe(en)
  expect(mark('zh-CN').text()).toBe(zh)
  expect(mark('en').classes()).toContain(shape)
})

test('what ran when it was last seen, and is gone, is marked', () => {
  const mark = mount(StatusMark, {
    props: { status: 'pending', gone: true },
    global: { plugins: [i18n] }
  })
  expect(mark.text()).toMatch(/^Pending\s*\?$/)
  expect(mark.get('[role="img"]').attributes('aria-label')).toMatch(/no longer/)
})
