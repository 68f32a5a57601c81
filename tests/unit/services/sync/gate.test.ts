import { expect, test } from 'vitest'
import { createGate } from '../../../../electron/services/sync/gate'

test('while the machine goes to sleep no call passes, until it wakes up or soon after', async () => {
  let time = 0
  const { signal } = new AbortController()
  const gate = createGate({
    now: () => time,
    sleep: (_ms, stop) => new Promise((resolve) => stop.addEventListener('abort', () => resolve())),
    quotaFreeAt: () => 0,
    changed: () => undefined
  })
  gate.rest(30_000)
  const passing = gate.pass(signal)
  expect(gate.wait()).toMatchObject({ resumesAt: 30_000 })
  // One that was under way succeeds: that opens nothing.
  await gate.through(async () => undefined)
  expect(gate.wait()).toMatchObject({ resumesAt: 30_000 })
  gate.hurry()
  await passing
  expect(gate.wait()).toBeNull()
  gate.rest(30_000)
  time = 30_000
  await gate.pass(signal)
})

test('calls that wait for the last room in the quota do not go through together', async () => {
  let time = 0
  const { signal } = new AbortController()
  const allowed = 2
  const gate = createGate({
    now: () => time,
    sleep: async (ms) => {
      if (ms === Infinity) return new Promise(() => undefined)
      await Promise.resolve()
      time = 1000
    },
    // Until then there is no room, afterwards for so many calls under way.
    quotaFreeAt: (underWay) => (time < 1000 ? 1000 : underWay < allowed ? 0 : Infinity),
    changed: () => undefined
  })
  let made = 0
  const call = () => new Promise<void>(() => made++)
  for (let lane = 0; lane < 4; lane++) void gate.through(call, signal)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(made).toBe(allowed)
})
