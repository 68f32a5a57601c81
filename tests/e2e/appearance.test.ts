import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type ElectronApplication, type Locator, type Page } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'
import { readConfig } from '../support/files'

function boundsOf(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
}

const token = (page: Page, name: string) =>
  page.evaluate((property) => {
    return getComputedStyle(document.documentElement).getPropertyValue(property).trim()
  }, name)

test('the window comes back where it was, with its panes, filters and place in the log', async () => {
  const folder = temporaryFolder()
  let { app, page, close } = await openApp(folder, ['--demo'])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const place = { x: 40, y: 30, width: 1180, height: 740 }
  await app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place
  )
  await page.getByTestId('view-archive').click()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  await page.getByTestId('archive-text').fill('节点')
  await expect(page.getByTestId('log-empty')).toBeHidden()
  await page.getByTestId('log-row').nth(2).click()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  const selected = page.locator('[data-testid="log-row"][aria-selected="true"]')
  const job = await selected.getAttribute('data-job-id')
  const firstRow = () =>
    page.evaluate(() => {
      const table = document.querySelector('[data-testid="log-table"]')
      // Right below the head of the table.
      const y = (table?.getBoundingClientRect().top ?? 0) + 32
      const rows = [...document.querySelectorAll<HTMLElement>('[data-testid="log-row"]')]
      const at = rows.find((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return top <= y && y < bottom
      })
      return at?.dataset['jobId']
    })
  const first = await firstRow()
  const box = await page.getByTestId('detail-pane').boundingBox()
  await close()
  expect(readConfig(folder)).toMatchObject({ window: { ...place, maximized: false } })

  ;({ app, page, close } = await openApp(folder))
  expect(await boundsOf(app)).toEqual(place)
  await expect(page.getByTestId('view-archive')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByTestId('archive-text')).toHaveValue('节点')
  await expect(page.getByTestId('detail-pane')).toContainText(String(job))
  expect(await page.getByTestId('detail-pane').boundingBox()).toEqual(box)
  await expect.poll(firstRow).toBe(first)
  await close()

  // Its screen is gone.
  const config = readConfig(folder)
  const away = { ...config, window: { ...place, x: 9000, y: -4000, maximized: false } }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(away))
  ;({ app, page, close } = await openApp(folder))
  const screen = await app.evaluate(({ screen: all }) => all.getPrimaryDisplay().workArea)
  const back = await boundsOf(app)
  expect(back?.x).toBeGreaterThanOrEqual(screen.x)
  expect(back?.y).toBeGreaterThanOrEqual(screen.y)
  expect((back?.x ?? 0) + (back?.width ?? 0)).toBeLessThanOrEqual(screen.x + screen.width)
  await close()
})

test('on a screen of 1.5 pixels a point the window fits, comes back, and nothing is cut off', async () => {
  const folder = temporaryFolder()
  const flags = ['--force-device-scale-factor=1.5', '--demo']
  let { app, page, complaints, close } = await openApp(folder, flags)
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  expect(await page.evaluate(() => devicePixelRatio)).toBe(1.5)
  const area = await app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)
  const bounds = await boundsOf(app)
  expect(bounds?.width).toBeLessThanOrEqual(area.width)
  expect(bounds?.height).toBeLessThanOrEqual(area.height)
  await page.getByTestId('view-archive').click()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const root = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
    return { wider: scrollWidth - clientWidth, taller: scrollHeight - clientHeight }
  })
  expect(root).toEqual({ wider: 0, taller: 0 })
  const [head, row] = [page.locator('[role="columnheader"]'), page.getByTestId('log-row').first()]
  const lefts = (cells: typeof head) =>
    cells.evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().left))
  // Columns and their heads stand on the same places, also where a point is no whole pixel.
  expect(await lefts(row.getByTestId('log-cell'))).toEqual(await lefts(head))
  expect(complaints).toEqual([])
  await close()

  ;({ app, page, complaints, close } = await openApp(folder, flags))
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  expect(await boundsOf(app)).toEqual(bounds)
  expect(complaints).toEqual([])
  await close()
})

test('a magnified window reaches its rows, its buttons and what they open; an ordinary one never scrolls', async () => {
  const { app, page, complaints, close } = await openApp(temporaryFolder(), ['--demo'])
  const magnify = async (width: number, height: number, factor: number) => {
    await app.evaluate(
      ({ BrowserWindow }, { factor, ...size }) => {
        const window = BrowserWindow.getAllWindows()[0]
        window?.setBounds({ x: 0, y: 0, ...size })
        window?.webContents.setZoomFactor(factor)
      },
      { width, height, factor }
    )
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / factor)
  }
  /** Whether an element is in the window, on top of all else. */
  const seen = (element: Locator) =>
    element.evaluate((node) => {
      const { left, right, top, bottom } = node.getBoundingClientRect()
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      const edge = Math.max(-left, -top, right - innerWidth, bottom - innerHeight)
      // Parts of a pixel come from the factor.
      return edge < 0.5 && node.contains(hit)
    })
  const table = page.getByTestId('log-table')
  const selected = page.locator('[data-testid="log-row"][aria-selected="true"]')
  await page.getByTestId('view-archive').click()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  for (const [width, height] of [
    [1440, 900],
    [1280, 800],
    [900, 600]
  ] as const) {
    await magnify(width, height, 1)
    const { scrolls, bar } = await page.getByRole('main').evaluate((main) => ({
      scrolls: main.scrollHeight - main.clientHeight,
      bar: main.querySelector('header')?.offsetHeight
    }))
    expect({ scrolls, bar }).toEqual({ scrolls: 0, bar: 52 })
  }
  for (const [width, height, factor] of [
    [1440, 900, 2],
    [900, 600, 1.5]
  ] as const) {
    await magnify(width, height, factor)
    for (const id of ['export-open', 'palette', 'params-reset', 'statistics-open', 'sync-start']) {
      const button = page.getByTestId(id)
      await button.focus()
      expect(await seen(button), `${id} at ${factor}`).toBe(true)
    }
    await page.getByTestId('view-archive').focus()
    await table.focus()
    for (const key of ['Home', 'ArrowDown', 'PageDown', 'End', 'ArrowUp']) {
      await page.keyboard.press(key)
      // The first cell: a row is wider than the window.
      const first = selected.getByTestId('log-cell').first()
      await expect.poll(() => seen(first), `${key} at ${factor}`).toBe(true)
    }
    // A table that stands alone shows its columns beside the pinned one.
    expect(await table.evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(300)
    await expect(page.getByTestId('detail-pane')).toContainText(
      String(await selected.getAttribute('data-job-id'))
    )
    for (const id of ['filter-add', 'columns', 'calendar-start_time', 'sync-details', 'settings']) {
      await page.getByTestId(id).focus()
      await page.keyboard.press('Enter')
      const popUp = page.locator('.n-popover')
      await expect.poll(() => seen(popUp), `${id} at ${factor}`).toBe(true)
      await page.keyboard.press('Escape')
      await expect(popUp).toBeHidden()
    }
  }
  expect(complaints).toEqual([])
  await close()
})

test('light, dark, system and high contrast; the choice is remembered', async () => {
  const folder = temporaryFolder()
  let { page, close } = await openApp(folder, ['--demo'])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const html = page.locator('html')
  const theme = page.getByTestId('theme')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => token(page, '--background')).toBe('#14181d')
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' })
  await expect(html).toHaveAttribute('data-contrast', 'more')
  await expect.poll(() => token(page, '--background')).toBe('#000000')
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
  await expect(html).toHaveAttribute('data-contrast', 'normal')
  for (const name of ['light', 'dark', 'contrast']) {
    await theme.click()
    await expect(theme).toHaveAttribute('data-theme', name)
  }
  await expect(html).toHaveAttribute('data-contrast', 'more')
  await close()

  ;({ page, close } = await openApp(folder))
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await expect(page.getByTestId('theme')).toHaveAttribute('data-theme', 'contrast')
  await close()
})

test('colours the system forces leave the chosen row and the states in sight', async () => {
  const { page, close } = await openApp(temporaryFolder(), ['--demo'])
  await page.getByTestId('log-row').nth(1).click()
  await page.emulateMedia({ forcedColors: 'active' })
  const selected = page.locator('[data-testid="log-row"][aria-selected="true"]')
  await expect(selected).toHaveCSS('outline-style', 'solid')
  const kept = page.locator('[data-testid="log-cell"][data-column="status"] i').first()
  await expect(kept).toHaveCSS('forced-color-adjust', 'none')
  await close()
})

test('the language is switched at once, and remembered', async () => {
  const folder = temporaryFolder()
  let { page, close } = await openApp(folder, ['--demo'])
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const cell = (column: string) => page.locator(`[data-testid="log-cell"][data-column="${column}"]`)
  const done = cell('status').and(page.locator('[data-value="successful"]')).first()
  const added = cell('action_describe').and(page.locator('[data-value="向队列添加节点"]')).first()
  await expect(done).toHaveText('Successful')
  await expect(added).toHaveText(/^Add queue nodes\s+向队列添加节点$/)
  await page.getByTestId('language-zh').click()
  await expect(done).toHaveText('成功')
  await expect(added).toHaveText('向队列添加节点')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await close()

  ;({ page, close } = await openApp(folder))
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await close()
})

test('the first start speaks the language of the system', async () => {
  for (const [system, language] of [
    ['zh-CN', 'zh-CN'],
    ['de-DE', 'en']
  ] as const) {
    const env = { LANGUAGE: system.replace('-', '_') }
    const { page, close } = await openApp(temporaryFolder(), [`--lang=${system}`], { env })
    await expect(page.getByTestId('demo-open')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await close()
  }
})

test('three densities', async () => {
  const { page, close } = await openApp(temporaryFolder(), ['--demo'])
  const row = page.getByTestId('log-row').first()
  await expect(row).toBeVisible()
  const heights = { comfortable: 38, compact: 25, normal: 31 }
  await page.getByTestId('settings').click()
  for (const [name, height] of Object.entries(heights)) {
    await page.getByTestId('density').selectOption(name)
    await expect(page.locator('html')).toHaveAttribute('data-density', name)
    await expect.poll(async () => (await row.boundingBox())?.height).toBe(height)
  }
  await close()
})

test('nothing moves where the system asks for less motion', async () => {
  const { page, close } = await openApp(temporaryFolder(), ['--demo'])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const longest = () =>
    page.evaluate(() => {
      const elements = [...document.querySelectorAll('*')]
      const spans = elements.flatMap((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element)
        return `${transitionDuration},${animationDuration}`.split(',').map(Number.parseFloat)
      })
      return Math.max(...spans)
    })
  await page.getByTestId('export-open').click()
  await expect(page.getByTestId('export-start')).toBeVisible()
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  expect(await longest()).toBeGreaterThan(0.05)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await longest()).toBeLessThan(0.001)
  await close()
})

test('about says what runs and where the data lies, and copies it', async () => {
  const folder = temporaryFolder()
  const { app, page, close } = await openApp(folder, ['--demo'])
  await page.getByTestId('settings').click()
  await page.getByTestId('about').click()
  const panel = page.getByTestId('about-panel')
  await expect(panel).toContainText(/SQLite\s*(node:sqlite|@photostructure\/sqlite) 3\./)
  const versions = await app.evaluate(() => process.versions)
  await expect(panel).toContainText(String(versions['electron']))
  await expect(panel).toContainText(String(versions['chrome']))
  // Chromium refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? 'Off: started with --no-sandbox' : 'On'
  await expect(panel).toContainText(`Sandbox${sandbox}`)
  await expect(page.getByTestId('about-folder-archive')).toHaveText(join(folder, 'archive'))
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openPath = async (path) => {
      opened.push(path)
      return ''
    }
  })
  await page.getByTestId('about-show-logs').click()
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  await expect.poll(opened).toEqual([join(folder, 'logs')])
  await page.getByTestId('about-copy').click()
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toContain(`Electron: ${String(versions['electron'])}`)
  expect(copied).toContain(folder)
  await close()
})
