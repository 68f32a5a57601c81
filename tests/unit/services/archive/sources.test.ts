import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import type { ArchiveFile } from '../../../../electron/services/archive/archive-file'
import { createSources } from '../../../../electron/services/archive/sources'

const failure = new AppError('archive-unavailable', 'locked')

/** Archives of which `p` takes so long to fail, ms. */
function start(takesMs: number) {
  let clock = 1_000_000
  let tried = 0
  const held = { refresh: () => undefined, look: { matches: () => null } }
  const sourcesOf = createSources({
    fileOf: (profileId) => {
      // Only what the sources use of it.
      if (profileId !== 'p') return held as unknown as ArchiveFile
      tried++
      clock += takesMs
      throw failure
    },
    now: () => clock,
    failureOf: () => failure
  })
  const ask = (...profileIds: string[]) =>
    sourcesOf({ profileIds, parameters: initialParameters, filter: {} })
  return { ask, tried: () => tried, pass: (ms: number) => void (clock += ms) }
}

test('an archive whose lock is waited for does not hold up each question of the others', () => {
  const { ask, tried, pass } = start(5000)
  for (let question = 0; question < 4; question++) {
    const { sources, unread } = ask('p', 'q')
    expect([sources.length, unread.map(({ profileId }) => profileId)]).toEqual([1, ['p']])
  }
  expect(tried()).toBe(1)
  // Who asks it alone wants to know.
  expect(() => ask('p')).toThrow(failure)
  expect(tried()).toBe(2)
  ask('p', 'q')
  pass(21_000)
  ask('p', 'q')
  expect(tried()).toBe(4)
})

test('one that fails at once is tried each time', () => {
  const { ask, tried } = start(3)
  ask('p', 'q')
  ask('p', 'q')
  expect(tried()).toBe(2)
})
