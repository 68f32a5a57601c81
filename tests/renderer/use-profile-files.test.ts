// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import { allZones, type Profile } from '#shared/profile'
import { defaultSettings, Workspace } from '#shared/settings'
import { i18n, setLocale } from '../../renderer/locales'
import { fakeBridge, type Answers } from '../support/fake-bridge'

const answers: Answers = {
  'settings.set': (patch) => ({ ...defaultSettings, ...(patch as object) }),
  'workspaces.get': () => Workspace.parse({ parameters: initialParameters }),
  'profiles.importFile': () => {
    throw new AppError('read-failed', 'no profiles', { detail: { path: '/tmp/profiles.json' } })
  }
}
Object.assign(window, { oplog: fakeBridge(answers) })

beforeEach(() => setLocale('en'))

/** The stores look for the bridge when they are loaded. */
async function open(profileId: string | null, view: 'live' | 'archive' = 'live') {
  setActivePinia(createPinia())
  const { useProfileFiles } = await import('../../renderer/composables/use-profile-files')
  const { useApp } = await import('../../renderer/stores/app')
  const { useLog } = await import('../../renderer/stores/log')
  const { useProfiles } = await import('../../renderer/stores/profiles')
  const { default: BannerStack } = await import('../../renderer/views/BannerStack.vue')
  const [app, log, profiles] = [useApp(), useLog(), useProfiles()]
  if (profileId !== null) {
    // What the log reads of a profile.
    profiles.list = ['east', 'west'].map((id) => ({ id, group: '' }) as Profile)
    await profiles.select(profileId)
    Object.assign(await log.open(profileId), { view })
  }
  const banner = (): string => {
    if (!log.current) throw new RangeError('no log')
    const props = { session: log.current }
    const stack = mount(BannerStack, { props, global: { plugins: [i18n] } })
    return stack
      .findAll('[data-testid="error-banner"]')
      .map((found) => found.text())
      .join()
  }
  return { app, banner, files: useProfileFiles() }
}

test.each([
  ['east', 'live'],
  ['east', 'archive'],
  [allZones, 'archive']
] as const)('a file that could not be read is said over the rows of %s (%s)', async (id, view) => {
  const { banner, files } = await open(id, view)
  expect(banner()).toBe('')
  expect(await files.attempt(files.importFile)).toBe(false)
  expect(banner()).toContain('The file could not be read')
})

test('without a log it is said with its facts', async () => {
  const { app, files } = await open(null)
  answers['profiles.importFile'] = () => {
    throw new AppError('unreachable', 'no answer', { detail: { host: 'hpc.example' } })
  }
  await files.attempt(files.importFile)
  expect(app.message).toBe('hpc.example cannot be reached')
})
