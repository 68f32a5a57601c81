import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { expect, test, vi } from 'vitest'
import type { AppError } from '#shared/errors'
import { createKeychain, type Keytar } from '../../../electron/services/keychain'
import { createSecrets } from '../../../electron/services/secrets'

const require = createRequire(import.meta.url)
const timeoutMs = () => 60_000

function memory(): Keytar {
  const items = new Map<string, string>()
  return {
    getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
    setPassword: async (_service, account, password) => void items.set(account, password),
    deletePassword: (_service, account) => Promise.resolve(items.delete(account))
  }
}

const failing = (text: string): Keytar => ({
  ...memory(),
  setPassword: () => Promise.reject(new Error(text))
})

// The texts are those the addon was seen to give in each state, on Linux here, on Macs in reports.
test.each([
  ['Cannot create an item in a locked collection', 'keychain-locked'],
  ['User canceled the operation.', 'keychain-locked'],
  ['The user name or passphrase you entered is not correct.', 'keychain-locked'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain-unavailable'],
  ['Unknown or unsupported transport "disabled"', 'keychain-unavailable'],
  [
    'The name org.freedesktop.secrets was not provided by any .service files',
    'keychain-unavailable'
  ]
])('%s becomes %s', async (text, code) => {
  const keychain = createKeychain({ load: () => failing(text), service: 'Oplog', timeoutMs })
  await expect(keychain.set('a', 'b')).rejects.toMatchObject({ code })
})

test('an addon that was never built is an unavailable keychain', async () => {
  const load = () => require('no-such-addon') as Keytar
  const keychain = createKeychain({ load, service: 'Oplog', timeoutMs })
  await expect(keychain.probe()).rejects.toMatchObject({ code: 'keychain-unavailable' })
})

test('a locked keyring that reads as empty is told from a missing secret', async () => {
  const load = () => failing('Cannot create an item in a locked collection')
  const secrets = createSecrets(createKeychain({ load, service: 'Oplog', timeoutMs }), () => true)
  await expect(secrets.get('a')).rejects.toMatchObject({ code: 'keychain-locked' })
  const keytar = memory()
  const empty = createSecrets(
    createKeychain({ load: () => keytar, service: 'Oplog', timeoutMs }),
    () => true
  )
  await expect(empty.get('a')).rejects.toMatchObject({ code: 'secret-missing' })
})

test('a prompt nobody answers ends with keychain-timed-out', async () => {
  const load = () => ({ ...memory(), getPassword: () => new Promise<never>(() => undefined) })
  const keychain = createKeychain({ load, service: 'Oplog', timeoutMs: () => 20 })
  await expect(keychain.get('a')).rejects.toMatchObject({ code: 'keychain-timed-out' })
})

test('while an unanswered prompt holds a thread no further one is taken, and nothing is done late', async () => {
  const answers: ((value: null) => void)[] = []
  const prompt = new Promise<null>((resolve) => answers.push(resolve))
  const calls: string[] = []
  const keytar: Keytar = {
    ...memory(),
    getPassword: () => (calls.push('get'), prompt),
    setPassword: async (_service, account) => void calls.push(`set ${account}`)
  }
  const keychain = createKeychain({ load: () => keytar, service: 'Oplog', timeoutMs: () => 20 })
  await expect(keychain.get('a')).rejects.toMatchObject({ code: 'keychain-timed-out' })
  await expect(keychain.set('b', 's')).rejects.toMatchObject({ code: 'keychain-timed-out' })
  expect(calls).toEqual(['get'])
  expect(keychain.isWaiting()).toBe(true)
  answers[0]?.(null)
  await keychain.set('c', 's')
  expect(calls).toEqual(['get', 'set c'])
})

/** A keychain that asks for a password before it writes. */
function asking() {
  const items = new Map<string, string>()
  const prompts: (() => void)[] = []
  const keytar: Keytar = {
    ...memory(),
    setPassword: async (_service, account, password) => {
      await new Promise<void>((answered) => prompts.push(answered))
      items.set(account, password)
    },
    deletePassword: (_service, account) => Promise.resolve(items.delete(account))
  }
  const keychain = createKeychain({ load: () => keytar, service: 'Oplog', timeoutMs: () => 20 })
  return { items, prompts, keychain }
}

test('a prompt answered too late leaves no secret of a profile that was not saved', async () => {
  const { items, prompts, keychain } = asking()
  const secrets = createSecrets(keychain, (id) => id === 'saved')
  for (const id of ['new', 'saved']) {
    await expect(secrets.set(id, 's', false)).rejects.toMatchObject({ code: 'keychain-timed-out' })
    prompts.shift()?.()
    // In line behind what the late answer leads to.
    await vi.waitFor(() => expect(keychain.isWaiting()).toBe(false))
    await keychain.delete('other')
  }
  expect([...items]).toEqual([['saved', 's']])
})

test('a call that stood in line when it was given up removes nothing later', async () => {
  const { items, prompts, keychain } = asking()
  items.set('b', 'held')
  const late: string[] = []
  const first = keychain.set('a', 's', () => late.push('a'))
  const second = keychain.set('b', 's', () => late.push('b'))
  const outcomes = await Promise.allSettled([first, second])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  prompts[0]?.()
  await vi.waitFor(() => expect(late).toEqual(['a']))
  await keychain.delete('other')
  expect(late).toEqual(['a'])
  expect(items.get('b')).toBe('held')
})

/** Calls wait for their turn and then for their answer, 60 s at the most, on a clock of the test. */
async function inLine(answerAfterMs: readonly number[]): Promise<string[]> {
  vi.useFakeTimers()
  try {
    const answers = [...answerAfterMs]
    const getPassword = async (_service: string, account: string) => {
      await new Promise((done) => setTimeout(done, answers.shift()))
      return account
    }
    const load = () => ({ ...memory(), getPassword })
    const keychain = createKeychain({ load, service: 'Oplog', timeoutMs })
    const calls = answerAfterMs.map((_ms, place) =>
      keychain.get(String(place)).catch((error: unknown) => (error as AppError).code)
    )
    await vi.advanceTimersByTimeAsync(600_000)
    return (await Promise.all(calls)).map(String)
  } finally {
    vi.useRealTimers()
  }
}

test('the limit of a call begins with its turn, so that slow answers fail nobody in line', async () => {
  expect(await inLine([25_000, 25_000, 25_000])).toEqual(['0', '1', '2'])
})

test('who stands behind a prompt that was given up has a limit of its own to see it answered', async () => {
  expect(await inLine([90_000, 0, 0])).toEqual(['keychain-timed-out', '1', '2'])
  const late = 'keychain-timed-out'
  expect(await inLine([150_000, 0, 0])).toEqual([late, late, '2'])
})

test('a secret that is read too late is known from then on, unless its profile is gone', async () => {
  const answers: ((secret: string) => void)[] = []
  const getPassword = () => new Promise<string>((answer) => answers.push(answer))
  const keychain = createKeychain({
    load: () => ({ ...memory(), getPassword }),
    service: 'Oplog',
    timeoutMs: () => 20
  })
  let answered = 0
  const secrets = createSecrets(
    keychain,
    (id) => id === 'saved',
    () => answered++
  )
  for (const id of ['saved', 'removed']) {
    await expect(secrets.get(id)).rejects.toMatchObject({ code: 'keychain-timed-out' })
    answers.shift()?.(`secret of ${id}`)
    await vi.waitFor(() => expect(keychain.isWaiting()).toBe(false))
  }
  expect(answered).toBe(1)
  expect(secrets.values()).toEqual(['secret of saved'])
  expect(await secrets.get('saved')).toBe('secret of saved')
})

test('a locked keyring that is unlocked too late is told of', async () => {
  const { prompts, keychain } = asking()
  let answered = 0
  const secrets = createSecrets(
    keychain,
    () => true,
    () => answered++
  )
  await expect(secrets.get('a')).rejects.toMatchObject({ code: 'keychain-timed-out' })
  expect(answered).toBe(0)
  prompts[0]?.()
  await vi.waitFor(() => expect(answered).toBe(1))
})

test('a test entry that is written too late goes again', async () => {
  const { items, prompts, keychain } = asking()
  await expect(keychain.probe()).rejects.toMatchObject({ code: 'keychain-timed-out' })
  prompts[0]?.()
  await vi.waitFor(() => expect(keychain.isWaiting()).toBe(false))
  await keychain.delete('other')
  expect([...items]).toEqual([])
})

test('calls are made one at a time', async () => {
  let running = 0
  let most = 0
  const slow: Keytar = {
    ...memory(),
    setPassword: async () => {
      most = Math.max(most, ++running)
      await new Promise((done) => setTimeout(done, 5))
      running--
    }
  }
  const keychain = createKeychain({ load: () => slow, service: 'Oplog', timeoutMs })
  await Promise.all(['a', 'b', 'c', 'd'].map((account) => keychain.set(account, 's')))
  expect(most).toBe(1)
})

test('a session-only secret never reaches the keychain', async () => {
  const keychain = createKeychain({ load: () => failing('away'), service: 'Oplog', timeoutMs })
  const secrets = createSecrets(keychain, () => true)
  await secrets.set('a', 'SECRET', true)
  expect(await secrets.get('a')).toBe('SECRET')
  expect(secrets.place('a')).toBe('session')
})

test('without a session bus the real addon says so and nothing crashes', () => {
  const script = `
    require('keytar').setPassword('Oplog', 'x', 'y')
      .then(() => console.log('stored'), (error) => console.log('refused: ' + error.message))`
  const { DISPLAY: _display, DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env
  const { stdout, status } = spawnSync(process.execPath, ['-e', script], {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    encoding: 'utf8'
  })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^refused: /)
})
