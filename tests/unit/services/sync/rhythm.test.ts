import { expect, test } from 'vitest'
import { createRhythm } from '../../../../electron/services/sync/rhythm'
import { createVirtualClock } from '../../../support/virtual-clock'
import { silent } from './harness'

test('a round that fails is logged, ends no further ones and not the closing', async () => {
  const clock = createVirtualClock(0)
  const closing = new AbortController()
  const logged: unknown[] = []
  const log = { ...silent, error: (_message: string, facts?: object) => void logged.push(facts) }
  let rounds = 0
  const rhythm = createRhythm({
    ...{ now: clock.now, sleep: clock.sleep, signal: closing.signal, log },
    interval: () => 60_000,
    round: async () => {
      if (++rounds === 2) throw new Error('no answer')
    },
    last: 0
  })
  await clock.pass(300_000)
  expect(rounds).toBe(5)
  expect(logged).toEqual([{ error: 'Error: no answer' }])
  closing.abort()
  await rhythm.ended
})
