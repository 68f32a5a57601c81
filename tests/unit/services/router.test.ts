import { expect, test } from 'vitest'
import { createClient } from '#shared/bridge'
import { AppError } from '#shared/errors'
import type { Handlers } from '#shared/api'
import { encodeResult } from '#shared/result'
import { createRouter } from '../../../electron/services/router'

const lines: string[] = []
const log = {
  info: (message: string) => void lines.push(message),
  warn: (message: string) => void lines.push(message),
  error: (message: string, facts?: object) => void lines.push(message + JSON.stringify(facts))
}

type Search = Handlers['operations']['search']

function routerWith(search: Search) {
  const handlers = { operations: { search, record: () => null } }
  // Only the group under test; the router looks the others up when they are asked for.
  return createRouter(handlers as unknown as Omit<Handlers, 'calls'>, log)
}

function clientOf(router: ReturnType<typeof createRouter>) {
  return createClient({
    call: async (name, input, callId) =>
      encodeResult(await router.handle(name, structuredClone(input), callId)),
    on: () => () => undefined
  })
}

const query = { profileId: 'a', parameters: { limit: 100, offset: 0, reverse: 1 } }

test('a method that is not in the contract is refused, inherited names included', async () => {
  const router = routerWith(() => Promise.reject(new Error('unused')))
  for (const name of [
    '',
    'x',
    'operations',
    'operations.nope',
    'operations.search.x',
    'operations.toString',
    'constructor.name',
    '__proto__.x'
  ]) {
    const answer = await router.handle(name, null, '1')
    expect(answer, name).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(answer, name).not.toHaveProperty('error.detail')
  }
})

test('a name or a call’s id that is no text is refused, never thrown', async () => {
  const router = routerWith(() => Promise.reject(new Error('unused')))
  // As one that crossed from the page may be.
  const odd = { toString: null, valueOf: null }
  const refused = { ok: false, error: { code: 'invalid-input' } }
  for (const [name, callId] of [
    [odd, '1'],
    ['operations.search', odd],
    [undefined, '1'],
    ['operations.search', undefined]
  ]) {
    expect(await router.handle(name, query, callId)).toMatchObject(refused)
  }
})

test.each([
  [{ limit: 0 }, 'limit', 'range'],
  [{ limit: 101 }, 'limit', 'range'],
  [{ reverse: 2 }, 'reverse', 'range'],
  [{ start_time: 'yesterday' }, 'start_time', 'instant'],
  [{ owner: 'usr-\ud83d' }, 'owner', 'text-form'],
  [
    { start_time: '2026-01-02T00:00:00Z', end_time: '2026-01-01T00:00:00Z' },
    'end_time',
    'end-before-start'
  ]
])('the parameters %o name %s and the rule %s', async (change, field, rule) => {
  const api = clientOf(routerWith(() => Promise.reject(new Error('unused'))))
  const parameters = { ...query.parameters, ...change }
  await expect(api.operations.search({ ...query, parameters })).rejects.toMatchObject({
    code: 'invalid-parameter',
    detail: { field, rule }
  })
})

test('a text is taken without the spaces around it, and is no condition where nothing is left', async () => {
  const asked: unknown[] = []
  const router = routerWith(({ parameters }) => {
    asked.push(parameters)
    return Promise.reject(new AppError('denied', 'No.'))
  })
  const parameters = { ...query.parameters, owner: ' usr-1\n', job_action: '  ', status: '' }
  await router.handle('operations.search', { ...query, parameters }, '1')
  expect(asked).toEqual([{ ...query.parameters, owner: 'usr-1' }])
})

test('an AppError arrives as it was, anything else as a fixed sentence', async () => {
  const denied = new AppError('denied', 'No.', { detail: { retCode: 1400 } })
  await expect(
    clientOf(routerWith(() => Promise.reject(denied))).operations.search(query)
  ).rejects.toMatchObject({ code: 'denied', detail: { retCode: 1400 } })
  const crash = clientOf(routerWith(() => Promise.reject(new Error('inner facts'))))
  await expect(crash.operations.search(query)).rejects.toMatchObject({
    code: 'internal',
    message: expect.not.stringContaining('inner facts')
  })
  expect(lines.join()).toContain('inner facts')
})

test('aborting at the page fires the signal of the handler', async () => {
  const api = clientOf(
    routerWith(
      (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new AppError('aborted', 'Cancelled.')))
        })
    )
  )
  const controller = new AbortController()
  const searching = api.operations.search(query, { signal: controller.signal })
  setTimeout(() => controller.abort(), 10)
  await expect(searching).rejects.toMatchObject({ code: 'aborted' })
})

test('what a cancelled call has to clean up can be waited for', async () => {
  let cleaned = false
  const router = routerWith(async (_input, { signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
    cleaned = true
    throw new AppError('aborted', 'Cancelled.')
  })
  const answer = router.handle('operations.search', query, '1')
  // Calls of another group are not waited for.
  await router.ended('exports')
  router.cancelAll()
  expect(cleaned).toBe(false)
  await router.ended('operations')
  expect(cleaned).toBe(true)
  expect(await answer).toMatchObject({ ok: false, error: { code: 'aborted' } })
})

test('a call that has ended is not kept, and no longer cancelled', async () => {
  const signals: AbortSignal[] = []
  const router = routerWith((_input, { signal }) => {
    signals.push(signal)
    return Promise.reject(new AppError('denied', 'No.'))
  })
  await router.handle('operations.search', query, '1')
  router.cancelAll()
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
})
