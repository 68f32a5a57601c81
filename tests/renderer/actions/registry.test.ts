// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { parse } from 'vue/compiler-sfc'
import type { ElementNode, TemplateChildNode } from '@vue/compiler-core'
import { allZones, type Profile } from '#shared/profile'
import { actionGroups, type Action } from '../../../renderer/actions/action'
import { comboOf, isOfFields, onPlatform } from '../../../renderer/actions/keys'
import { useActions } from '../../../renderer/actions/registry'
import { i18n, type Locale } from '../../../renderer/locales'
import { useProfiles } from '../../../renderer/stores/profiles'
import { useSettings } from '../../../renderer/stores/settings'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

let actions: Action[]
beforeEach(() => {
  setActivePinia(createPinia())
  useProfiles().list = Array.from({ length: 10 }, (_, index) => profile(`p${index}`))
  actions = useActions().list
})

function profile(id: string): Profile {
  return { id, name: `Zone ${id}`, group: '' } as Profile
}

function titleIn(action: Action, locale: Locale): string {
  return action.title((key, values = {}) => {
    expect(i18n.global.te(key, locale), `${action.id}: ${key} in ${locale}`).toBe(true)
    return i18n.global.t(key, values, { locale })
  })
}

function combos(mac: boolean): string[] {
  return actions.flatMap(({ shortcuts = [] }) => shortcuts.map((each) => onPlatform(each, mac)))
}

test('ids are unique, and every action has a title of its own in both languages', () => {
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
  for (const locale of ['en', 'zh-CN'] as const) {
    const titles = actions.map((action) => titleIn(action, locale))
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
    for (const group of actionGroups) {
      expect(i18n.global.te(`actions.groups.${group}`, locale)).toBe(true)
    }
  }
})

test('every reason for being off is said in both languages', () => {
  const reasons = actions.flatMap(({ off }) => off?.() ?? [])
  expect(reasons).toContain('actions.noProfile')
  for (const reason of reasons) {
    expect(i18n.global.te(reason, 'en') && i18n.global.te(reason, 'zh-CN'), reason).toBe(true)
  }
})

test('while all zones are shown, what is about one profile is off and says why', () => {
  const aboutOne = ['edit-profile', 'test-profile', 'duplicate-profile', 'delete-profile']
  const reasons = () => aboutOne.map((id) => useActions().byId.get(id)?.off?.())
  expect(reasons()).toEqual([null, null, null, null])
  const settings = useSettings()
  settings.values = { ...settings.values, currentProfile: allZones }
  expect(reasons()).toEqual(Array(4).fill('actions.oneZone'))
  expect(useActions().byId.get('export-profiles')?.off?.()).toBe(null)
  useProfiles().list = []
  expect(reasons()).toEqual(Array(4).fill('actions.noProfile'))
})

test('the demo zone is edited and deleted as others are, but not duplicated', () => {
  useProfiles().list = [{ ...profile('demo'), kind: 'demo' }]
  const off = (id: string) => useActions().byId.get(id)?.off?.()
  expect(off('duplicate-profile')).toBe('actions.builtIn')
  expect([off('edit-profile'), off('delete-profile')]).toEqual([null, null])
  for (const locale of ['en', 'zh-CN'] as const) {
    expect(i18n.global.te('actions.builtIn', locale)).toBe(true)
  }
})

test.each([false, true])('no two actions share a shortcut (Mac: %s)', (mac) => {
  const all = combos(mac)
  expect(all.filter((combo, index) => all.indexOf(combo) !== index)).toEqual([])
})

/** Of the system, of Chromium, and of the roles in the menu bar. */
const taken = {
  other: [
    ...['Mod+W', 'Mod+Q', 'Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Shift+V', 'Mod+M'],
    ...['Mod++', 'Mod+-', 'Mod+=', 'Mod+Shift+0', 'F11', 'F12', 'Mod+Shift+I', 'Alt+F4', 'F10'],
    ...['Shift+F10', 'Tab', 'Enter', 'Alt+Tab', 'Mod+Alt+T', 'Mod+Shift+U', 'Alt+Space']
  ],
  mac: [
    ...['Mod+W', 'Mod+Q', 'Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Shift+V', 'Mod+M', 'Mod+H'],
    ...['Mod+Alt+H', 'Mod++', 'Mod+-', 'Mod+=', 'Mod+Shift+0', 'Mod+Control+F', 'Mod+Tab', 'Tab'],
    ...['Mod+Space', 'Mod+Shift+3', 'Mod+Shift+4', 'Mod+Shift+5', 'Mod+`', 'Mod+Alt+Escape']
  ]
}
test.each(['other', 'mac'] as const)('no shortcut is one of the system (%s)', (platform) => {
  expect(combos(platform === 'mac').filter((combo) => taken[platform].includes(combo))).toEqual([])
})

test('what a field does with a key is left to it', () => {
  for (const combo of ['/', 'K', 'Mod+Z', 'Mod+A', 'Mod+V', 'Mod+Backspace', 'Home', 'Enter']) {
    expect(isOfFields(combo, false), combo).toBe(true)
  }
  for (const combo of ['Mod+K', 'F5', 'F1', 'Mod+1', 'Alt+ArrowLeft', 'Mod+Enter']) {
    expect(isOfFields(combo, false), combo).toBe(false)
  }
  // Option writes signs and moves by words there.
  expect(isOfFields('Alt+T', true)).toBe(true)
  expect(isOfFields('Alt+ArrowLeft', true)).toBe(true)
})

/** @param held a modifier that is known by its name alone */
function pressed(init: KeyboardEventInit, held = ''): string | null {
  const event = new KeyboardEvent('keydown', init)
  // The page's stand-in knows no modifiers by name.
  event.getModifierState = (name) => name === held
  return comboOf(event, false)
}

test.each([
  ['a digit of a French keyboard', { key: '&', code: 'Digit1', ctrlKey: true }, 'Mod+1'],
  ['a letter of a Russian one', { key: 'л', code: 'KeyK', ctrlKey: true }, 'Mod+K'],
  ['a letter that moved', { key: 'a', code: 'KeyQ', ctrlKey: true }, 'Mod+A'],
  ['what Alt makes of a letter', { key: 'å', code: 'KeyA', altKey: true }, 'Alt+A'],
  ['a sign with Shift', { key: '/', code: 'Digit7', shiftKey: true }, '/'],
  ['a letter with Shift', { key: 'E', code: 'KeyE', ctrlKey: true, shiftKey: true }, 'Mod+Shift+E'],
  ['a named key with Shift', { key: 'F1', code: 'F1', shiftKey: true }, 'Shift+F1'],
  ['a modifier alone', { key: 'Control', code: 'ControlLeft', ctrlKey: true }, null]
])('%s is the key it stands for', (_what, init, combo) => {
  expect(pressed(init)).toBe(combo)
})

test('what writes a sign is no shortcut', () => {
  const keys = { key: 'e', code: 'KeyE', ctrlKey: true, altKey: true }
  expect(pressed(keys)).toBe('Mod+Alt+E')
  expect(pressed({ ...keys, key: '€' }, 'AltGraph')).toBe(null)
  expect(pressed({ key: 'Enter', code: 'Enter', isComposing: true })).toBe(null)
})

test('a number typed on the numeric pad with Alt is a sign, and no time range', () => {
  expect(pressed({ key: '1', code: 'Digit1', altKey: true })).toBe('Alt+1')
  expect(pressed({ key: '1', code: 'Numpad1', altKey: true })).toBe(null)
  // Without Num Lock the same keys are arrows, and the sign is written all the same.
  expect(pressed({ key: 'ArrowDown', code: 'Numpad2', altKey: true })).toBe(null)
  expect(pressed({ key: '1', code: 'Numpad1', ctrlKey: true })).toBe('Mod+1')
})

/** Buttons that are no action of the window: they belong to what they stand in, or to a dialog. */
const exempt: Record<string, string> = {
  'profile-up': 'order of the list, by Tab',
  'profile-down': 'order of the list, by Tab',
  'filter-drop': 'of one condition',
  'statistics-by': 'in the statistics, by Tab',
  'statistics-export': 'in the statistics, by Tab',
  'histogram-legend': 'in the histogram, by Tab',
  'filter-edit': 'of one condition',
  'story-span': 'in the detail pane, by Tab',
  'story-bar': 'of one operation',
  'story-retry': 'in the detail pane, by Tab',
  'raw-retry': 'in the detail pane, by Tab',
  'notice-dismiss': 'in a notice, by Tab',
  'more-retry': 'in the table',
  'recent-option': 'of one search',
  'recent-clear': 'in the menu of the views',
  'detail-resource': 'of one resource',
  'log-more': 'in the table',
  'demo-open': 'first run, the first control of the page',
  'shortcuts-close': 'in a dialog',
  'histogram-retry': 'in the histogram',
  skip: 'the first stop of the Tab key',
  'column-pin': 'of one column',
  'column-move': 'of one column',
  'selection-copy': 'beside the copy key of the table'
}
/** Whole templates of dialogs, of editors, and of one row or cell. */
const apart =
  /Dialog|Card|ProfileFields|ProfileActions|Export|CellMenu|Resizer|LogHead|NotificationSettings|ConditionForm|ValuePicker|ParameterField|SpanInput|StatisticsTable|StatisticsView|AboutPanel|HelpContents|EmptyState|RawViewer|StoryTools|StoryList|CompareTable|ViewRow|ViewNameForm|CalendarPanel|UpdateBanner|UpdateStatus|SideItem/

function templates(): [file: string, nodes: TemplateChildNode[]][] {
  return ['views', 'components'].flatMap((folder) => {
    const path = resolve(import.meta.dirname, '../../../renderer', folder)
    return readdirSync(path, { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.vue') && !apart.test(basename(file)))
      .map((file): [string, TemplateChildNode[]] => {
        const source = readFileSync(resolve(path, file), 'utf8')
        return [file, parse(source).descriptor.template?.ast?.children ?? []]
      })
  })
}

function controlsIn(nodes: readonly TemplateChildNode[]): ElementNode[] {
  return nodes
    .filter((node): node is ElementNode => 'tag' in node)
    .flatMap((node) => {
      const own = ['button', 'n-button', 'select', 'side-item'].includes(node.tag) ? [node] : []
      return [...own, ...controlsIn(node.children)]
    })
}

/** A test id as written; of a bound one the constant beginning, `view-` of `view-${view}`. */
function testIdOf(node: ElementNode): string {
  for (const prop of node.props) {
    if (prop.type === 6 && prop.name === 'data-testid') return prop.value?.content ?? ''
    if (prop.type === 7 && 'arg' in prop && prop.arg?.loc.source === 'data-testid') {
      return prop.exp?.loc.source ?? ''
    }
  }
  return ''
}

test('every button and list of the window is an action, so all of it is within reach of the keys', () => {
  const controls = actions.flatMap(({ controls = [] }) => controls)
  const bound = ['`view-${view}`', 'language.id', '`detail-copy-${form}`', '`calendar-${name}`']
  const found = templates().flatMap(([, nodes]) => controlsIn(nodes).map(testIdOf))
  const lacking = templates().flatMap(([file, nodes]) =>
    controlsIn(nodes)
      .map(testIdOf)
      .filter((id) => !controls.includes(id) && !(id in exempt) && !bound.includes(id))
      .map((id) => `${file}: ${id || 'a button without data-testid'}`)
  )
  expect(lacking, 'give it an action in renderer/actions, or a reason in this test').toEqual([])
  expect(Object.keys(exempt).filter((id) => !found.includes(id))).toEqual([])
  expect(controls).toEqual(expect.arrayContaining(['view-live', 'view-archive', 'language-zh']))
})
