import { expect, test } from 'vitest'
import { Config } from '#shared/settings'
import { demoMadeAt, dropOldDemo, longestAwayMs } from '../../../electron/services/demo-log'
import type { ConfigStore } from '../../../electron/services/ports'

const start = Date.parse('2026-11-20T06:00:00Z')
const day = 86_400_000

function begin({ held = true, madeAt = null as number | null, isStuck = false } = {}) {
  let all = Config.parse({ demoMadeAt: madeAt })
  let time = start
  const removed: string[] = []
  const warned: string[] = []
  const config: ConfigStore = { get: () => all, update: (change) => void (all = change(all)) }
  const now = () => time
  const remove = async (id: string) => {
    if (isStuck) throw new Error('in use')
    removed.push(id)
  }
  const log = {
    info: () => undefined,
    warn: (message: string) => void warned.push(message),
    error: () => undefined
  }
  return {
    removed,
    warned,
    config,
    /** Starts the app and asks the demo zone, so long after the beginning. */
    open: async (afterMs: number) => {
      time = start + afterMs
      const archive = { remove, sync: { exists: async () => held } }
      await dropOldDemo({ config, now, archive, profileId: 'demo', log })
      return demoMadeAt({ config, now })
    }
  }
}

test('the demo’s log is made once, and its rows stay for as long as it is the same', async () => {
  const { open, removed } = begin({ held: false })
  expect(await open(0)).toBe(start)
  expect(await open(day)).toBe(start)
  expect(await open(longestAwayMs - 1)).toBe(start)
  expect(removed).toEqual([])
})

test('who stays away for long, or sets the clock back, finds a new one and no row of the old', async () => {
  const { open, removed } = begin({ madeAt: start })
  expect(await open(longestAwayMs)).toBe(start + longestAwayMs)
  expect(removed).toEqual(['demo'])
  expect(await open(0)).toBe(start)
  expect(removed).toEqual(['demo', 'demo'])
})

test('rows of before it was remembered when the log was made are not mixed with others', async () => {
  const { open, removed } = begin()
  expect(await open(5000)).toBe(start + 5000)
  expect(removed).toEqual(['demo'])
})

test('the app starts even where they cannot be deleted, or nothing be remembered', async () => {
  const stuck = begin({ isStuck: true })
  expect(await stuck.open(0)).toBe(start)
  expect(stuck.warned).toHaveLength(1)
  const full = begin({ held: false })
  full.config.update = () => {
    throw new Error('disk-full')
  }
  expect(await full.open(0)).toBe(start)
  expect(full.config.get().demoMadeAt).toBeNull()
})
