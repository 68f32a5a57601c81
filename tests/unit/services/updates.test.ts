import { expect, test } from 'vitest'
import type { UpdateState } from '#shared/updates'
import { newKeys, signList } from '../../../electron/runtime/package/sign-feed.mjs'
import type { Updater } from '../../../electron/services/ports'
import { feedOf } from '../../../electron/services/update-feed'
import { problemOf, UpdateError } from '../../../electron/services/update-problem'
import { isSigned } from '../../../electron/services/update-signature'
import { createUpdates, releaseOf } from '../../../electron/services/updates'

const release = { version: '1.2.3', notes: 'new', size: 100 }
const context = { signal: new AbortController().signal, callId: 'x' }

function begin(
  updater: Partial<Updater> | null,
  { automatic = true, wanted = true, mayEnd = async () => true } = {}
) {
  const calls: string[] = []
  const said: UpdateState['phase'][] = []
  const full: Updater = {
    check: async () => release,
    download: async () => undefined,
    install: async () => void calls.push('install'),
    ...updater
  }
  let turns = 0
  const updates = createUpdates({
    updater: updater && {
      ...full,
      check: () => (calls.push('check'), full.check()),
      download: (...args) => (calls.push('download'), full.download(...args))
    },
    automatic,
    mayEnd,
    wanted: () => wanted,
    push: (name, payload) => name === 'updates' && said.push((payload as UpdateState).phase),
    // Three looks, then the app ends.
    sleep: async () => void (turns++ === 3 && updates.close()),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    openPage: async () => undefined
  })
  const { handlers } = updates
  return {
    updates,
    calls,
    said,
    state: () => handlers.state(undefined, context) as UpdateState,
    check: async () => handlers.check(undefined, context),
    download: async () => handlers.download(undefined, context),
    cancel: () => handlers.cancel(undefined, context),
    install: async () => handlers.install(undefined, context)
  }
}

test('a newer release is offered, and nothing more happens until the user agrees, twice', async () => {
  const { calls, said, check, download, install, state } = begin({
    download: async (progress) => progress(60, 100)
  })
  expect(await check()).toMatchObject({ phase: 'available', release })
  expect(calls).toEqual(['check'])
  expect(await download()).toMatchObject({ phase: 'ready', done: 60, total: 100 })
  expect(calls).toEqual(['check', 'download'])
  await install()
  expect(calls).toEqual(['check', 'download', 'install'])
  expect(said).toEqual(['checking', 'available', 'downloading', 'downloading', 'ready'])
  // Looking again does not throw away what waits.
  expect(await check()).toMatchObject({ phase: 'ready' })
  expect(state().problem).toBeNull()
})

test('looking by itself goes on while it is wanted, and never fetches', async () => {
  const on = begin({})
  await on.updates.watch()
  expect(on.calls).toEqual(['check', 'check', 'check'])
  const off = begin({}, { wanted: false })
  await off.updates.watch()
  expect(off.calls).toEqual([])
})

test('without a feed there is nothing to look in', async () => {
  const { check, updates, calls } = begin(null)
  await updates.watch()
  expect(await check()).toMatchObject({ phase: 'off' })
  expect(calls).toEqual([])
})

test('a copy that a package put there is told of a release and never fetches it', async () => {
  const { check, download, calls, install } = begin({}, { automatic: false })
  await check()
  expect(await download()).toMatchObject({ phase: 'available', automatic: false })
  expect(calls).toEqual(['check'])
  await expect(install()).rejects.toMatchObject({ code: 'invalid-input' })
})

test('a refused file leaves the offer, with the reason, and can be fetched again', async () => {
  let tampered = true
  const { check, download } = begin({
    download: async () => {
      if (tampered) throw Object.assign(new Error('sha512'), { code: 'ERR_CHECKSUM_MISMATCH' })
    }
  })
  await check()
  expect(await download()).toMatchObject({ phase: 'available', problem: 'checksum' })
  tampered = false
  expect(await download()).toMatchObject({ phase: 'ready', problem: null })
})

test('an install whose end of the app is refused waits for the next click', async () => {
  let ends = false
  const { check, download, install, calls, state } = begin({}, { mayEnd: async () => ends })
  await check()
  await download()
  await install()
  expect(calls).not.toContain('install')
  expect(state()).toMatchObject({ phase: 'ready', problem: null })
  ends = true
  await install()
  expect(calls).toContain('install')
})

test('an install that fails leaves the offer with the reason, and two clicks are one install', async () => {
  let [installs, mended] = [0, false]
  const { check, download, install, state } = begin({
    install: async () => {
      installs++
      if (!mended) throw new UpdateError('moved', 'no file')
    }
  })
  await check()
  await download()
  await Promise.all([install(), install()])
  expect(state()).toMatchObject({ phase: 'ready', problem: 'moved' })
  expect(installs).toBe(1)
  mended = true
  await install()
  expect(state()).toMatchObject({ phase: 'ready', problem: null })
  expect(installs).toBe(2)
})

test('a download that is cancelled is no failure', async () => {
  const { check, download, cancel, state } = begin({
    download: (_progress, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('cancelled')))
      )
  })
  await check()
  const fetching = download()
  expect(state().phase).toBe('downloading')
  await cancel()
  expect(await fetching).toMatchObject({ phase: 'available', problem: null })
})

test('a download ends with the app', async () => {
  const { updates, check, download, state } = begin({
    download: (_progress, signal) =>
      new Promise((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason)))
  })
  await check()
  const fetching = download()
  updates.close()
  await fetching
  expect(state()).toMatchObject({ phase: 'available', problem: null })
})

test('a feed that is down keeps what was known', async () => {
  let down = false
  const { check } = begin({
    check: async () => {
      if (down) throw new Error('net::ERR_CONNECTION_REFUSED')
      return release
    }
  })
  await check()
  down = true
  expect(await check()).toMatchObject({ phase: 'available', problem: 'unreachable', release })
})

test('what went wrong is told apart', () => {
  const coded = (code: string) => problemOf(Object.assign(new Error('x'), { code }))
  expect(coded('ENOSPC')).toBe('disk')
  expect(coded('HTTP_ERROR_503')).toBe('unreachable')
  expect(coded('ERR_UPDATER_INVALID_UPDATE_INFO')).toBe('unreadable')
  expect(problemOf(new UpdateError('signature', 'x'))).toBe('signature')
  expect(problemOf(new Error('x'))).toBe('failed')
  expect(problemOf('x')).toBe('failed')
})

test('only the holder of the key can sign a list, and not a letter of it may change', () => {
  const [ours, theirs] = [newKeys(), newKeys()]
  const list = 'version: 1.2.3\n'
  const signature = signList(list, ours.privateKey)
  expect(isSigned(list, `${signature}\n`, ours.publicKey)).toBe(true)
  expect(isSigned(list.replace('3', '4'), signature, ours.publicKey)).toBe(false)
  expect(isSigned(list, signList(list, theirs.privateKey), ours.publicKey)).toBe(false)
  for (const broken of ['', 'x', signature.slice(4)]) {
    expect(isSigned(list, broken, ours.publicKey)).toBe(false)
  }
  expect(isSigned(list, signature, 'no key')).toBe(false)
})

test('a release takes only its own feed, over https; a test only one on this machine', () => {
  const feed = (url: string) => ({ url, key: 'k', page: 'https://example.org/' })
  const real = feed('https://example.org/feed')
  const local = feed('http://127.0.0.1:8000')
  expect(feedOf({ manifest: real, test: local }, true)).toEqual(real)
  expect(feedOf({ manifest: local, test: undefined }, true)).toBeNull()
  expect(feedOf({ manifest: real, test: local }, false)).toEqual(local)
  expect(feedOf({ manifest: real, test: real }, false)).toBeNull()
  expect(feedOf({ manifest: undefined, test: undefined }, true)).toBeNull()
  expect(feedOf({ manifest: { ...real, key: '' }, test: undefined }, true)).toBeNull()
})

test('notes are plain text, and the size is that of the file that fits', () => {
  const files = [
    { url: 'a.deb', size: 1 },
    { url: 'a.AppImage', size: 2 }
  ]
  const info = { version: '1.2.3', releaseNotes: '<p>One <b>two</b></p>', files }
  expect(releaseOf(info, '.AppImage')).toEqual({ version: '1.2.3', notes: 'One two', size: 2 })
  expect(
    releaseOf({ version: '1', releaseNotes: [{ note: 'a' }, { note: null }] }, '.exe')
  ).toEqual({ version: '1', notes: 'a', size: null })
})
