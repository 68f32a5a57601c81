// @vitest-environment happy-dom
import '../support/answered-window'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { SearchState } from '#shared/settings'
import { anyZone } from '#shared/view-link'
import { i18n, setLocale } from '../../renderer/locales'
import { useLinks } from '../../renderer/stores/links'
import LinkDialog from '../../renderer/views/LinkDialog.vue'

function needOf(zone: string): string {
  const pinia = createPinia()
  setActivePinia(pinia)
  const search = SearchState.parse({ parameters: initialParameters })
  useLinks().pending = { ok: true, link: { zone, profile: '', name: '', search } }
  const dialog = mount(LinkDialog, {
    global: {
      plugins: [i18n, pinia],
      stubs: { DialogCard: { template: '<div><slot /></div>' } }
    }
  })
  return dialog.find('[data-testid="link-needs-profile"]').text()
}

test('without a profile, a link says which zone it needs one of, if it is of one', () => {
  setLocale('en')
  expect(needOf('jn1a')).toContain('(the link is for zone jn1a)')
  expect(needOf(anyZone)).toBe('There is no profile yet. Create one; the link waits.')
  setLocale('zh-CN')
  expect(needOf(anyZone)).toBe('还没有配置。请先新建一个，链接会保留。')
})
