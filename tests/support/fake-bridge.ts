import type { Bridge } from '#shared/bridge'
import { AppError, toWire } from '#shared/errors'
import { encodeResult } from '#shared/result'

/** What the main process says to a method; an AppError that is thrown crosses as it does there. */
export type Answers = Record<string, (input: unknown) => unknown>

/** A page's bridge over a table of answers; the stores look for it when they are loaded. */
export function fakeBridge(answers: Answers): Bridge {
  return {
    call: async (method, input) => {
      try {
        const answer = answers[method]
        if (!answer) throw new AppError('internal', `no answer to ${method}`)
        return encodeResult({ ok: true, value: await answer(input) })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return encodeResult({ ok: false, error: toWire(error) })
      }
    },
    on: () => () => undefined
  }
}
