import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'

/** When the jobs in sight were created, by job id. */
async function timesInSight(page: Page): Promise<Map<string, string>> {
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  const rows = await page.getByTestId('log-row').evaluateAll((all) =>
    all.map((row) => {
      const cell = row.querySelector('[data-column="create_time"]')
      return [row.getAttribute('data-job-id') ?? '', cell?.textContent.trim() ?? ''] as const
    })
  )
  return new Map(rows)
}

test('each start shows the same jobs at the same times; rows of another log are not kept', async () => {
  const folder = temporaryFolder()
  const settings = join(folder, 'config.json')
  const archives = join(folder, 'archive')
  const archive = join(archives, 'demo.sqlite')
  const first = await openApp(folder, ['--demo'])
  const before = await timesInSight(first.page)
  await expect.poll(() => existsSync(archive)).toBe(true)
  await first.close()

  const second = await openApp(folder)
  const after = await timesInSight(second.page)
  await second.close()
  const both = [...before].filter(([jobId]) => after.has(jobId))
  expect(both.length).toBeGreaterThan(5)
  expect(both).toEqual(both.map(([jobId]) => [jobId, after.get(jobId)]))

  // As the settings were before they remembered it.
  const { demoMadeAt, ...older } = JSON.parse(readFileSync(settings, 'utf8')) as {
    demoMadeAt?: unknown
  }
  expect(demoMadeAt).toEqual(expect.any(Number))
  writeFileSync(settings, JSON.stringify(older))
  // Whoever read it would put it aside.
  writeFileSync(archive, 'rows of the old log')
  const third = await openApp(folder)
  const anew = await timesInSight(third.page)
  // Not each row moves: at night, when nobody works, those of the day stay where they are.
  expect(both).not.toEqual(both.map(([jobId]) => [jobId, anew.get(jobId)]))
  await expect
    .poll(() => existsSync(archive) && readFileSync(archive, 'latin1').slice(0, 15))
    .toBe('SQLite format 3')
  expect(readdirSync(archives).filter((name) => name.includes('broken'))).toEqual([])
  expect(third.complaints).toEqual([])
  await third.close()
})
