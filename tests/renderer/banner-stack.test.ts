// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { allZones, type Profile } from '#shared/profile'
import { i18n, setLocale } from '../../renderer/locales'
import { useLog, type Session } from '../../renderer/stores/log'
import { useProfiles } from '../../renderer/stores/profiles'
import BannerStack from '../../renderer/views/BannerStack.vue'

await vi.hoisted(async () => {
  const { fakeBridge } = await import('../support/fake-bridge')
  // The page's bridge.
  window.oplog = fakeBridge({})
})

test('over all zones the profile whose archive was left out is named, and may be asked again', async () => {
  setLocale('en')
  const pinia = createPinia()
  setActivePinia(pinia)
  useProfiles().list = [{ id: 'p', name: 'East' } as Profile]
  const refresh = vi.spyOn(useLog(), 'refresh').mockResolvedValue(true)
  const error = { code: 'archive-newer', message: '' } as const
  const unread = [{ profileId: 'p', error }]
  const coverage = { complete: false, missing: [], missingMs: 0, unreached: 0, unread }
  // The parts of a session that are looked at.
  const session = {
    profileId: allZones,
    view: 'archive',
    search: { state: { status: 'idle', error: null, refused: null } },
    archive: { state: { status: 'ready', answered: true, error: null, coverage } }
  } as unknown as Session
  const banners = mount(BannerStack, { props: { session }, global: { plugins: [i18n, pinia] } })
  expect(banners.find('[data-testid="coverage-unread"]').text()).toContain('“East”')
  await banners.find('[data-testid="coverage-retry"]').trigger('click')
  expect(refresh).toHaveBeenCalledOnce()
})
