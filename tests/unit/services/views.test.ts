import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { Config, SearchState, Workspace } from '#shared/settings'
import type { ConfigStore } from '../../../electron/services/ports'
import { createPreferences } from '../../../electron/services/preferences'
import { createRecent } from '../../../electron/services/recent'
import { withoutViewsOf } from '../../../electron/services/view-names'
import { createViews } from '../../../electron/services/views'

const path = join(mkdtempSync(join(tmpdir(), 'oplog-views-')), 'views.json')
const picker = { save: async () => path, open: async () => path }
const context = { signal: new AbortController().signal, callId: 'x' }
const profile = (id: string, zone: string) => ({
  id,
  name: id.toUpperCase(),
  zone,
  endpoint: 'https://hpc-api.qingcloud.com/api',
  accessKeyId: 'VIEWSERVICEKEY'
})

let config: ConfigStore
let views: ReturnType<typeof createViews>

function store(start: unknown): ConfigStore {
  let value = Config.parse(start)
  // As the file does: what was written is what is read.
  const update = (change: (all: Config) => Config) =>
    void (value = Config.parse(JSON.parse(JSON.stringify(change(value)))))
  return { get: () => value, update }
}

function search(values: object = {}): SearchState {
  return SearchState.parse({ parameters: { ...initialParameters, ...values } })
}

async function save(name: string, profileId: string | null = null, values: object = {}) {
  return views.save({ name, profileId, search: search(values) }, context)
}

function names(): string[] {
  return config.get().views.map(({ name }) => name)
}

beforeEach(() => {
  config = store({ profiles: [profile('east', 'jn1a'), profile('west', 'pek3')] })
  views = createViews(config, picker)
})

test('settings of a version without views stay readable', () => {
  const old = { version: 1, workspaces: { east: { parameters: initialParameters } } }
  expect(Config.parse(old)).toMatchObject({ views: [], defaultViews: {}, recent: {} })
})

test('a name stands once in a menu, so two profiles may each have it', async () => {
  await save('Failures', 'east')
  await save('Failures', 'west')
  for (const profileId of ['east', null]) {
    await expect(save('Failures', profileId)).rejects.toMatchObject({
      code: 'invalid-input',
      detail: { field: 'name', rule: 'taken' }
    })
  }
  const third = await save('Third')
  expect(() => views.rename({ id: third.id, name: 'Failures' }, context)).toThrow(/name/)
  expect(names()).toEqual(['Failures', 'Failures', 'Third'])
})

test('the order of one menu leaves views of other profiles where they are', async () => {
  const one = await save('One')
  await save('Other', 'west')
  const two = await save('Two')
  await views.reorder([two.id, one.id], context)
  expect(names()).toEqual(['Two', 'Other', 'One'])
})

test('a deleted view is nobody’s default any more, others are', async () => {
  const { id } = await save('One')
  const other = await save('Other')
  await views.setDefault({ profileId: 'east', id }, context)
  await views.setDefault({ profileId: 'west', id: other.id }, context)
  await views.remove(id, context)
  expect(names()).toEqual(['Other'])
  expect(config.get().defaultViews).toEqual({ west: other.id })
  expect(() => views.update({ id, search: search() }, context)).toThrow(/no such view/)
})

test('a profile that goes leaves its views to all, under names that are free', async () => {
  await save('Failures', 'east')
  await save('Failures', 'west')
  await save('Failures (2)', 'west')
  await save('Mine', 'west')
  const { views: left } = withoutViewsOf('west', config.get())
  expect(left.map(({ name, profileId }) => [name, profileId])).toEqual([
    ['Failures', 'east'],
    ['Failures (2)', null],
    ['Failures (3)', null],
    ['Mine', null]
  ])
})

test('a file holds no key, and comes back whole beside what is there', async () => {
  await save('Failures', 'east', { status: 'failed' })
  await save('All')
  expect(await views.exportFile(undefined, context)).toEqual({ path, views: 2 })
  const text = readFileSync(path, 'utf8')
  expect(text).not.toMatch(/VIEWSERVICEKEY|endpoint/)
  expect(await views.importFile(undefined, context)).toEqual({ added: 0, skipped: 2 })
  writeFileSync(path, text.replace('"failed"', '"pending"'))
  expect(await views.importFile(undefined, context)).toEqual({ added: 1, skipped: 1 })
  expect(config.get().views.at(-1)).toMatchObject({ name: 'Failures (2)', profileId: 'east' })
})

test('on another machine a view is of the profile with its zone and name, else of all', async () => {
  await save('East', 'east')
  await save('West', 'west')
  await save('Merged', allZones)
  await views.exportFile(undefined, context)
  const profiles = [
    { ...profile('one', 'jn1a'), name: 'Another' },
    { ...profile('two', 'jn1a'), name: 'EAST' },
    { ...profile('three', 'gd2a'), name: 'WEST' }
  ]
  config = store({ profiles })
  await createViews(config, picker).importFile(undefined, context)
  const owners = config.get().views.map(({ name, profileId }) => [name, profileId])
  expect(owners).toEqual([
    ['East', 'two'],
    ['West', null],
    ['Merged', allZones]
  ])
})

test('a file dialog that is dismissed is no failure', async () => {
  const dismissed = createViews(config, { save: async () => null, open: async () => null })
  expect(await dismissed.exportFile(undefined, context)).toBeNull()
  expect(await dismissed.importFile(undefined, context)).toBeNull()
})

test('a file that an editor gave a byte order mark is read', async () => {
  await save('All')
  await views.exportFile(undefined, context)
  writeFileSync(path, `\ufeff${readFileSync(path, 'utf8')}`)
  expect(await views.importFile(undefined, context)).toEqual({ added: 0, skipped: 1 })
})

test.each([
  ['no json', 'views-unreadable'],
  ['[]', 'views-unreadable'],
  ['{"format":"oplog-profiles","version":1,"profiles":[]}', 'views-unreadable'],
  ['{"format":"oplog-views","version":1,"views":[{"name":""}]}', 'views-unreadable'],
  ['{"format":"oplog-views","version":2,"views":{}}', 'views-newer']
])('a file of %s is refused and changes nothing', async (text, code) => {
  writeFileSync(path, text)
  await expect(views.importFile(undefined, context)).rejects.toMatchObject({ code })
  expect(names()).toEqual([])
})

test.each([
  ['none', []],
  [
    'one twice',
    [
      { field: 'owner', width: 90 },
      { field: 'owner', width: 90 }
    ]
  ],
  ['one without a width', [{ field: 'owner', width: -5 }]],
  ['one of another version', [{ field: 'cost', width: 90 }]]
])('of a file whose columns no table can show, %s, the rest is read', async (_what, columns) => {
  const view = { name: 'Failures', profile: null, search: { ...search({ owner: 'me' }), columns } }
  writeFileSync(path, JSON.stringify({ format: 'oplog-views', version: 1, views: [view] }))
  expect(await views.importFile(undefined, context)).toEqual({ added: 1, skipped: 0 })
  expect(config.get().views).toMatchObject([
    { name: 'Failures', search: { parameters: { owner: 'me' }, columns: null } }
  ])
})

test('the profile of the start goes on, any other begins with its default view', async () => {
  const { id } = await save('Failures', null, { status: 'failed' })
  for (const profileId of ['east', 'west']) {
    await views.setDefault({ profileId, id }, context)
  }
  const { workspaces } = createPreferences(config)
  const workspace = Workspace.parse({ ...search({ owner: 'me' }), firstRow: 3 })
  for (const profileId of ['east', 'west']) {
    await workspaces.set({ profileId, workspace }, context)
  }
  expect(await workspaces.get('east', context)).toMatchObject({ firstRow: 3, activeView: null })
  expect(await workspaces.get('west', context)).toMatchObject({
    activeView: id,
    firstRow: 0,
    selected: null,
    parameters: { status: 'failed' }
  })
})

test('merged zones are remembered as a profile is, and nothing of one that was deleted', async () => {
  const { workspaces } = createPreferences(config)
  const workspace = Workspace.parse(search({ owner: 'me' }))
  for (const profileId of ['west', allZones, 'gone']) {
    await workspaces.set({ profileId, workspace }, context)
  }
  expect(Object.keys(config.get().workspaces)).toEqual(['west', allZones])
  expect(await workspaces.get('west', context)).toEqual(workspace)
  expect(await workspaces.get('gone', context)).toMatchObject(search())
})

test('the last twenty searches are kept, each once, the newest first', async () => {
  let now = 0
  const recent = createRecent(config, () => now)
  const ask = (owner: string, text = '') => {
    now += 100_000
    return recent.add({ profileId: 'east', search: { ...search({ owner }), text } }, context)
  }
  for (let n = 0; n < 25; n++) await ask(`usr-${n}`)
  await ask('usr-20')
  const owners = config.get().recent.east?.map((one) => one.search.parameters.owner)
  expect(owners).toHaveLength(20)
  expect(owners?.slice(0, 3)).toEqual(['usr-20', 'usr-24', 'usr-23'])
  expect(await recent.add({ profileId: 'gone', search: search() }, context)).toEqual([])
  await recent.clear('east', context)
  expect(await recent.list('east', context)).toEqual([])
})

test('a text still being typed is one search', async () => {
  let now = 0
  const recent = createRecent(config, () => (now += 2000))
  for (const text of ['gp', 'gpu', 'gpu-1']) {
    await recent.add({ profileId: 'east', search: { ...search(), text } }, context)
  }
  const texts = (await recent.list('east', context)).map((one) => one.search.text)
  expect(texts).toEqual(['gpu-1'])
})

test('a search in other columns is the same search, also one still being typed', async () => {
  let now = 0
  const recent = createRecent(config, () => (now += 2000))
  const columns = [{ field: 'owner' as const, width: 90, pinned: false, difference: false }]
  const add = (values: Partial<SearchState>) =>
    recent.add(
      { profileId: 'east', search: { ...search({ status: 'failed' }), ...values } },
      context
    )
  await add({ columns })
  expect(await add({ columns: null })).toMatchObject([{ search: { columns: null } }])
  await add({ columns, text: 'gp' })
  expect(await add({ columns: null, text: 'gpu' })).toHaveLength(2)
})

test.each([
  ['after more than a minute', { text: 'gpu' }, 61_000],
  ['that is another one', { text: 'cpu' }, 1000],
  ['with another filter', { text: 'gpu', parameters: { ...initialParameters, owner: 'me' } }, 1000]
])('a text %s is a search of its own', async (_how, next, passedMs) => {
  let now = 0
  const recent = createRecent(config, () => now)
  const add = (values: object) =>
    recent.add({ profileId: 'east', search: { ...search(), ...values } }, context)
  await add({})
  await add({ text: 'gp' })
  now += passedMs
  await add(next)
  const texts = (await recent.list('east', context)).map((one) => one.search.text)
  expect(texts).toEqual([next.text, 'gp', ''])
})
