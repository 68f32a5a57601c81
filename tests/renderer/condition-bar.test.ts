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

test('a field chosen from the menu begins on the side that has values', async () => {
  await open({ isNot: { owner: ['usr-b'] } })
  at('[data-testid="filter-add"]')?.click()
  await flushPromises()
  await press('[data-testid="filter-field"][data-field="owner"]')
  expect([pressed(), ticked()]).toEqual(['picker-isNot', ['usr-b']])
})
