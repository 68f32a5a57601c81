import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests that take minutes; `npm test` has a short version of each. One file at a time, since they time kills. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['tests/long/**/*.test.ts'],
    // In a window, so by another runner.
    exclude: ['tests/long/app/**'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    fileParallelism: false
  }
})
