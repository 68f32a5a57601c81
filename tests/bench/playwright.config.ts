import { defineConfig } from 'playwright/test'
import { takeSurroundings } from '../support/surroundings'

takeSurroundings()

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  globalSetup: '../e2e/global-setup.ts',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 600_000,
  reporter: [['line']]
})
