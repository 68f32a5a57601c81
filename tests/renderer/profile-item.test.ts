// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { hintsKey, type Hints } from '../../renderer/actions/hint'
import ProfileItem from '../../renderer/components/profiles/ProfileItem.vue'
import { i18n } from '../../renderer/locales'
import type { Profile } from '#shared/profile'

const profile = {
  id: 'one',
  name: 'Beijing production',
  zone: 'pek3a',
  endpoint: 'https://hpc.example/api',
  note: '',
  colour: 'green'
} as unknown as Profile

function itemOf(keys: string, changes: Partial<Profile> = {}) {
  const hints: Hints = {
    hint: (_id, title) => ({ title, 'aria-keyshortcuts': 'Control+1' }),
    keys: () => keys
  }
  return mount(ProfileItem, {
    props: { profile: { ...profile, ...changes }, current: false, state: 'live' },
    global: { plugins: [i18n], provide: { [hintsKey as symbol]: hints } }
  })
}

test.each([
  ['Ctrl+1', '^1'],
  ['⌘1', '⌘1']
])('the key of a profile leaves its name room: %s is %s', (keys, shown) => {
  expect(itemOf(keys).find('kbd').text()).toBe(shown)
})

test('its tip has the whole name, and the note or where it leads', () => {
  expect(itemOf('').find('button').attributes('title')).toBe(
    'Beijing production\nhttps://hpc.example/api'
  )
  const noted = itemOf('', { note: 'Ask the night shift' })
  expect(noted.find('button').attributes('title')).toBe('Beijing production\nAsk the night shift')
})
