// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ArchiveFilter } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { fakeBridge } from '../support/fake-bridge'

const workspace = Workspace.parse({ parameters: initialParameters, view: 'archive' })
Object.assign(window, { oplog: fakeBridge({ 'workspaces.get': () => workspace }) })

let bar: VueWrapper

/** The conditions of the Archive over a session of their own. */
async function open(filter: ArchiveFilter) {
  setActivePinia(createPinia())
  const { useLog } = await import('../../renderer/stores/log')
  const { default: ConditionBar } = await import('../../renderer/views/ConditionBar.vue')
  const session = await useLog().open('east')
  session.filter = filter
  bar = mount(ConditionBar, {
    props: { session },
    global: { plugins: [i18n] },
    attachTo: document.body
  })
  return session
}

function at(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}

async function press(selector: string): Promise<void> {
  at(selector)?.click()
  await flushPromises()
  // The editor is loaded once somebody edits.
  await vi.waitFor(() => expect(at('[data-testid="value-picker"]')).not.toBeNull())
  await flushPromises()
}

const chip = (kind: string) =>
  `[data-testid="filter-chip"][data-kind="${kind}"] [data-testid="filter-edit"]`
const side = (kind: string) => `[data-testid="picker-${kind}"]`
const pressed = () => at('.kinds [aria-pressed="true"]')?.dataset['testid']
const ticked = () =>
  [...document.querySelectorAll<HTMLInputElement>('[data-testid="picker-value"] input')]
    .filter(({ checked }) => checked)
    .map((box) => box.closest<HTMLElement>('[data-value]')?.dataset['value'])

beforeEach(() => setLocale('en'))
afterEach(() => bar.unmount())

test('the arrow keys go through the fields of a new condition', async () => {
  await open({})
  at('[data-testid="filter-add"]')?.click()
  await flushPromises()
  const fields = [...document.querySelectorAll<HTMLElement>('[data-testid="filter-field"]')]
  fields[0]?.focus()
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  press('ArrowDown')
  expect(document.activeElement).toBe(fields[1])
  press('ArrowUp')
  press('ArrowUp')
  expect(document.activeElement).toBe(fields.at(-1))
})

test('a chip opens the side it stands for, and neither side takes the other’s values', async () => {
  const both = { is: { resource_ids: ['A'] }, isNot: { resource_ids: ['B'] } }
  const session = await open(both)
  await press(chip('is'))
  expect([pressed(), ticked()]).toEqual(['picker-is', ['A']])
  await press(side('isNot'))
  expect([pressed(), ticked()]).toEqual(['picker-isNot', ['B']])
  await press(side('is'))
  expect([pressed(), ticked()]).toEqual(['picker-is', ['A']])
  expect(session.filter).toEqual(both)
  await press(chip('isNot'))
  expect([pressed(), ticked()]).toEqual(['picker-isNot', ['B']])
  expect(session.filter).toEqual(both)
})

test('values go along to the other side where that has none, and back', async () => {
  const session = await open({ is: { owner: ['usr-a', 'usr-b'] } })
  await press(chip('is'))
  await press(side('isNot'))
  expect(session.filter).toEqual({ isNot: { owner: ['usr-a', 'usr-b'] } })
  expect([pressed(), ticked()]).toEqual(['picker-isNot', ['usr-a', 'usr-b']])
  await press(side('is'))
  expect(session.filter).toEqual({ is: { owner: ['usr-a', 'usr-b'] } })
})

test('the last value taken out leaves one on the side one was on', async () => {
  const session = await open({ is: { owner: ['usr-a'] }, isNot: { owner: ['usr-b'] } })
  await press(chip('is'))
  at('[data-testid="picker-value"] input')?.click()
  await flushPromises()
  expect(session.filter).toEqual({ isNot: { owner: ['usr-b'] } })
  expect([pressed(), ticked()]).toEqual(['picker-is', []])
})

test('a chip whose last value goes leaves the editor with the field, and no other chip has it', async () => {
  const session = await open({ is: { owner: ['usr-a'] } })
  await press(chip('is'))
  at('[data-testid="picker-value"] input')?.click()
  await flushPromises()
  expect(session.filter).toEqual({})
  const expanded = () => at('[data-testid="filter-add"]')?.getAttribute('aria-expanded')
  expect(at('[data-testid="value-picker"]')?.dataset['field']).toBe('owner')
  expect(expanded()).toBe('true')
  // Before it in the order of the chips.
  session.filter = { is: { status: ['failed'] } }
  await flushPromises()
  expect(at('[data-testid="value-picker"]')?.dataset['field']).toBe('owner')
  expect(at(chip('is'))?.getAttribute('aria-expanded')).toBe('false')
  expect(document.activeElement).toBe(at('[data-testid="picker-search"]'))
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
  document.activeElement?.dispatchEvent(escape)
  await flushPromises()
  expect(document.activeElement).toBe(at('[data-testid="filter-add"]'))
  expect(expanded()).toBe('false')
  session.filter = {}
  await flushPromises()
  session.filter = { is: { owner: ['usr-b'] } }
  await flushPromises()
  expect(at('[data-testid="value-picker"]')).toBeNull()
})

test('an editor stays at its chip when another before it goes', async () => {
  const session = await open({ is: { status: ['failed'], owner: ['usr-a'] } })
  await press(`[data-field="owner"] [data-testid="filter-edit"]`)
  session.filter = { is: { owner: ['usr-a'] } }
  await flushPromises()
  expect(at(chip('is'))?.getAttribute('aria-expanded')).toBe('true')
  expect(at('[data-testid="value-picker"]')?.dataset['field']).toBe('owner')
})

test('a field chosen from the menu begins on the side that has values', async () => {
  await open({ isNot: { owner: ['usr-b'] } })
  at('[data-testid="filter-add"]')?.click()
  await flushPromises()
  await press('[data-testid="filter-field"][data-field="owner"]')
  expect([pressed(), ticked()]).toEqual(['picker-isNot', ['usr-b']])
})

test('an editor left open over a switch of profiles does not bring its values along', async () => {
  await open({ duration: { from: 300_000 } })
  at(chip('duration'))?.click()
  await vi.waitFor(() => expect(at('[data-testid="condition-form"]')).not.toBeNull())
  const { useLog } = await import('../../renderer/stores/log')
  const west = await useLog().open('west')
  west.filter = { duration: { from: 3_600_000 } }
  await bar.setProps({ session: west })
  await flushPromises()
  expect(at('[data-testid="condition-form"]')).toBeNull()
  expect(at('[data-testid="filter-chip"]')?.textContent).toContain('1')
  expect(west.filter).toEqual({ duration: { from: 3_600_000 } })
})
