// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
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

afterEach(() => vi.useRealTimers())

test('what changed after a rest is asked at once, what goes on changing once in a while', async () => {
  vi.useFakeTimers()
  const version = ref(0)
  let asked = 0
  mount(
    defineComponent(() => {
      useNewest(
        () => 'how many',
        async () => ++asked,
        { again: () => version.value, everyMs: 1000 }
      )
      return () => h('p')
    })
  )
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toBe(1)
  version.value++
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toBe(2)
  for (let change = 0; change < 30; change++) {
    version.value++
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(asked).toBe(5)
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toBe(5)
})

test('ages counted anew are no other question: the same is asked once in a while', async () => {
  vi.useFakeTimers()
  const question = ref({ selection: { owner: 'a', at: 0 } })
  const asked: object[] = []
  mount(
    defineComponent(() => {
      useNewest(
        () => question.value,
        async ({ selection }) => asked.push({ ...selection }),
        { everyMs: 1000 }
      )
      return () => h('p')
    })
  )
  await vi.advanceTimersByTimeAsync(0)
  for (let at = 1; at <= 9; at++) {
    question.value = { selection: { owner: 'a', at } }
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(asked).toEqual([{ owner: 'a', at: 0 }])
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual([
    { owner: 'a', at: 0 },
    { owner: 'a', at: 9 }
  ])
  question.value = { selection: { owner: 'b', at: 9 } }
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(3)
})

test('who has left asks nothing more, and what is on its way is called off', async () => {
  vi.useFakeTimers()
  const version = ref(0)
  const signals: AbortSignal[] = []
  const view = mount(
    defineComponent(() => {
      const ask = async (_: string, { signal }: { signal: AbortSignal }) => signals.push(signal)
      useNewest(() => 'how many', ask, { again: () => version.value })
      return () => h('p')
    })
  )
  version.value++
  await vi.advanceTimersByTimeAsync(1)
  view.unmount()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  await vi.advanceTimersByTimeAsync(5000)
  expect(signals).toHaveLength(1)
})
