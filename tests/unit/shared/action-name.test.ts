import { expect, test } from 'vitest'
import { actionName, actionWords } from '#shared/action-name'

test.each([
  ['HpcQueueRemoveEhpcQueueNodes', 'Remove queue nodes'],
  ['HpcClusterCreateEhpcCluster', 'Create cluster'],
  ['HpcUserResetEhpcUserPassword', 'Reset user password'],
  ['RunInstances', 'Run instances'],
  ['', '']
])('%j in words is %j', (action, words) => expect(actionWords(action)).toBe(words))

const removed = { action: 'HpcQueueRemoveEhpcQueueNodes', description: '从队列移除节点' }

test("a Chinese reader sees the API's own description", () => {
  expect(actionName(removed, 'zh-CN')).toEqual({
    main: { text: '从队列移除节点', lang: 'zh-CN' },
    described: null
  })
})

test("an English reader sees the action's name in words, and the description beside it", () => {
  expect(actionName(removed, 'en')).toEqual({
    main: { text: 'Remove queue nodes', lang: 'en' },
    described: { text: '从队列移除节点', lang: 'zh-CN' }
  })
})

test('a description in English is shown in both languages', () => {
  const { action } = removed
  for (const locale of ['en', 'zh-CN'] as const) {
    const { main } = actionName({ action, description: 'Remove nodes' }, locale)
    expect(main).toEqual({ text: 'Remove nodes', lang: 'en' })
  }
})

test('without a description there is the name', () => {
  const { main } = actionName({ ...removed, description: '' }, 'zh-CN')
  expect(main.text).toBe('Remove queue nodes')
})
