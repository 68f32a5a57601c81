import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { CallContext, Notice } from '#shared/api'
import { AppError } from '#shared/errors'
import { StoredProfile } from '#shared/profile'
import { Config } from '#shared/settings'
import { createHpcClient } from '../../../electron/services/hpc/client'
import { createKeychain, type Keytar } from '../../../electron/services/keychain'
import type { ConfigStore, Log } from '../../../electron/services/ports'
import { createProfiles } from '../../../electron/services/profiles'
import { createSecrets } from '../../../electron/services/secrets'
import { createZones } from '../../../electron/services/zones'

const context: CallContext = { signal: new AbortController().signal, callId: 'test' }
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const unused = () => Promise.reject(new Error('not asked here'))
const access = { zone: 'jn1a', endpoint: 'https://hpc.example/api', accessKeyId: 'KEY' }
const stored = { id: 'p', ...access }
const draft = { ...access, name: 'Jinan', colour: 'green', group: '', note: '' } as const
const left: Notice = { code: 'secret-left', path: 'p' }

/** A keychain that works. */
function working(held: [string, string][] = []) {
  const items = new Map(held)
  const keytar: Keytar = {
    getPassword: async (_service, account) => items.get(account) ?? null,
    setPassword: async (_service, account, password) => void items.set(account, password),
    deletePassword: async (_service, account) => items.delete(account)
  }
  return { items, load: () => keytar }
}

function away(): Keytar {
  throw new Error('the addon was not built')
}

/** As gnome-keyring was seen to answer once it is locked: only writing says so. */
function locked(): Keytar {
  const refuse = () => Promise.reject(new Error('Cannot create an item in a locked collection'))
  return { getPassword: async () => null, setPassword: refuse, deletePassword: async () => false }
}

interface Options {
  load: () => Keytar
  /** Stands in for deleting the archive. */
  removeArchive?: () => Promise<void>
  /** Whether the settings cannot be written. */
  isDiskFull?: () => boolean
  /** The one that is chosen to be read. */
  file?: string
}

/** The real services over a keychain of the test; what is done beside is noted in its order. */
function profilesOver({ load, removeArchive, isDiskFull = () => false, file }: Options) {
  let all = Config.parse({ profiles: [{ ...stored, name: 'Jinan' }] })
  const steps: string[] = []
  const notices: Notice[] = []
  const config: ConfigStore = {
    get: () => all,
    update: (change) => {
      if (isDiskFull()) throw new AppError('disk-full', 'no space')
      steps.push('settings')
      all = change(all)
    }
  }
  const timeoutMs = () => 60_000
  const secrets = createSecrets(createKeychain({ load, service: 'Oplog', timeoutMs }), (id) =>
    all.profiles.some((profile) => profile.id === id)
  )
  const settings = () => all.settings
  const hpc = createHpcClient({ fetch: unused, now: Date.now, settings, log: silent })
  const profile = StoredProfile.parse({ ...stored, id: 'demo', name: 'Demo', kind: 'demo' })
  const demo = { profile, secretKey: '', endpoint: unused, stop: async () => undefined }
  const profiles = createProfiles({
    config,
    secrets,
    archive: {
      remove: async () => {
        await removeArchive?.()
        steps.push('archive')
      }
    },
    zones: createZones({ config, secrets, hpc, demo, locked: false }),
    sync: {
      forget: async (_id, removal) => {
        steps.push('sync')
        await removal()
      }
    },
    demo,
    picker: { save: unused, open: async () => file ?? null },
    locked: false,
    tell: (notice) => notices.push(notice)
  })
  return {
    secrets,
    place: () => secrets.place('p'),
    steps,
    notices,
    names: () => all.profiles.map(({ name }) => name),
    save: async (secretKey: string, sessionOnly: boolean, changes: object = {}) => {
      return profiles.save({ ...draft, id: stored.id, secretKey, sessionOnly, ...changes }, context)
    },
    /** A profile that was not there. */
    add: async (secretKey: string, sessionOnly = false) => {
      return profiles.save({ ...draft, secretKey, sessionOnly }, context)
    },
    duplicate: async (id: string) => profiles.duplicate(id, context),
    importFile: async () => profiles.importFile(undefined, context),
    addDemo: async () => profiles.addDemo(undefined, context),
    remove: async (deleteArchive = false) => profiles.remove({ id: 'p', deleteArchive }, context)
  }
}

test('a keychain that works loses the entry, whether there was one or not, and nothing is said', async () => {
  for (const held of [[['p', 'SECRET']], []] as [string, string][][]) {
    const { items, load } = working(held)
    const { remove, names, notices, steps } = profilesOver({ load })
    await remove()
    expect([names(), [...items], notices]).toEqual([[], [], []])
    expect(steps).toEqual(['sync', 'settings'])
  }
})

test('without a keychain a profile is deleted all the same, and what may be left is named', async () => {
  const { remove, names, notices, steps } = profilesOver({ load: away })
  await remove(true)
  expect([names(), notices]).toEqual([[], [left]])
  expect(steps).toEqual(['sync', 'archive', 'settings'])
})

test('a locked keychain refuses while nothing has changed, not even what is known of the secret', async () => {
  const { items, load } = working([['p', 'SECRET']])
  let isLocked = false
  const { secrets, remove, names, notices, steps } = profilesOver({
    load: () => (isLocked ? locked() : load())
  })
  expect(await secrets.get('p')).toBe('SECRET')
  isLocked = true
  await expect(remove(true)).rejects.toMatchObject({ code: 'keychain-locked' })
  expect([names(), notices, steps]).toEqual([['Jinan'], [], []])
  expect(await secrets.get('p')).toBe('SECRET')
  isLocked = false
  await remove(true)
  expect([names(), [...items], notices]).toEqual([[], [], []])
})

test('a secret of this run goes although the keychain is locked, and what may be left is named', async () => {
  const { secrets, save, remove, names, notices } = profilesOver({ load: locked })
  await save('SECRET', true)
  await remove()
  expect([names(), notices, secrets.values()]).toEqual([[], [left], []])
})

test('a secret of this run goes into the keychain once it is saved without the mark', async () => {
  const { items, load } = working()
  let isLocked = true
  const { place, save } = profilesOver({ load: () => (isLocked ? locked() : load()) })
  await save('SECRET', true)
  await save('', true)
  await expect(save('', false)).rejects.toMatchObject({ code: 'keychain-locked' })
  expect(place()).toBe('session')
  isLocked = false
  expect(await save('', false)).toMatchObject({ secret: 'keychain' })
  expect([[...items], place()]).toEqual([[['p', 'SECRET']], 'keychain'])
})

test('an archive that cannot be deleted leaves the profile, so that it can be asked again', async () => {
  let isHeld = true
  const { remove, names, notices, steps } = profilesOver({
    load: away,
    removeArchive: async () => {
      if (isHeld) throw new AppError('archive-unavailable', 'held')
    }
  })
  await expect(remove(true)).rejects.toMatchObject({ code: 'archive-unavailable' })
  expect([names(), notices, steps]).toEqual([['Jinan'], [], ['sync']])
  isHeld = false
  await remove(true)
  expect([names(), notices]).toEqual([[], [left]])
})

test('settings that cannot be written leave the profile, so that it can be asked again', async () => {
  let isFull = true
  const { items, load } = working([['p', 'SECRET']])
  const { remove, names, notices } = profilesOver({ load, isDiskFull: () => isFull })
  await expect(remove()).rejects.toMatchObject({ code: 'disk-full' })
  expect(names()).toEqual(['Jinan'])
  isFull = false
  await remove()
  expect([names(), [...items], notices]).toEqual([[], [], []])
})

test('a profile whose change cannot be saved keeps the secret it had, wherever that was', async () => {
  let isFull = true
  const { items, load } = working([['p', 'OLD']])
  const { secrets, place, save } = profilesOver({ load, isDiskFull: () => isFull })
  const tryAll = async () => {
    for (const sessionOnly of [false, true])
      await expect(save('NEW', sessionOnly)).rejects.toMatchObject({ code: 'disk-full' })
    return [[...items], place()]
  }
  // Not looked up yet, then known.
  expect(await tryAll()).toEqual([[['p', 'OLD']], 'unknown'])
  expect(await secrets.get('p')).toBe('OLD')
  expect(await tryAll()).toEqual([[['p', 'OLD']], 'keychain'])

  isFull = false
  await save('SESSION', true)
  isFull = true
  expect(await tryAll()).toEqual([[['p', 'OLD']], 'session'])
  expect(await secrets.get('p')).toBe('SESSION')
  items.clear()
  await expect(save('', false)).rejects.toMatchObject({ code: 'disk-full' })
  expect([[...items], place()]).toEqual([[], 'session'])
})

test('a new profile that cannot be saved leaves no secret behind, however often it is tried', async () => {
  let isFull = true
  const { items, load } = working([['p', 'SECRET']])
  const { secrets, add, duplicate, names } = profilesOver({ load, isDiskFull: () => isFull })
  for (const attempt of [() => add('NEW'), () => add('NEW', true), () => duplicate('p')]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'disk-full' })
  }
  expect([names(), [...items], secrets.values()]).toEqual([
    ['Jinan'],
    [['p', 'SECRET']],
    ['SECRET']
  ])
  isFull = false
  await add('NEW')
  expect([names(), [...items.values()]]).toEqual([
    ['Jinan', 'Jinan'],
    ['SECRET', 'NEW']
  ])
})

test('what hindered a new profile is said, though its secret cannot be removed either', async () => {
  const { items, load } = working()
  const { add } = profilesOver({
    load: () => ({ ...load(), deletePassword: () => Promise.reject(new Error('refused')) }),
    isDiskFull: () => true
  })
  await expect(add('NEW')).rejects.toMatchObject({ code: 'disk-full' })
  expect([...items.values()]).toEqual(['NEW'])
})

test('a secret for this run alone needs no keychain', async () => {
  const { save, place } = profilesOver({ load: away })
  await save('NEW', true)
  expect(place()).toBe('session')
})

test('an edit changes its own profile alone, and never the zone its rows are of', async () => {
  const { save, add, names } = profilesOver(working())
  await add('NEW')
  await save('', false, { name: 'Qingdao' })
  expect(names()).toEqual(['Qingdao', 'Jinan'])
  await expect(save('', false, { zone: 'pek3' })).rejects.toMatchObject({
    code: 'profile-zone-fixed'
  })
  await expect(save('NEW', false, { id: 'gone' })).rejects.toMatchObject({
    code: 'profile-unknown'
  })
  expect(names()).toEqual(['Qingdao', 'Jinan'])
})

test('the demo zone is there once, however often it is opened', async () => {
  const { addDemo, names } = profilesOver(working())
  await addDemo()
  await addDemo()
  expect(names()).toEqual(['Jinan', 'Demo'])
})

test('the demo zone is not duplicated: its key is for no keychain, its address for no other run', async () => {
  const { items, load } = working([['p', 'SECRET']])
  const { addDemo, duplicate, names } = profilesOver({ load })
  const { id } = await addDemo()
  await expect(duplicate(id)).rejects.toMatchObject({ code: 'profile-built-in' })
  expect([names(), [...items]]).toEqual([['Jinan', 'Demo'], [['p', 'SECRET']]])
  await duplicate('p')
  expect([...items.values()]).toEqual(['SECRET', 'SECRET'])
})

test('two copies made at once bear names of their own, however slow the keychain is', async () => {
  const { load } = working([['p', 'SECRET']])
  const slow = { ...load(), setPassword: async () => wait(50) }
  const { duplicate, names } = profilesOver({ load: () => slow })
  await Promise.all([duplicate('p'), duplicate('p')])
  expect(names()).toEqual(['Jinan', 'Jinan (2)', 'Jinan (3)'])
})

test('a file of profiles that an editor gave a byte order mark is read', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'oplog-profiles-')), 'profiles.json')
  const content = { format: 'oplog-profiles', version: 1, profiles: [{ ...stored, name: 'East' }] }
  writeFileSync(file, `\ufeff${JSON.stringify(content)}`)
  const { importFile, names } = profilesOver({ load: away, file })
  expect(await importFile()).toEqual({ added: 1, skipped: 0 })
  expect(names()).toEqual(['Jinan', 'East'])
})
