// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import FormField from '../../renderer/components/FormField.vue'
import { i18n, setLocale } from '../../renderer/locales'

test.each([
  ['en', 'profile.name', 'Name must be given'],
  ['en', 'profile.accessKeyId', 'Access key id must be given'],
  ['zh-CN', 'profile.name', '名称必须填写'],
  // A bracket needs no space, a Latin word does.
  ['zh-CN', 'settings.connectTimeoutMs', '连接时限（毫秒）必须填写'],
  ['zh-CN', 'profile.accessKeyId', 'API 密钥 ID 必须填写']
] as const)('in %s %s reads “%s” where it is missing', (locale, label, sentence) => {
  setLocale(locale)
  const { t } = i18n.global
  const props = { label: t(label), issue: t('rules.required') }
  const field = mount(FormField, { props, global: { plugins: [i18n] } })
  expect(field.find('[role="alert"]').text()).toBe(sentence)
})
