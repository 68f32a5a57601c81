import { defineConfig } from 'playwright/test'
import short from '../../e2e/playwright.config'

/** Tests in a window that take minutes; `npm test` has a short version of each. */
export default defineConfig(short, {
  testDir: '.',
  globalSetup: '../../e2e/global-setup.ts',
  outputDir: '../../../test-results',
  timeout: 1_800_000
})
