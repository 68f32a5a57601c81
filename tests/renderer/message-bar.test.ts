// @vitest-environment happy-dom
import '../support/answered-window'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { h, nextTick } from 'vue'
import { expect, test } from 'vitest'
import MessageBar from '../../renderer/components/MessageBar.vue'
import { i18n } from '../../renderer/locales'
import { useApp } from '../../renderer/stores/app'

test('the same message once more is news to a screen reader, in the region it listens to', async () => {
  setActivePinia(createPinia())
  const app = useApp()
  const bar = mount(() => h(MessageBar, { text: app.message, turn: app.turn, undoable: false }), {
    attachTo: document.body,
    global: { plugins: [i18n] }
  })
  const region = bar.find('[role="status"]').element
  const added: string[] = []
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      added.push(...Array.from(addedNodes, ({ textContent }) => textContent ?? ''))
    }
  })
  observer.observe(region, { childList: true, subtree: true })
  for (const text of ['Copied.', 'Copied.']) {
    app.say(text)
    await nextTick()
    await nextTick()
  }
  expect(bar.find('[role="status"]').element).toBe(region)
  expect(added).toEqual(['Copied.', 'Copied.'])
  expect(region.textContent).toBe('Copied.')
  observer.disconnect()
  bar.unmount()
})
