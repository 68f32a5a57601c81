import { mkdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { ExportInput, type CallContext, type Notice } from '#shared/api'
import { initialParameters, type OperationParameters } from '#shared/parameters'
import type { Pushes } from '#shared/pushes'
import { Config } from '#shared/settings'
import { createConnections } from '../../../electron/services/connection'
import { createHpcClient } from '../../../electron/services/hpc/client'
import { createLivePages } from '../../../electron/services/live-pages'
import { createOperations } from '../../../electron/services/operations'
import { createPages } from '../../../electron/services/pages'
import type { ConfigStore, Fetch, Log } from '../../../electron/services/ports'
import { createZones } from '../../../electron/services/zones'
import { fixedSecret } from '../../support/fixed-secret'
import { useArchives } from './archive/harness'
import { keys, profileOf, useZones } from './sync/harness'

const archives = useArchives()
const zones = useZones()

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const unused = () => Promise.reject(new Error('there is no demo profile here'))
const context: CallContext = { signal: new AbortController().signal, callId: 'test' }

const exported = ExportInput.parse({ profileId: 'p', parameters: initialParameters, from: 'live' })

/** Searches and pages over the real client and archive, of one profile that can be removed. */
async function begin() {
  const notices: Notice[] = []
  const kept: string[] = []
  const { zone, clock } = await zones({ size: 200 })
  const { archive, path } = archives()
  const profile = profileOf(zone)
  let all = Config.parse({ profiles: [profile] })
  const config: ConfigStore = { get: () => all, update: (change) => void (all = change(all)) }
  const hpc = createHpcClient({
    // Node's fetch takes what the port asks for, and more.
    fetch: fetch as Fetch,
    now: clock.now,
    settings: () => all.settings,
    log: silent,
    retryDelayMs: 1
  })
  const demo = { profile, secretKey: '', endpoint: unused, stop: async () => undefined }
  const secrets = fixedSecret(keys.secretKey)
  const contacts: Pushes['connection'][] = []
  const calls = createZones({
    config,
    secrets,
    hpc,
    demo,
    locked: false,
    heard: (id, contact) => connections.heard(id, contact)
  })
  const connections = createConnections({
    zones: calls,
    // Nothing else is pushed from there.
    push: (_name, payload) => void contacts.push(payload as Pushes['connection']),
    now: clock.now
  })
  const live = createLivePages({
    zones: calls,
    archive,
    connections,
    // Nothing else is pushed from there.
    push: (_name, payload) => void notices.push(payload as Notice),
    kept: (id) => void kept.push(id),
    log: silent
  })
  const pages = createPages({ archive, live })
  const operations = createOperations({ zones: calls, archive, pages: live })
  return {
    zone,
    contacts,
    notices,
    kept,
    path: path('p'),
    exists: () => archive.sync.exists('p'),
    search: async (
      values: Partial<OperationParameters> = {},
      from: 'auto' | 'live' | 'answer' = 'auto'
    ) => {
      const parameters = { ...initialParameters, ...values }
      return operations.search({ profileId: 'p', parameters, text: '', from }, context)
    },
    /** A page of an export. */
    page: () => pages(exported, context.signal, null),
    remove: async () => {
      await archive.remove('p')
      config.update((known) => ({ ...known, profiles: [] }))
    },
    /** Whoever asks next comes after what waits to be stored. */
    stored: () => archive.engine()
  }
}

test('what is shown is kept', async () => {
  const { search, exists, stored } = await begin()
  expect(await search()).toMatchObject({ source: 'live', total: 200 })
  await stored()
  expect(await exists()).toBe(true)
})

test('a zone that is away is told so, though what is held cannot be read either', async () => {
  const { zone, search, path } = await begin()
  mkdirSync(path)
  await zone.stop()
  await expect(search()).rejects.toMatchObject({ code: 'unreachable' })
})

test('of held rows in its place it is told whether they are all of the time asked about', async () => {
  const { zone, search, stored } = await begin()
  await search()
  await stored()
  await zone.stop()
  const held = await search({ owner: 'nobody' })
  expect(held).toMatchObject({ source: 'archive', coverage: { complete: false, missing: [] } })
  expect((await search()).coverage).toBeUndefined()
})

test('what only the service applies is named where held rows stand in its place', async () => {
  const { zone, search, stored } = await begin()
  await search()
  await stored()
  await zone.stop()
  const asked = { owner: 'usr-1', search_word: 'gpu', verbose: 1 }
  const { notApplied } = await search(asked)
  expect(notApplied.toSorted()).toEqual(['search_word', 'verbose'])
  expect((await search({ owner: 'usr-1' })).notApplied).toEqual([])
})

test('a further page of a stored answer that was never loaded is empty, not another source’s', async () => {
  const { search, stored } = await begin()
  await search()
  await stored()
  const first = await search({}, 'answer')
  expect(first).toMatchObject({ source: 'answer', total: 200 })
  expect(first.rows).toHaveLength(initialParameters.limit)
  const further = await search({ offset: initialParameters.limit }, 'answer')
  expect(further).toMatchObject({ source: 'answer', rows: [], total: 0, at: null })
})

test('who asks whether the zone is back gets no held rows in its place', async () => {
  const { zone, search, stored } = await begin()
  await search()
  await stored()
  await zone.stop()
  expect(await search()).toMatchObject({ source: 'answer' })
  await expect(search({}, 'live')).rejects.toMatchObject({ code: 'unreachable' })
})

test('a zone that refuses is told to, and no held rows stand in its place', async () => {
  const { zone, search, stored } = await begin()
  await search()
  await stored()
  zone.faults.set({ retCode: 1200 })
  await expect(search()).rejects.toMatchObject({ code: 'key-refused' })
})

test('what an export asked for is kept, and told to have been', async () => {
  const { page, exists, kept } = await begin()
  await page()
  expect([await exists(), kept]).toEqual([true, ['p']])
  await page()
  expect(kept).toEqual(['p'])
})

test('where rows cannot be kept they are shown and written all the same, and why is told', async () => {
  const { search, page, notices, path } = await begin()
  mkdirSync(path)
  expect((await page()).records).toHaveLength(100)
  expect(await search()).toMatchObject({ source: 'live', total: 200 })
  const notice = { code: 'archive-write-failed', path: 'p.sqlite', reason: 'archive-unavailable' }
  await vi.waitFor(() => expect(notices).toEqual([notice, notice]))
})

test.each(['search', 'page'] as const)(
  'how the zone is reached is told by each %s, and the quota it used',
  async (asks) => {
    const { contacts, ...calls } = await begin()
    await calls[asks]()
    await calls[asks]()
    expect(contacts.map(({ state }) => state)).toEqual(['live'])
    await vi.waitFor(() => expect(contacts).toHaveLength(2))
    expect(contacts.map(({ state, quota }) => [state, quota.used])).toEqual([
      ['live', 1],
      ['live', 2]
    ])
  }
)

test('an export that cannot reach the zone tells so', async () => {
  const { zone, contacts, page } = await begin()
  await page()
  await zone.stop()
  await expect(page()).rejects.toMatchObject({ code: 'unreachable' })
  expect(contacts.at(-1)?.state).toBe('unreachable')
})

test.each([
  ['refuses the key', { retCode: 1200 }, 'refusing'],
  ['has no quota left', { retCode: 2500 }, 'refusing'],
  ['fails itself', { retCode: 5000 }, 'refusing'],
  ['refuses only what was asked', { retCode: 1100, message: 'owner is invalid' }, 'live'],
  ['leaves it to a proxy to answer', { httpStatus: 407 }, 'unreachable']
] as const)('a zone that was away and now %s is told as it is', async (_what, fault, state) => {
  const { zone, contacts, page } = await begin()
  zone.faults.set({ drop: 'before' })
  await expect(page()).rejects.toMatchObject({ code: 'unreachable' })
  expect(contacts.at(-1)?.state).toBe('unreachable')
  zone.faults.set(fault)
  await expect(page()).rejects.toThrow()
  expect(contacts.at(-1)?.state).toBe(state)
})

test.each([
  ['a search', 'search', { delayMs: 300 }],
  ['a search', 'search', { delayMs: 300, drop: 'before' }],
  ['an export', 'page', { delayMs: 300 }]
] as const)(
  'an answer to %s that comes after its profile was removed leaves nothing behind (%#)',
  async (_what, asks, fault) => {
    const { zone, exists, remove, stored, ...calls } = await begin()
    await calls.search()
    await stored()
    zone.faults.set(fault)
    const asked = zone.requests.length
    const answer = calls[asks]().catch(() => null)
    while (zone.requests.length === asked) await wait(5)
    await remove()
    expect(await exists()).toBe(false)
    await answer
    await stored()
    expect(await exists()).toBe(false)
  }
)
