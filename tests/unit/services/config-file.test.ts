import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { Config, RecentSearch, Workspace } from '#shared/settings'
import { purgeTemporary, readConfig } from '../../../electron/services/config-file'

function folderWith(content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-config-'))
  if (content !== undefined) writeFileSync(join(folder, 'config.json'), content)
  return folder
}

test('a file that holds no settings is put aside as it is, and that is said', () => {
  for (const content of ['', '{"profiles": [', 'null', '{"profiles": 1}']) {
    const folder = folderWith(content)
    const { config, notices } = readConfig(folder)
    const [notice, ...more] = notices
    expect([notice?.code, more, config]).toEqual(['config-broken', [], Config.parse({})])
    expect(readFileSync(notice?.path ?? '', 'utf8')).toBe(content)
    expect(readdirSync(folder)).toHaveLength(1)
  }
})

test('settings stay where they are, and so does a folder without any', () => {
  const folder = folderWith(JSON.stringify(Config.parse({})))
  const fresh = { config: Config.parse({}), notices: [] }
  expect(readConfig(folder)).toEqual(fresh)
  expect(readdirSync(folder)).toEqual(['config.json'])
  expect(readConfig(folderWith())).toEqual(fresh)
  expect(readConfig(join(folder, 'new'))).toEqual(fresh)
})

test('settings that cannot be read for now are not put aside', () => {
  const folder = folderWith()
  // Whoever runs this, a folder cannot be read as a file.
  mkdirSync(join(folder, 'config.json'))
  expect(() => readConfig(folder)).toThrow(
    expect.objectContaining({
      code: 'read-failed',
      detail: { path: join(folder, 'config.json') }
    }) as Error
  )
  expect(readdirSync(folder)).toEqual(['config.json'])
})

const parameters = initialParameters
const search = { parameters, text: 'kept' }
const held = Config.parse({
  settings: { theme: 'dark', stuckMinutes: 30 },
  profiles: [
    { id: 'a', name: 'Prod', zone: 'jn1a', endpoint: 'https://h/api', accessKeyId: 'K', note: 'n' },
    { id: 'b', name: 'Test', zone: 'jn1a', endpoint: 'https://h/api', accessKeyId: 'K' }
  ],
  views: [{ id: 'v', name: 'View', profileId: null, search }],
  defaultViews: { a: 'v' },
  workspaces: { a: Workspace.parse(search) },
  recent: { a: [RecentSearch.parse({ at: 1, search })] }
})

/** The settings above with one value changed, as another version or a hand may have written it. */
function heldWith(path: string, value: unknown): string {
  const copy = structuredClone(held) as unknown as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  const inner = names.reduce((at, name) => at[name] as Record<string, unknown>, copy)
  inner[last] = value
  return JSON.stringify(copy)
}

test.each<[string, unknown, Partial<Config>]>([
  ['settings.theme', 'sepia', { settings: { ...held.settings, theme: 'system' } }],
  ['settings.stuckMinutes', 99_999, { settings: { ...held.settings, stuckMinutes: 60 } }],
  ['settings', 'none', { settings: Config.parse({}).settings }],
  ['workspaces.a.filter', { newer: true }, { workspaces: {} }],
  ['workspaces', [1], { workspaces: {} }],
  ['recent.a', [...(held.recent['a'] ?? []), { at: 2, search: { parameters: 0 } }], {}],
  ['recent.a.0.search.columns', [{ field: 'cost', width: 80 }], { recent: { a: [] } }],
  ['recent.Not an id', [], {}],
  ['defaultViews.b', 'No id', {}],
  ['window', { x: 'left' }, {}],
  ['version', 0, {}]
])('%s that cannot be read costs itself alone', (path, value, lost) => {
  const folder = folderWith(heldWith(path, value))
  expect(readConfig(folder)).toEqual({ config: { ...held, ...lost }, notices: [] })
  expect(readdirSync(folder)).toEqual(['config.json'])
})

test.each<[string, unknown, Partial<Config>]>([
  ['profiles.1.endpoint', 'ftp://h', { profiles: held.profiles.slice(0, 1) }],
  ['profiles.1.kind', 'newer', { profiles: held.profiles.slice(0, 1) }],
  ['profiles.1.colour', 'pink', {}],
  ['profiles.1.note', 7, {}],
  ['profiles.1', null, { profiles: held.profiles.slice(0, 1) }],
  ['views.0.search.filter', { newer: true }, { views: [] }],
  ['views', null, { views: [] }]
])('a file whose %s cannot be read is kept, and that is said', (path, value, lost) => {
  const content = heldWith(path, value)
  const folder = folderWith(content)
  const { config, notices } = readConfig(folder)
  expect(config).toEqual({ ...held, ...lost })
  expect(notices).toEqual([{ code: 'config-incomplete', path: expect.any(String) }])
  expect(readFileSync(notices[0]?.path ?? '', 'utf8')).toBe(content)
  expect(readdirSync(folder)).toHaveLength(2)
})

test('settings of a newer Oplog are left as they are', () => {
  const content = heldWith('version', 2)
  const folder = folderWith(content)
  expect(() => readConfig(folder)).toThrow(
    expect.objectContaining({
      code: 'config-newer',
      detail: { path: join(folder, 'config.json') }
    }) as Error
  )
  expect(readdirSync(folder)).toEqual(['config.json'])
  expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(content)
})

test('what a killed process left behind goes', () => {
  const folder = folderWith('{}')
  for (const name of ['config.json.tmp-123', '.oplog-1-2.part'])
    writeFileSync(join(folder, name), '')
  purgeTemporary(folder)
  expect(readdirSync(folder)).toEqual(['config.json'])
})
