import { defineConfig } from 'playwright/test'
import { sideBySide, takeSurroundings } from '../support/surroundings'

takeSurroundings()

/** What makes or installs packages: there is one system, and one folder they are made in. */
const systemWide = /(install|package)\.test\.ts$/

export default defineConfig({
  testDir: '.',
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results',
  workers: sideBySide,
  projects: [
    { name: 'system', testMatch: systemWide, workers: 1 },
    { name: 'window', testMatch: '*.test.ts', testIgnore: systemWide }
  ],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME }]]
    : [['list']]
})
