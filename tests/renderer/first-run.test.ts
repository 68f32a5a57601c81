// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { i18n, setLocale } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'
import FirstRun from '../../renderer/views/FirstRun.vue'

const asked = vi.hoisted(() => {
  const asked: string[] = []
  // The page's bridge.
  window.oplog = {
    call: async (method) => {
      asked.push(method)
      return JSON.stringify({ ok: true })
    },
    on: () => () => undefined
  }
  return asked
})

test('what the keychain may still hold of the last profile is said where no profile is left', async () => {
  const pinia = createPinia()
  setActivePinia(pinia)
  setLocale('en')
  const app = useApp()
  const page = mount(FirstRun, { global: { plugins: [i18n, pinia] } })
  expect(page.find('[data-testid="notice"]').exists()).toBe(false)
  app.notices.push({ code: 'secret-left', path: '1-2-3' })
  await nextTick()
  const notice = page.find('[data-testid="notice"]')
  expect(notice.text()).toContain('service “Oplog”, account “1-2-3”')
  setLocale('zh-CN')
  await nextTick()
  expect(notice.text()).toContain('服务“Oplog”，账户“1-2-3”')
  app.notices.push({ code: 'archive-write-failed', path: 'p.sqlite', reason: 'disk-full' })
  await nextTick()
  const last = () => page.findAll('[data-testid="notice"]').at(-1)?.text()
  expect(last()).toContain('新记录已显示，但未能存入 p.sqlite：磁盘已满。')
  setLocale('en')
  await nextTick()
  expect(last()).toContain('could not be stored in p.sqlite. The disk is full.')
  app.notices.pop()
  await nextTick()
  await page.find('[data-testid="notice-dismiss"]').trigger('click')
  expect(page.find('[data-testid="notice"]').exists()).toBe(false)
  expect(asked).toEqual(['app.dismissNotice'])
})
