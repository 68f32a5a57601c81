import { expect, test } from 'vitest'
import type { OperationPage } from '#shared/api'
import { AppError } from '#shared/errors'
import { useSearch } from '../../renderer/composables/use-search'

function page(jobIds: string[], offset = 0, total = 3): OperationPage {
  const rows = jobIds.map((jobId) => ({
    jobId,
    createTime: 0,
    statusTime: 0,
    status: 'successful',
    action: '',
    description: '',
    owner: '',
    submitter: '',
    resourceIds: [],
    errorCodes: '',
    taskCount: null
  }))
  const quota = { used: 0, limit: 1, windowMs: 1, resumesAt: null }
  const frame = { at: 0, unreachable: null, notApplied: [], skewMs: null, quota }
  return { source: 'live', rows, total, offset, ...frame }
}
const query = { profileId: 'a', parameters: { reverse: 1, limit: 2, offset: 0 } }

test('an overtaken call is aborted and its answer dropped', async () => {
  const answers: ((page: OperationPage) => void)[] = []
  const signals: (AbortSignal | undefined)[] = []
  const { state, run } = useSearch((_input, options) => {
    signals.push(options?.signal)
    return new Promise((resolve) => answers.push(resolve))
  })
  const first = run(query)
  const second = run(query)
  answers[1]?.(page(['new']))
  answers[0]?.(page(['old']))
  expect(await first).toBe(false)
  expect(await second).toBe(true)
  expect(signals[0]?.aborted).toBe(true)
  expect(state.rows.map(({ jobId }) => jobId)).toEqual(['new'])
})

test('what is said while an answer is on its way stays until something else is asked', async () => {
  const answers: ((page: OperationPage) => void)[] = []
  const { state, run, fail } = useSearch(() => new Promise((resolve) => answers.push(resolve)))
  const running = run(query)
  const wrong = new AppError('invalid-parameter', 'limit: range')
  fail(wrong)
  answers[0]?.(page(['a']))
  expect(await running).toBe(true)
  expect(state).toMatchObject({ status: 'ready', error: wrong, total: 3 })
  const next = run(query)
  expect(state.error).toBeNull()
  answers[1]?.(page(['b']))
  await next
  expect(state.error).toBeNull()
})

test('further pages come from the same source, each job once, until the total', async () => {
  const asked: unknown[] = []
  const { state, run, more } = useSearch(async (input) => {
    asked.push(input.from)
    return asked.length === 1 ? page(['a', 'b'], 0, 4) : page(['b', 'c'], 2, 4)
  })
  await run({ ...query, from: 'auto' })
  await more()
  await more()
  expect(asked).toEqual(['auto', 'live'])
  expect(state.rows.map(({ jobId }) => jobId)).toEqual(['a', 'b', 'c'])
})

test('a page that fails keeps the rows and can be asked for again', async () => {
  let calls = 0
  const { state, run, more } = useSearch(async () => {
    if (++calls === 2) throw new Error('lost')
    return page(calls === 1 ? ['a'] : ['b'])
  })
  await run(query)
  await more()
  expect(state).toMatchObject({ more: 'failed', status: 'ready' })
  await more()
  expect(state.rows).toHaveLength(2)
})

test('rows that no longer match make no hole between two pages', async () => {
  let pending = ['a', 'b', 'c', 'd']
  const { state, run, more } = useSearch(async ({ parameters }) => {
    const { offset, limit } = parameters as { offset: number; limit: number }
    return page(pending.slice(offset, offset + limit), offset, pending.length)
  })
  await run(query)
  pending = ['b', 'c', 'd']
  await more()
  await more()
  expect(state.rows.map(({ jobId }) => jobId)).toEqual(['a', 'b', 'c', 'd'])
  expect(state).toMatchObject({ received: 3, total: 3 })
})

test('rows are counted from the offset, and why the zone is away stands until it answers', async () => {
  let unreachable: OperationPage['unreachable'] = { code: 'unreachable', message: '' }
  const { state, run, more } = useSearch(async ({ parameters }) =>
    (parameters as { offset: number }).offset === 10
      ? { ...page(['a', 'b'], 10, 14), source: 'archive', unreachable }
      : { ...page(['c'], 12, 14), source: 'archive' }
  )
  const fromTen = { ...query, parameters: { ...query.parameters, offset: 10 } }
  await run(fromTen)
  expect(state.received).toBe(2)
  await more()
  expect(state).toMatchObject({ received: 3, page: { unreachable } })
  unreachable = null
  await run(fromTen, { again: true })
  expect(state).toMatchObject({ received: 2, page: { unreachable: null } })
})

test('what is on its way is called off, and changes nothing when it comes', async () => {
  let answer: (page: OperationPage) => void = () => undefined
  let signal: AbortSignal | undefined
  const { state, run, abort } = useSearch((_input, options) => {
    signal = options?.signal
    return new Promise((resolve) => (answer = resolve))
  })
  const running = run(query)
  abort()
  expect(signal?.aborted).toBe(true)
  answer(page(['late']))
  expect(await running).toBe(false)
  expect(state.rows).toEqual([])
})
