import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from 'playwright/test'
import { expectAccessible } from '../support/accessibility'
import {
  createProfile,
  expectTotal,
  fillProfile,
  input,
  openApp,
  openProfileForm,
  profileOf,
  setParameter,
  apply,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { startZone, type Zone } from '../support/zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'AXEKEY', secretKey: 'AXESECRETCANARY' }
let zone: Zone
let running: RunningApp
let page: Page

test.beforeAll(async () => {
  zone = await startZone({ size: 300, ...keys })
  running = await openApp(temporaryFolder())
  page = running.page
})
test.afterAll(async () => {
  expect(running.complaints).toEqual([])
  await running.close()
  await zone.stop()
})

/** One line a view: its name, what opens it, what shows that it is open. `Escape` closes it again. */
async function look(name: string, open: () => Promise<unknown>, shown: string): Promise<void> {
  await open()
  await expect(page.getByTestId(shown).first()).toBeVisible()
  await expectAccessible(page, name)
}

async function lookAndClose(...view: Parameters<typeof look>): Promise<void> {
  await look(...view)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId(view[2])).toBeHidden()
}

const press = (id: string) => () => page.getByTestId(id).first().click()

test('axe finds nothing in any view, in light, dark and high contrast', async () => {
  test.setTimeout(600_000)
  await look('first run', async () => undefined, 'demo-open')
  await look('new profile', () => openProfileForm(page), 'profile-form')
  await look('new profile, refused', press('profile-save'), 'profile-form')
  await fillProfile(page, { ...profileOf(zone, 'Wrong'), secretKey: 'wrong' })
  await look('test of a connection, refused', press('profile-test'), 'profile-test-result')
  await fillProfile(page, profileOf(zone, 'Axe'))
  await look('test of a connection', press('profile-test'), 'profile-test-result')
  await page.getByTestId('profile-save').click()
  await expectTotal(page, 300)

  await look('Live', async () => undefined, 'log-row')
  await lookAndClose('profiles', press('profile-switcher'), 'profile-option')
  await lookAndClose('calendar', press('calendar-end_time'), 'calendar-day')
  await lookAndClose('views, none yet', press('views-open'), 'views-menu')
  await press('views-open')()
  await look('name of a view', press('view-save-as'), 'view-name')
  await page.getByTestId('view-name').fill('Axe')
  await page.getByTestId('view-name').press('Enter')
  await setParameter(page, 'status', 'failed')
  await apply(page)
  await expect(page.getByTestId('log-total')).not.toHaveAttribute('data-total', '300')
  // A search is kept once it stood for a moment; the menu reads the list when it opens.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await press('views-open')()
    await expect(page.getByTestId('recent-option')).toHaveCount(1, { timeout: 500 })
  }).toPass()
  await look('views, modified, and recent searches', press('view-more'), 'view-rename')
  await look('deletion of a view', press('view-delete'), 'view-delete-confirm')
  await press('view-more')()
  await press('view-more')()
  await page.keyboard.press('Escape')
  await press('params-reset')()
  await expectTotal(page, 300)
  await lookAndClose('link', () => openLink('zone=jn1a&status=failed'), 'link-dialog')
  await lookAndClose('link of another zone', () => openLink('zone=gd2'), 'link-no-zone')
  await lookAndClose('broken link', () => openLink('zone=gd2&secret=x'), 'link-fault')
  await lookAndClose('columns', press('columns'), 'columns-list')
  await lookAndClose('settings', press('settings'), 'density')
  await look('rare parameters', press('params-more'), 'param-directive')
  await press('params-more')()
  await press('settings')()
  await lookAndClose('about', press('about'), 'about-panel')
  await lookAndClose('guide', () => page.keyboard.press('F1'), 'help-dialog')
  await lookAndClose('export', press('export-open'), 'export-format')
  await lookAndClose('sync', press('sync-details'), 'sync-panel')
  await lookAndClose('command palette', press('palette'), 'palette-dialog')
  await lookAndClose('its search without a hit', () => ask('zzzz'), 'palette-dialog')
  await lookAndClose('shortcut sheet', () => page.keyboard.press('Shift+F1'), 'shortcuts-sheet')
  await lookAndClose(
    'menu of a head',
    () => page.locator('[data-head="owner"] button').first().click({ button: 'right' }),
    'head-menu'
  )
  await look('detail', press('log-row'), 'detail-raw')
  await look('raw viewer', press('raw-viewer-toggle'), 'raw-viewer')
  await look('its search', press('raw-search'), 'raw-viewer')
  await press('raw-viewer-toggle')()
  await look('cell of the keys', () => goToCell(), 'log-row')
  await look('selected rows', () => selectRows(4), 'selection')
  await lookAndClose('copy of selected rows', press('selection-copy'), 'copy-json')
  await lookAndClose('comparison', press('selection-compare'), 'compare-dialog')
  await press('selection-clear')()
  const cell = page.getByTestId('log-cell').first()
  await lookAndClose('menu of a cell', () => cell.click({ button: 'right' }), 'cell-menu')
  await setParameter(page, 'owner', 'nobody')
  await look('no row', () => apply(page), 'log-empty')
  await look('wrong value', () => wrongTime(), 'error-banner')
  await look('undo of a reset', press('params-reset'), 'undo')
  await expectTotal(page, 300)

  await look('Archive', press('view-archive'), 'histogram')
  await look('its conditions', press('filter-add'), 'filter-field')
  await look('values to pick from', () => field('status').click(), 'picker-value')
  await page.getByTestId('picker-value').first().click()
  await page.keyboard.press('Escape')
  await look('a condition', async () => undefined, 'filter-chip')
  await press('filter-add')()
  await lookAndClose('form of a condition', () => field('duration').click(), 'condition-form')
  await lookAndClose('go to a row', () => page.keyboard.press('Control+g'), 'go-to-dialog')
  await look('go to nowhere', () => goTo('nowhere'), 'go-to-fault')
  await page.keyboard.press('Escape')
  await look('story', press('log-row'), 'story')
  await lookAndClose('story, enlarged', press('story-open'), 'story-dialog')
  await look('detail folded away', press('detail-collapse'), 'detail-expand')
  await press('detail-expand')()
  await look('histogram folded', press('histogram-toggle'), 'log-row')
  await press('histogram-toggle')()
  await look('statistics', press('statistics-open'), 'statistics')
  await lookAndClose(
    'menu of a group',
    () => page.getByTestId('statistics-choose').first().click({ button: 'right' }),
    'cell-menu'
  )
  await look('statistics by day', () => page.locator('[data-by="day"]').click(), 'statistics')
  await lookAndClose('export of statistics', press('statistics-export'), 'export-format')
  await page.getByTestId('statistics-search').fill('no group is called this')
  await look('no group', async () => undefined, 'statistics-empty')
  await press('statistics-open')()
  await page.getByTestId('archive-text').fill('nothing is called this')
  await look('no row held', async () => undefined, 'log-empty')
  await page.getByTestId('archive-text').fill('')
  await press('view-live')()
  await zone.stop()
  await look('offline', press('refresh'), 'offline-banner')

  const refusing = createServer((_request, response) => {
    response.end(JSON.stringify({ ret_code: 1400, message: 'PermissionDenied' }))
  })
  await new Promise<void>((ready) => refusing.listen(0, '127.0.0.1', ready))
  const { port } = refusing.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}/api`
  await createProfile(page, { ...profileOf(zone, 'Refused'), endpoint })
  await look('refused', async () => undefined, 'error-banner')
  await look('all zones', press('all-zones'), 'log-profile')
  refusing.close()
})

async function ask(text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette-input').fill(text)
  await expect(page.getByTestId('palette-empty')).toBeVisible()
}

async function goTo(text: string): Promise<void> {
  await page.keyboard.press('Control+g')
  await page.getByTestId('go-to-field').fill(text)
  await page.keyboard.press('Enter')
}

async function goToCell(): Promise<void> {
  await page.getByTestId('log-table').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
}

async function selectRows(count: number): Promise<void> {
  const rows = page.getByTestId('log-row')
  await rows.first().click()
  await rows.nth(count - 1).click({ modifiers: ['Shift'] })
}

const field = (name: string) =>
  page.getByTestId('filter-field').and(page.locator(`[data-field="${name}"]`))

/** As a second start of the app hands it over. */
async function openLink(values: string): Promise<void> {
  await running.app.evaluate(
    ({ app }, link) => app.emit('second-instance', {}, [link]),
    `oplog://view?v=1&${values}`
  )
}

async function wrongTime(): Promise<void> {
  await input(page, 'param-start_time').fill('yesterday')
  await apply(page)
}
