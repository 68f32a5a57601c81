import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { createStoreQueue } from '../../../../electron/services/archive/store-queue'
import type { StoredPage } from '../../../../electron/services/ports'
import { fromUtf8, toUtf8 } from '../../../../electron/services/utf8'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const report = { added: 1, changed: 0, rows: 1 }

function page(text: string, offset = 0): StoredPage {
  return {
    body: toUtf8(text),
    at: Date.now(),
    answer: { parameters: { ...initialParameters, offset }, total: 1 }
  }
}

function queue() {
  const sent: [string, ...string[]][] = []
  const made = createStoreQueue({
    send: (profileId, pages) => {
      sent.push([profileId, ...pages.map(({ body }) => fromUtf8(body))])
      return profileId === 'full' ? Promise.reject(new Error('disk')) : Promise.resolve(report)
    },
    restMs: () => 50,
    mostMs: 500
  })
  return { ...made, sent }
}

test('pages go together once no more come, by profile and in their order', async () => {
  const { add, sent } = queue()
  const reports = [add('a', page('1')), add('a', page('2', 100)), add('b', page('3'))]
  expect(sent).toEqual([])
  vi.advanceTimersByTime(50)
  expect(sent).toEqual([
    ['a', '1', '2'],
    ['b', '3']
  ])
  await expect(Promise.all(reports)).resolves.toEqual([report, report, report])
})

test('while they keep coming none waits longer than the limit, and none is left behind', () => {
  const { add, sent } = queue()
  for (let n = 0; n < 40; n++) {
    void add('a', page(String(n), n))
    vi.advanceTimersByTime(20)
  }
  vi.advanceTimersByTime(50)
  expect(sent.length).toBeGreaterThanOrEqual(2)
  expect(sent.flatMap(([, ...bodies]) => bodies)).toEqual(
    Array.from({ length: 40 }, (_, n) => `${n}`)
  )
})

test('a page that comes again as it was goes once, in its last place', () => {
  const { add, flush, sent } = queue()
  for (const body of ['1', '2', '1']) void add('a', page(body))
  void add('a', page('1', 100))
  flush()
  expect(sent).toEqual([['a', '2', '1', '1']])
})

test('what waits is sent before a flush returns; later pages start anew', () => {
  const { add, flush, sent } = queue()
  void add('a', page('1'))
  flush()
  expect(sent).toEqual([['a', '1']])
  flush()
  void add('a', page('2'))
  vi.advanceTimersByTime(50)
  expect(sent).toHaveLength(2)
})

test('whoever brought a page that could not be kept is told', async () => {
  const { add, flush } = queue()
  const both = [add('full', page('1')), add('full', page('2'))]
  flush()
  for (const one of both) await expect(one).rejects.toThrow('disk')
})
