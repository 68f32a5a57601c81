import { defineConfig } from 'vitest/config'

/** Tests that take minutes: days of simulated service time. */
export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 60_000,
    maxWorkers: 1
  }
})
