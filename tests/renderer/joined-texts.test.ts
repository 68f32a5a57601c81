// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { folders, type AboutInfo, type AppInfo, type OperationPage } from '#shared/api'
import type { UpdateState } from '#shared/updates'
import AboutPanel from '../../renderer/components/settings/AboutPanel.vue'
import UpdateBanner from '../../renderer/components/settings/UpdateBanner.vue'
import OfflineCard from '../../renderer/components/sync/OfflineCard.vue'
import { i18n, setLocale, type Locale } from '../../renderer/locales'

const global = { plugins: [i18n] }

function bannerOf(locale: Locale, phase: UpdateState['phase'], size: number | null): string {
  setLocale(locale)
  const release = { version: '9.9.9', notes: '', size }
  const state = { phase, automatic: true, release, done: 0, total: 0, problem: null }
  return mount(UpdateBanner, { props: { state }, global }).find('[role="status"]').text()
}

test('the size of a release stands in brackets as the language sets them', () => {
  expect(bannerOf('en', 'available', 84_300_000)).toContain('Oplog 9.9.9 (84.3 MB) is available.')
  expect(bannerOf('zh-CN', 'available', 84_300_000)).toContain(
    '新版本已发布：Oplog 9.9.9（84.3 MB）。'
  )
  expect(bannerOf('en', 'downloading', null)).toBe('Downloading Oplog 9.9.9…')
})

test('what is copied of the versions has the colon of the language', async () => {
  const info = { version: '1.2.3', electron: '1', chrome: '1', node: '1', platform: 'linux' }
  const about: AboutInfo = {
    sqlite: null,
    sandboxed: true,
    folders: Object.fromEntries(folders.map((name) => [name, `/${name}`])) as AboutInfo['folders']
  }
  const copied = async (locale: Locale) => {
    setLocale(locale)
    const panel = mount(AboutPanel, { props: { info: info as AppInfo, about }, global })
    await panel.find('[data-testid="about-copy"]').trigger('click')
    return String(panel.emitted('copy')?.[0]?.[0]).split('\n')
  }
  expect(await copied('en')).toEqual(expect.arrayContaining(['Oplog: 1.2.3', 'Data folder: /data']))
  expect(await copied('zh-CN')).toEqual(
    expect.arrayContaining(['Oplog：1.2.3', '数据文件夹：/data'])
  )
})

test('a zone that is away and of which nothing is held is said to be both', () => {
  setLocale('en')
  const page = { source: 'archive', at: null, notApplied: [], unreachable: null }
  const card = mount(OfflineCard, {
    props: { page: page as unknown as OperationPage, zone: 'UTC' },
    global
  })
  expect(card.find('strong').text()).toBe('The zone cannot be reached, and nothing is held of it.')
  expect(card.text()).not.toContain('These are the rows')
  expect(card.text()).not.toContain('·')
})
