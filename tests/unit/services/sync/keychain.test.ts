import { expect, test } from 'vitest'
import { AppError, type ErrorCode } from '#shared/errors'
import type { SecretStore } from '../../../../electron/services/ports'
import { useArchives } from '../archive/harness'
import { keys, memoryWishes, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

const minute = 60_000
const settings = { syncIntervalS: 60 }

/** The app is started anew on a complete archive, and its keychain refuses until it is mended. */
async function restart(keychain: (asked: () => void) => Partial<SecretStore>) {
  const { zone, clock } = await zones({ growthPerMinute: 5 })
  const common = { zone, clock, archive: archives().archive.sync, wishes: memoryWishes() }
  const first = syncs(common)
  await first.backfill()
  await first.sync.close()
  let asked = 0
  const sync = syncs({ ...common, settings, keychain: keychain(() => asked++) })
  await sync.sync.resume()
  const before = zone.requests.length
  return { ...sync, clock, asked: () => asked, calls: () => zone.requests.length - before }
}

/** A keychain that fails with a code, until it is mended. */
function failing() {
  const failure: { code: ErrorCode | null } = { code: null }
  const keychain = (asked: () => void) => ({
    get: async () => {
      asked()
      if (failure.code) throw new AppError(failure.code, 'no secret')
      return keys.secretKey
    }
  })
  return { failure, keychain }
}

test('a sync that began before the keychain was there goes on by itself', async () => {
  const { failure, keychain } = failing()
  failure.code = 'keychain-unavailable'
  const { clock, state, asked, calls } = await restart(keychain)
  await clock.pass(60 * minute)
  expect((await state()).error?.code).toBe('keychain-unavailable')
  expect(asked()).toBeLessThan(25)
  expect(calls()).toBe(0)
  failure.code = null
  await clock.pass(10 * minute)
  expect(calls()).toBeGreaterThan(4)
  expect(await state()).toMatchObject({ phase: 'idle', error: null })
})

test('and at once when any secret is read', async () => {
  const { failure, keychain } = failing()
  failure.code = 'keychain-unavailable'
  const { clock, secrets, calls } = await restart(keychain)
  // By then it is asked for every five minutes only.
  await clock.pass(60 * minute)
  failure.code = null
  await secrets.get('another')
  await clock.pass(1000)
  expect(calls()).toBeGreaterThan(0)
})

test.each(['keychain-timed-out', 'keychain-locked'] as const)(
  'a sync stopped by %s goes on once any secret is read, and asks for none before',
  async (code) => {
    const { failure, keychain } = failing()
    failure.code = code
    const { clock, state, secrets, asked, calls } = await restart(keychain)
    await clock.pass(60 * minute)
    expect(await state()).toMatchObject({ phase: 'failed', error: { code } })
    expect([asked(), calls()]).toEqual([1, 0])
    failure.code = null
    await secrets.get('another')
    await clock.pass(5 * minute)
    expect(calls()).toBeGreaterThan(4)
    expect(await state()).toMatchObject({ phase: 'idle', error: null })
  }
)

test('so does one whose prompt is answered late, without another prompt', async () => {
  const late: ((secret: string | null) => void)[] = []
  const { clock, state, asked, calls } = await restart((asked) => ({
    get: async (_account, answer) => {
      asked()
      if (answer) late.push(answer)
      throw new AppError('keychain-timed-out', 'no answer')
    }
  }))
  await clock.pass(2 * minute)
  expect(await state()).toMatchObject({ phase: 'failed', error: { code: 'keychain-timed-out' } })
  late[0]?.(keys.secretKey)
  await clock.pass(5 * minute)
  expect(calls()).toBeGreaterThan(4)
  expect(asked()).toBe(1)
})

test('a secret that comes mends nothing else, nor what is paused', async () => {
  const { failure, keychain } = failing()
  failure.code = 'secret-missing'
  const { clock, state, pause, settled, secrets, calls } = await restart(keychain)
  await clock.pass(2 * minute)
  failure.code = null
  await secrets.get('another')
  await clock.pass(5 * minute)
  expect(await state()).toMatchObject({ phase: 'failed', error: { code: 'secret-missing' } })
  await settled(pause())
  await secrets.get('a third')
  await clock.pass(5 * minute)
  expect(calls()).toBe(0)
  expect((await state()).phase).toBe('paused')
})

test('a prompt that stays open holds up neither a pause nor the end', async () => {
  const { clock, state, pause, sync, asked } = await restart((asked) => ({
    get: () => {
      asked()
      return new Promise<never>(() => undefined)
    }
  }))
  await clock.meanwhile(() => asked() > 0)
  await pause()
  expect((await state()).phase).toBe('paused')
  await sync.close()
})
