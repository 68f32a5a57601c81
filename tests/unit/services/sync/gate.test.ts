import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { createDelay } from '../../../../electron/services/delay'
import { createGate } from '../../../../electron/services/sync/gate'
import { createVirtualClock } from '../../../support/virtual-clock'
import { monday } from './harness'

const { signal } = new AbortController()

/** A gate on a clock that may be set back, and until when the quota is used up. */
function begin() {
  const clock = createVirtualClock(monday)
  const quota = { freeAt: () => 0 }
  const gate = createGate({
    now: clock.machine,
    sleep: clock.sleep,
    quotaFreeAt: () => quota.freeAt(),
    changed: () => undefined
  })
  /** Waits to be let through. @returns when that was, ms since the beginning; null: not yet */
  function pass(): () => number | null {
    let passed: number | null = null
    void gate.pass(signal).then(() => (passed = clock.now() - monday))
    return () => passed
  }
  return { clock, quota, gate, pass }
}

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

test('a clock that is set back makes no wait longer than it was meant to be', async () => {
  const { clock, gate, pass } = begin()
  gate.failed(new AppError('unreachable', 'The zone is away.'))
  clock.setMachine(-3_600_000)
  const failed = pass()
  await clock.pass(10_000)
  expect(failed()).toBe(5000)

  gate.rest(30_000)
  clock.setMachine(-7_200_000)
  const rested = pass()
  await clock.pass(60_000)
  expect(rested()).toBe(40_000)
})

test('a refusal is waited for until the time it names, and no longer where the clock is set back', async () => {
  const { clock, quota, gate, pass } = begin()
  const refusal = createDelay(clock.machine)
  const refuse = () => {
    refusal.begin(600_000)
    quota.freeAt = refusal.endsAt
    gate.failed(new AppError('quota-exceeded', 'The quota is used up.'))
  }
  refuse()
  const first = pass()
  await clock.pass(700_000)
  expect(first()).toBe(600_000)

  refuse()
  clock.setMachine(-3_600_000)
  const second = pass()
  expect(gate.wait()).toMatchObject({ resumesAt: clock.machine() + 600_000 })
  await clock.pass(700_000)
  expect(second()).toBe(1_300_000)
})

test('a call that ends well lets go at once what waits for the same failure to end', async () => {
  const { clock, gate, pass } = begin()
  gate.failed(new AppError('unreachable', 'The zone is away.'))
  const waiting = pass()
  await gate.through(async () => undefined)
  await clock.pass(0)
  expect(waiting()).toBe(0)
})

test('what waits for the quota goes on once it is told to look again, and names no time that is past', async () => {
  const { clock, quota, gate, pass } = begin()
  quota.freeAt = () => monday + 3_600_000
  const waiting = pass()
  expect(gate.wait()).toMatchObject({ resumesAt: monday + 3_600_000 })
  quota.freeAt = () => monday + 1_800_000
  gate.lookAgain()
  await clock.pass(0)
  expect(gate.wait()).toMatchObject({ resumesAt: monday + 1_800_000 })
  quota.freeAt = () => 0
  expect(gate.wait()).toMatchObject({ resumesAt: null })
  gate.lookAgain()
  await clock.pass(0)
  expect(waiting()).toBe(0)
})
