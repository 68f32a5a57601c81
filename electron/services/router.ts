import { contract, type CallContext, type Handlers, type Method } from '#shared/api'
import type { Result } from '#shared/result'
import { AppError, toWire } from '#shared/errors'
import type { Log } from './ports'

type AnyHandler = (input: unknown, context: CallContext) => unknown

interface Running {
  name: string
  controller: AbortController
  answer: Promise<unknown>
}

/**
 * Method name and unknown input in, a result out; it never throws. A call can be cancelled by
 * `calls.cancel` with its id, or all at once when the window goes away.
 */
export function createRouter(handlers: Omit<Handlers, 'calls'>, log: Log) {
  const running = new Map<string, Running>()

  const all: Handlers = {
    ...handlers,
    calls: { cancel: (id) => running.get(id)?.controller.abort() }
  }

  async function handle(name: unknown, input: unknown, callId: unknown): Promise<Result> {
    if (typeof name !== 'string' || typeof callId !== 'string') {
      return { ok: false, error: toWire(unknownMethod()) }
    }
    try {
      return { ok: true, value: await run(name, input, callId) }
    } catch (error) {
      if (error instanceof AppError) return { ok: false, error: toWire(error) }
      log.error(`${name} failed`, { error: String(error), stack: stackOf(error) })
      return { ok: false, error: { code: 'internal', message: 'An unexpected error occurred.' } }
    }
  }

  async function run(name: string, input: unknown, callId: string): Promise<unknown> {
    const { method, handler } = find(name, all)
    const parsed = method.input.safeParse(input)
    if (!parsed.success) throw invalidInput(parsed.error.issues)
    const controller = new AbortController()
    const context = { signal: controller.signal, callId }
    const answer = (async () => handler(parsed.data, context))()
    const call = { name, controller, answer }
    running.set(callId, call)
    try {
      return await answer
    } finally {
      if (running.get(callId) === call) running.delete(callId)
    }
  }

  function cancelAll(): void {
    for (const { controller } of running.values()) controller.abort()
  }

  /** Resolves once the calls of a group that run now have ended, however they do. */
  async function ended(group: keyof typeof contract): Promise<void> {
    const calls = [...running.values()].filter(({ name }) => name.startsWith(`${group}.`))
    await Promise.allSettled(calls.map(({ answer }) => answer))
  }

  return { handle, cancelAll, ended }
}

function find(name: string, handlers: Handlers): { method: Method; handler: AnyHandler } {
  const [group = '', method = '', ...rest] = name.split('.')
  if (rest.length > 0 || !Object.hasOwn(contract, group)) throw unknownMethod()
  const methods: Record<string, Method> = contract[group as keyof typeof contract]
  const entry = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (!entry) throw unknownMethod()
  // The mapped type Handlers has exactly the contract's groups and methods.
  const functions = handlers[group as keyof typeof contract] as Record<string, AnyHandler>
  const handler = functions[method]
  if (!handler) throw unknownMethod()
  return { method: entry, handler }
}

function unknownMethod(): AppError {
  return new AppError('invalid-input', 'There is no such request.')
}

/** The first issue decides: a rule's name is the issue's message, its field the end of the path. */
function invalidInput(issues: readonly { path: PropertyKey[]; message: string }[]): AppError {
  const [issue] = issues
  const path = issue?.path.map(String) ?? []
  const field = path.at(-1) ?? 'input'
  const code = path.includes('parameters') ? 'invalid-parameter' : 'invalid-input'
  return new AppError(code, `The value of ${field} cannot be used.`, {
    detail: { field, rule: issue?.message ?? 'form' }
  })
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
