import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'
import { say } from '../support/say'

const built = resolve(import.meta.dirname, '../../out/renderer')
/** Bytes, gzip. */
const most = 400_000

test('what the page loads until its first rows is small, charts and raw view not among it', async () => {
  const { page, close } = await openApp(temporaryFolder(), ['--demo'])
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const files = new Set<string>()
  page.on('request', (request) => files.add(new URL(request.url()).pathname))
  await page.reload()
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  expect([...files]).toContainEqual(expect.stringMatching(/index-.*\.js$/))
  expect([...files]).toContainEqual(expect.stringMatching(/index-.*\.css$/))
  const sizes = [...files].map((file) => gzipSync(readFileSync(resolve(built, `.${file}`))).length)
  const sum = sizes.reduce((total, size) => total + size, 0)
  say('loaded until the first rows', { files: files.size, 'kB gzip': Math.round(sum / 1000) })
  expect(sum).toBeGreaterThan(50_000)
  expect(sum).toBeLessThanOrEqual(most)
  const late = /StatisticsView|RawViewer|StoryDialog|HelpDialog|CompareDialog/
  expect([...files].filter((file) => late.test(file))).toEqual([])

  // That these names would be found.
  await page.getByTestId('view-archive').click()
  await page.getByTestId('statistics-open').click()
  await expect(page.getByTestId('statistics')).toBeVisible()
  expect([...files].filter((file) => late.test(file))).toHaveLength(2)
  await close()
})
