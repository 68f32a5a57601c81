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
