// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { allZones, type Profile } from '#shared/profile'
import ProfileMenu from '../../renderer/components/profiles/ProfileMenu.vue'
import { i18n, setLocale } from '../../renderer/locales'

const global = { plugins: [i18n] }
const profiles = ['East', 'West'].map((name) => ({ id: name, name, zone: 'jn1a', group: '' }))

beforeEach(() => setLocale('en'))

function menu(currentId: string, count = 2) {
  // The parts of a profile that a menu shows.
  const shown = profiles.slice(0, count) as Profile[]
  return mount(ProfileMenu, { props: { profiles: shown, currentId }, global })
}

function ticked(open: ReturnType<typeof menu>): string[] {
  const lines = open.findAll('button').filter((line) => line.text().includes('✓'))
  expect(lines.every((line) => line.attributes('aria-current') === 'true')).toBe(true)
  return lines.map((line) => line.text().replace('✓', '').trim())
}

function isOff(open: ReturnType<typeof menu>, id: string): boolean {
  return open.find(`[data-testid="${id}"]`).attributes('disabled') !== undefined
}

test('the mark is at what is on screen: a profile, or all zones', async () => {
  expect(ticked(menu('West'))).toEqual(['West jn1a'])
  const merged = menu(allZones)
  expect(ticked(merged)).toEqual(['All zones'])
  await merged.find('[data-testid="all-zones-option"]').trigger('click')
  expect(merged.emitted('select')).toEqual([[allZones]])
  expect(menu('East', 1).find('[data-testid="all-zones-option"]').exists()).toBe(false)
})

test('the arrow keys go from one profile to the next, and around', async () => {
  const open = mount(ProfileMenu, {
    props: { profiles: profiles as Profile[], currentId: 'East' },
    global,
    attachTo: document.body
  })
  open.get<HTMLElement>('[data-testid="profile-option"]').element.focus()
  const after = (key: string) => {
    const from = document.activeElement
    from?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    return document.activeElement?.textContent?.replace('✓', '').trim()
  }
  expect(after('ArrowDown')).toBe('West jn1a')
  expect(after('ArrowDown')).toBe('All zones')
  expect(after('ArrowDown')).toBe('East jn1a')
  expect(after('ArrowUp')).toBe('All zones')
  open.unmount()
})

test('while all zones are shown no single profile is edited or duplicated, and the reason is said', () => {
  for (const id of ['profile-edit', 'profile-duplicate']) {
    expect(isOff(menu('West'), id)).toBe(false)
    const merged = menu(allZones)
    expect(isOff(merged, id)).toBe(true)
    const title = merged.find(`[data-testid="${id}"]`).attributes('title')
    expect(title).toContain('Choose one profile first')
  }
})

test('the demo zone is edited but not duplicated, and the reason is said', () => {
  const demo = { id: 'demo', name: 'Demo', zone: 'demo', group: '', kind: 'demo' } as Profile
  const props = { profiles: [demo, ...(profiles as Profile[])], currentId: 'demo' }
  const open = mount(ProfileMenu, { props, global })
  expect([isOff(open, 'profile-edit'), isOff(open, 'profile-duplicate')]).toEqual([false, true])
  const title = open.find('[data-testid="profile-duplicate"]').attributes('title')
  expect(title).toContain('built in')
})
