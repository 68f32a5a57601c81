import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  // Packages that are inlined name sources they do not ship, which is a warning each.
  logLevel: 'error',
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/renderer/**/*.test.ts'],
    // These import JSON as Node does not let them.
    server: { deps: { inline: [/@actions\//] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2
  }
})
