import { expect, test } from 'vitest'
import { createQuitting, type Question } from '../../../electron/services/quitting'

function begin({ files = ['log.csv'], language = 'en' as 'en' | 'zh-CN' } = {}) {
  const asked: string[] = []
  const answers: { leave: (yes: boolean) => void; fail: (error: Error) => void }[] = []
  let quits = 0
  const quitting = createQuitting({
    unfinished: () => files,
    language: () => language,
    ask: ({ message }: Question) => {
      asked.push(message)
      return new Promise((leave, fail) => answers.push({ leave, fail }))
    },
    quit: () => void quits++
  })
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return { quitting, files, asked, answers, quits: () => quits, settled }
}

test('with no export under way nothing is asked', async () => {
  const { quitting, asked } = begin({ files: [] })
  expect(quitting.mayQuit()).toBe(true)
  expect(await quitting.agreed()).toBe(true)
  expect(asked).toEqual([])
})

test('while an export is written, quitting asks first, once for however many tries', async () => {
  const { quitting, asked, answers, quits, settled } = begin()
  expect([quitting.mayQuit(), quitting.mayQuit()]).toEqual([false, false])
  expect(asked).toEqual(['An export is still being written (log.csv). Quit and discard it?'])
  answers[0]?.leave(false)
  await settled()
  expect(quits()).toBe(0)
  expect(quitting.mayQuit()).toBe(false)
  expect(asked).toHaveLength(2)
  answers[1]?.leave(true)
  await settled()
  expect(quits()).toBe(1)
  expect(quitting.mayQuit()).toBe(true)
  expect(asked).toHaveLength(2)
})

test('it asks in the language of the app', () => {
  const { quitting, asked } = begin({ language: 'zh-CN', files: ['a.csv', 'b.csv'] })
  quitting.mayQuit()
  expect(asked).toEqual(['仍在写入导出文件（a.csv、b.csv）。要退出并放弃导出吗？'])
})

test('a shutdown is not asked about, not even while the question is open', () => {
  const { quitting, asked } = begin()
  quitting.mayQuit()
  quitting.insist()
  expect(quitting.mayQuit()).toBe(true)
  expect(asked).toHaveLength(1)
})

test('where the question cannot be shown the app can still be ended', async () => {
  const { quitting, answers, quits, settled } = begin()
  quitting.mayQuit()
  answers[0]?.fail(new Error('no window'))
  await settled()
  expect(quits()).toBe(1)
})

test('an update that was agreed to and then failed leaves the question for the next time', async () => {
  const { quitting, asked, answers } = begin()
  const agreed = quitting.agreed()
  answers[0]?.leave(true)
  expect(await agreed).toBe(true)
  expect(quitting.mayQuit()).toBe(false)
  expect(asked).toHaveLength(2)
})
