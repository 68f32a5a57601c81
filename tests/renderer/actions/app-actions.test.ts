// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { i18n, setLocale } from '../../../renderer/locales'
import { fakeBridge } from '../../support/fake-bridge'

function refuse(path: string): () => never {
  return () => {
    throw new AppError('open-failed', 'no program', { detail: { path } })
  }
}

const oplog = fakeBridge({
  'app.showFolder': refuse('/data/oplog'),
  'app.openLink': refuse('https://a.example/'),
  'app.about': () => ({ sqlite: null, folders: { data: '/d', archive: '/a', logs: '/l' } })
})
Object.assign(window, { oplog })
// The stores look for the bridge when they are loaded.
const { useActions } = await import('../../../renderer/actions/registry')
const { useApp } = await import('../../../renderer/stores/app')
const { default: AboutDialog } = await import('../../../renderer/views/AboutDialog.vue')

beforeEach(() => {
  setLocale('en')
  setActivePinia(createPinia())
})

test.each([
  ['data-folder', '/data/oplog could not be opened'],
  ['log-folder', '/data/oplog could not be opened'],
  ['vendor-api', 'https://a.example/ could not be opened'],
  ['vendor-console', 'https://a.example/ could not be opened']
])('%s says what could not be opened', async (id, sentence) => {
  useActions().byId.get(id)?.run()
  await flushPromises()
  expect(useApp().message).toBe(sentence)
})

test('so does the dialog about the app', async () => {
  const app = useApp()
  app.info = {
    version: '1',
    electron: '1',
    chrome: '1',
    node: '1',
    platform: 'linux x64',
    locked: false,
    systemLanguage: 'en',
    notices: []
  }
  const stubs = { teleport: true }
  const dialog = mount(AboutDialog, { global: { plugins: [i18n], stubs } })
  await flushPromises()
  await dialog.find('[data-testid="about-show-logs"]').trigger('click')
  await flushPromises()
  expect(app.message).toBe('/data/oplog could not be opened')
})
