// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { useNewest } from '../../renderer/composables/use-newest'

test('what failed can be asked once more', async () => {
  let fails = true
  const ask = async () => {
    if (fails) throw new Error('the archive is away')
    return 42
  }
  const view = mount(
    defineComponent(() => {
      const { answer, failed, retry } = useNewest(() => 'how many', ask)
      return () => h('button', { onClick: retry }, failed.value ? 'failed' : String(answer.value))
    })
  )
  await flushPromises()
  expect(view.text()).toBe('failed')
  fails = false
  await view.trigger('click')
  await flushPromises()
  expect(view.text()).toBe('42')
})
